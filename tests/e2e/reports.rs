//! `--format` and `--report`: the same plan for terminals, programs, pull requests and browsers.
//!
//! The plans in `docs/examples` are what attune prints for the five integrations;
//! `ATTUNE_BLESS=1 cargo test -p attune --test e2e reports` writes them again: read them before you commit them.

use std::fs;

use crate::harness::{Place, Ran, Sim, is_blessing, root};

/// A folder with the example of five integrations.
fn five() -> Place {
    let text = fs::read_to_string(root().join("manifests/examples/five-integrations.yaml"));
    Place::with("five-integrations.yaml", text.unwrap())
}

#[test]
fn the_examples_are_what_is_printed() {
    let (sim, place) = (Sim::start(), five());
    place
        .attune(
            &sim,
            &[
                "plan",
                "-f",
                "five-integrations.yaml",
                "--report",
                "text=plan.txt",
                "--report",
                "markdown=plan.md",
                "--report",
                "html=plan.html",
            ],
        )
        .exits(0);
    let mut stale = Vec::new();
    for name in ["plan.txt", "plan.md", "plan.html"] {
        let path = root().join("docs/examples").join(name);
        let now = place.read(name);
        if is_blessing() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &now).unwrap();
        }
        if fs::read_to_string(&path).ok() != Some(now) {
            stale.push(name);
        }
    }
    assert!(
        stale.is_empty(),
        "ATTUNE_BLESS=1 writes them again: {stale:?}"
    );
}

#[test]
fn every_report_is_written_beside_what_is_on_stdout() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mut arguments = vec!["plan", "-f", "tasky.yaml", "--format", "markdown"];
    for report in [
        "json=out/plan.json",
        "text=plan.txt",
        "markdown=plan.md",
        "html=plan.html",
    ] {
        arguments.extend(["--report", report]);
    }
    let ran = place.attune(&sim, &arguments).exits(0);
    assert_eq!(ran.stdout, place.read("plan.md"));
    let plain = place.attune(&sim, &["plan", "-f", "tasky.yaml"]).exits(0);
    assert_eq!(plain.stdout, place.read("plan.txt"));
    let json: serde_json::Value = serde_json::from_str(&place.read("out/plan.json")).unwrap();
    assert_eq!(json["kind"], "plan");
    assert!(place.read("plan.html").starts_with("<!DOCTYPE html>"));
    let left: Vec<_> = fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_report_is_for_its_readers_and_a_saved_plan_for_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mode = |name: &str| {
        let of = fs::metadata(place.path(name)).unwrap().permissions();
        of.mode() & 0o777
    };
    place.write("any.txt", "");
    place.write("kept.md", "old");
    let own = fs::Permissions::from_mode(0o640);
    fs::set_permissions(place.path("kept.md"), own).unwrap();
    let mut arguments = vec!["plan", "-f", "tasky.yaml", "--out", "plan.json"];
    arguments.extend(["--report", "text=new.txt", "--report", "markdown=kept.md"]);
    place.attune(&sim, &arguments).exits(0);
    assert_eq!(mode("new.txt"), mode("any.txt"));
    assert_eq!(mode("kept.md"), 0o640);
    assert_ne!(place.read("kept.md"), "old");
    assert_eq!(mode("plan.json"), 0o600);
}

#[test]
fn an_apply_reports_its_results() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let ran = place
        .attune(
            &sim,
            &[
                "apply",
                "-f",
                "tasky.yaml",
                "--auto-approve",
                "--report",
                "markdown=apply.md",
                "--report",
                "text=apply.txt",
                "--report",
                "json=apply.json",
                "--report",
                "html=apply.html",
            ],
        )
        .exits(5);
    assert!(ran.stdout.contains("Applied: 0 done, 10 waiting."));
    let markdown = place.read("apply.md");
    assert!(markdown.starts_with("<!-- attune apply contoso -->\n## attune: apply to contoso\n"));
    assert!(markdown.contains("**Applied: 0 done, 10 waiting.**"));
    assert!(markdown.contains("checklist.md"), "{markdown}");
    assert!(
        place
            .read("apply.txt")
            .contains("waiting  copy security level")
    );
    assert!(place.read("apply.html").contains("… waiting"));
    let json: serde_json::Value = serde_json::from_str(&place.read("apply.json")).unwrap();
    assert_eq!(json["results"].as_array().unwrap().len(), 10);
    assert_eq!(json["exit_code"], 5);
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_after_the_others() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    fs::create_dir(place.path("taken")).unwrap();
    let ran = place
        .attune(
            &sim,
            &[
                "plan",
                "-f",
                "tasky.yaml",
                "--report",
                "html=taken",
                "--report",
                "text=plan.txt",
            ],
        )
        .exits(1);
    assert!(ran.stderr.contains("cannot write taken"), "{}", ran.stderr);
    assert!(ran.stdout.contains("Plan for contoso"));
    assert_eq!(place.read("plan.txt"), ran.stdout);
}

#[test]
fn a_report_says_why_there_is_no_plan() {
    let place = Place::with("attune.yaml", "attune: 1\ntenant: contoso\nnonsense: 1\n");
    let ran = place
        .attune_alone(&[
            "plan",
            "--report",
            "markdown=plan.md",
            "--report",
            "html=plan.html",
        ])
        .exits(1);
    assert_eq!(ran.stdout, "");
    let markdown = place.read("plan.md");
    assert!(
        markdown.starts_with("<!-- attune plan -->\n## attune: no plan\n\n**Error**: "),
        "{markdown}"
    );
    assert!(place.read("plan.html").contains("Error"));
}

#[test]
fn problems_stand_in_every_report_with_their_places() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.edit(
        "tasky.yaml",
        "copyOf: API User (system)",
        "copyOf: Nobody (system)",
    );
    place
        .attune(
            &sim,
            &[
                "plan",
                "-f",
                "tasky.yaml",
                "--report",
                "markdown=plan.md",
                "--report",
                "text=plan.txt",
                "--report",
                "html=plan.html",
            ],
        )
        .exits(1);
    for name in ["plan.md", "plan.txt", "plan.html"] {
        let report = place.read(name);
        assert!(report.contains("tasky.yaml:"), "{name}: {report}");
    }
}

#[test]
fn a_wrong_report_is_a_wrong_command_line() {
    let place = Place::with_tasky();
    for wrong in ["pdf=plan.pdf", "html", "html="] {
        let ran = place.attune_alone(&["plan", "--report", wrong]).exits(64);
        assert!(ran.stderr.contains("--report"), "{}", ran.stderr);
    }
}

#[test]
fn colour_is_only_where_it_is_wanted_and_says_nothing_alone() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let arguments = ["plan", "-f", "tasky.yaml"];
    let plain = place.attune(&sim, &arguments).exits(0).stdout;
    assert!(!plain.contains('\u{1b}'));
    let mut command = place.command(Some(&sim), &arguments);
    let coloured = Ran::of(command.env("CLICOLOR_FORCE", "1")).exits(0).stdout;
    assert!(coloured.contains("\u{1b}[33m"), "{coloured}");
    let stripped: String = coloured
        .split('\u{1b}')
        .enumerate()
        .map(|(index, part)| match (index, part.split_once('m')) {
            (0, _) | (_, None) => part,
            (_, Some((_, text))) => text,
        })
        .collect();
    assert_eq!(stripped, plain);
    let mut command = place.command(Some(&sim), &arguments);
    let quiet = Ran::of(command.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")).exits(0);
    assert_eq!(quiet.stdout, plain);
}
