//! Files that attune writes: whole or as they were, whatever is in the way.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{APPLY, ATTUNE, Place, Ran, Sim};

/// Runs attune with a limit on the size of files, in blocks of 512 bytes: beyond it every write fails, as on a full disk.
pub(crate) fn with_space(sim: &Sim, place: &Place, blocks: u32, arguments: &[&str]) -> Ran {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command
        .args(["-c", &script, ATTUNE])
        .args(arguments)
        .current_dir(place.folder.path())
        .env_clear()
        .envs(sim.environment())
        .stdin(Stdio::null());
    Ran::of(&mut command)
}

/// Files that a command writes, with what it takes to write each.
const WRITTEN: [(&str, &[&str]); 9] = [
    (
        "plan.json",
        &["plan", "-f", "tasky.yaml", "--out", "plan.json"],
    ),
    (
        "report.html",
        &["plan", "-f", "tasky.yaml", "--report", "html=report.html"],
    ),
    (
        "report.md",
        &["plan", "-f", "tasky.yaml", "--report", "markdown=report.md"],
    ),
    (
        "attune.prom",
        &["drift", "-f", "tasky.yaml", "--prometheus", "attune.prom"],
    ),
    (
        ".attune/drift.json",
        &["drift", "-f", "tasky.yaml", "--since-last"],
    ),
    (
        ".attune/captures/level-52.json",
        &["capture", "-f", "tasky.yaml", "--console", "simulated"],
    ),
    (
        "tasky.yaml",
        &[
            "set",
            "-f",
            "tasky.yaml",
            "apiUsers.tasky.lastName",
            "Another",
        ],
    ),
    ("unlaid.yaml", &["fmt", "unlaid.yaml"]),
    (
        ".attune/checklist.md",
        &[
            "apply",
            "-f",
            "tasky.yaml",
            "--auto-approve",
            "--console",
            "none",
        ],
    ),
];

/// Whether a command changes a file that a person wrote.
fn is_edit(arguments: &[&str]) -> bool {
    matches!(arguments, ["set" | "fmt", ..])
}

/// A folder in which every one of them is written over something.
fn place() -> Place {
    let place = Place::with_tasky();
    let long = "# a comment that takes more room than the disk has left\n".repeat(40);
    place.write("tasky.yaml", &(place.read("tasky.yaml") + long.as_str()));
    place.write("unlaid.yaml", &format!("attune:   1\n{long}"));
    for (name, arguments) in WRITTEN {
        if !is_edit(arguments) && !name.contains("captures") {
            place.write(name, "old\n");
        }
    }
    place
}

/// Everything in the folder and below, with its content.
fn all(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all(&path));
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.display().to_string(), text));
        }
    }
    found.sort();
    found
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_every_file_as_it_was_and_names_it() {
    let sim = Sim::start();
    for (name, arguments) in WRITTEN {
        if name.ends_with("checklist.md") {
            // The ledger is written first, and stops everything.
            continue;
        }
        let place = place();
        let old = fs::read_to_string(place.path(name)).ok();
        let ran = with_space(&sim, &place, 1, arguments);
        assert_eq!(ran.code, 1, "{name}: {}", ran.stderr);
        let text = fs::read_to_string(place.path(name)).ok();
        assert_eq!(text, old, "{name}");
        assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("File too large"),
            "{name}: {}",
            ran.stderr
        );
        let beside = all(place.folder.path());
        let beside = beside.iter().filter(|(path, _)| path.contains(".tmp-"));
        assert_eq!(beside.count(), 0, "{name}");
    }
}

#[test]
fn what_killed_runs_left_beside_is_removed_by_the_next_that_writes_the_file() {
    let sim = Sim::start();
    for (name, arguments) in WRITTEN {
        let place = place();
        let path = place.path(name);
        let beside = format!(
            ".{}.tmp-k1LLed",
            path.file_name().unwrap().to_str().unwrap()
        );
        let beside = path.with_file_name(beside);
        fs::create_dir_all(beside.parent().unwrap()).unwrap();
        fs::write(&beside, "{\"half\": ").unwrap();
        let ran = place.attune(&sim, arguments);
        assert!([0, 2, 5].contains(&ran.code), "{name}: {}", ran.stderr);
        assert!(!beside.exists(), "{name}");
        assert_ne!(fs::read_to_string(&path).unwrap(), "old\n", "{name}");
    }
}

#[test]
fn credentials_are_written_past_what_a_killed_run_left() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let left = "secrets/.tasky.json.tmp-k1LLed";
    place.write(left, "{\"half\": ");
    place.attune(&sim, &APPLY).exits(0);
    assert!(!place.path(left).exists());
    assert!(place.path("secrets/tasky.json").exists());
}

#[test]
fn a_folder_in_the_way_is_named_and_stays() {
    let sim = Sim::start();
    for (name, arguments) in WRITTEN {
        if is_edit(arguments) {
            continue;
        }
        let place = place();
        drop(fs::remove_file(place.path(name)));
        fs::create_dir_all(place.path(name)).unwrap();
        let ran = place.attune(&sim, arguments).exits(1);
        assert!(ran.stderr.contains(name), "{name}: {}", ran.stderr);
        assert!(
            ran.stderr.to_lowercase().contains("is a directory"),
            "{name}: {}",
            ran.stderr
        );
        assert!(place.path(name).is_dir(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn folders_on_the_way_are_made_and_a_file_on_the_way_is_named() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let plan = |out: &str| place.attune(&sim, &["plan", "-f", "tasky.yaml", "--out", out]);
    plan("plans/2026/monday.json").exits(0);
    assert!(place.path("plans/2026/monday.json").is_file());
    plan("tasky.yaml/monday.json").exits(1).complains(
        "error: cannot write tasky.yaml/monday.json: Not a directory (os error 20)\n\
         hint: A file that was there is as it was. Check the path, the folder and the disk.\n",
    );
}

#[cfg(unix)]
#[test]
fn a_manifest_behind_a_link_is_changed_where_it_is_and_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = Place::empty();
    place.write("shared/attune.yaml", "attune: 1\ntenant: contoso\n");
    let shared = place.path("shared/attune.yaml");
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("shared/attune.yaml", place.path("attune.yaml")).unwrap();
    place.attune_alone(&["set", "tenant", "fabrikam"]).exits(0);
    assert!(place.path("attune.yaml").is_symlink());
    assert_eq!(
        place.read("shared/attune.yaml"),
        "attune: 1\ntenant: fabrikam\n"
    );
    assert_eq!(
        fs::metadata(&shared).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_takes_a_report_and_stays_a_device() {
    use std::os::unix::fs::FileTypeExt as _;
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let report = |to: &str| {
        let to = format!("json={to}");
        place.attune(&sim, &["plan", "-f", "tasky.yaml", "--report", &to])
    };
    report("/dev/null").exits(0);
    let there = fs::metadata("/dev/null").unwrap();
    assert!(there.file_type().is_char_device());
    let ran = report("/dev/full").exits(1);
    assert!(
        ran.stderr
            .contains("cannot write /dev/full: No space left on device"),
        "{}",
        ran.stderr
    );
}
