//! Bad input: a message with place, cause and next step, the right exit code, and no write.

use crate::harness::{APPLY, PLAN, Place, Ran, Sim};

/// Applies a broken manifest: it must fail before anything is written, and say these words.
fn refused(sim: &Sim, place: &Place, words: &[&str]) -> Ran {
    let ran = place.attune(sim, &APPLY).exits(1);
    for word in words {
        assert!(ran.stderr.contains(word), "no {word:?} in:\n{}", ran.stderr);
    }
    assert!(!place.path("secrets").exists());
    ran
}

/// The Tasky example with one text replaced.
fn edited(from: &str, to: &str) -> Place {
    let place = Place::with_tasky();
    place.edit("tasky.yaml", from, to);
    place
}

#[test]
fn mistakes_in_the_text_are_shown_at_their_place() {
    let sim = Sim::start();
    let cases: [(&str, &str, &[&str]); 9] = [
        (
            "    active: true\n    webServicesApi",
            "    aktiv: true\n    webServicesApi",
            &["tasky.yaml:16:5", "aktiv", "active"],
        ),
        (
            "tenant: contoso\n",
            "tenant: contoso\ntenant: fabrikam\n",
            &["tasky.yaml:5:1", "one tenant"],
        ),
        (
            "      canLogin: true\n",
            "      canLogin: yes\n",
            &["tasky.yaml:18:17", "true"],
        ),
        (
            "      canLogin: true\n",
            "\t  canLogin: true\n",
            &["tasky.yaml:18:1", "tab"],
        ),
        (
            "        serviceDesk: all\n",
            "        serviceDesk: all\n        serviceDesk: none\n",
            &["tasky.yaml:23:9", "serviceDesk"],
        ),
        (
            "securityLevel: tasky-api",
            "securityLevel: tasky",
            &["tasky.yaml:43:20", "tasky-api"],
        ),
        (
            "copyOf: API User (system)",
            "copyOf: Service Desk User (system)",
            &["tasky.yaml", "API-only"],
        ),
        (
            "  secret: {env: AUTOTASK_SECRET}",
            "  secret: hunter2",
            &["tasky.yaml:8:11", "env"],
        ),
        (
            "attune: 1\n",
            "attune: 1\n---\nattune: 1\n",
            &["tasky.yaml", "document"],
        ),
    ];
    for (from, to, words) in cases {
        let ran = refused(&sim, &edited(from, to), words);
        assert!(
            !ran.stderr.contains("hunter2"),
            "a literal secret is shown:\n{}",
            ran.stderr
        );
    }
}

#[test]
fn two_levels_with_one_name_are_shown_at_both_places() {
    let second = "  second:\n    name: API User (with Impersonation)\n    copyOf: API User (system)\n\n# Steps 2 and 4";
    let ran = refused(
        &Sim::start(),
        &edited("# Steps 2 and 4", second),
        &["first here", "the same name"],
    );
    assert!(ran.stderr.contains("tasky.yaml:26:11"), "{}", ran.stderr);
}

#[test]
fn whole_files_that_are_no_manifest_are_refused() {
    let sim = Sim::start();
    let bomb = format!("a: &a [x, x]\n{}", "b: [*a, *a]\n".repeat(20));
    let deep = "[".repeat(20_000);
    let large = "# padding\n".repeat(1_100_000);
    let cases: [(&[u8], &str); 7] = [
        (b"", "empty"),
        (b"# nothing but a comment\n", "empty"),
        (b"\xff\xfe\x00not utf-8", "UTF-8"),
        (bomb.as_bytes(), "anchor"),
        (deep.as_bytes(), "deep"),
        (large.as_bytes(), "larger than 1024 KiB"),
        (b"- a\n- list\n", "list"),
    ];
    for (text, word) in cases {
        let place = Place::with("tasky.yaml", text);
        refused(&sim, &place, &["tasky.yaml", word]);
    }
}

#[test]
fn what_the_tenant_does_not_have_is_shown_at_its_place() {
    let sim = Sim::start();
    let cases: [(&str, &str, &[&str]); 6] = [
        (
            "copyOf: API User (system)",
            "copyOf: API User (sytem)",
            &[
                "tasky.yaml:15:13",
                "unknown-base-level",
                "Did you mean \"API User (system)\"?",
            ],
        ),
        (
            "Tallman.io - Tasky\n",
            "Tallman - Taskie\n",
            &["tasky.yaml:44:24", "unknown-vendor"],
        ),
        (
            "[\"*@contoso.example\"]",
            "[\"*@nowhere.example\"]",
            &["tasky.yaml:30:20", "no-people-matched"],
        ),
        (
            "[\"*@contoso.example\"]",
            "[\"*@contoso.example\", ben@fabrikam.example]",
            &["unknown-person", "ben@fabrikam.example"],
        ),
        (
            "    systemLevels: copy\n",
            "",
            &["system-level-refused", "Tess Turner"],
        ),
        (
            "actsAs: tess.turner@contoso.example",
            "actsAs: igor.petrov@contoso.example",
            &["inactive", "Igor Petrov"],
        ),
    ];
    for (from, to, words) in cases {
        refused(&sim, &edited(from, to), words);
    }
    let planned = Place::with_tasky().attune(&sim, &PLAN);
    assert!(
        planned.exits(2).stdout.contains("3 levels to copy"),
        "something was written"
    );
}

#[test]
fn a_manifest_that_is_not_there_is_said() {
    let place = Place::with_tasky();
    let ran = place.attune_alone(&["plan", "-f", "missing.yaml"]).exits(1);
    assert!(ran.stderr.contains("missing.yaml"), "{}", ran.stderr);
    let ran = place.attune_alone(&["validate"]).exits(1);
    assert!(ran.stderr.contains("attune.yaml"), "{}", ran.stderr);
    std::fs::create_dir(place.path("empty")).unwrap();
    let ran = place.attune_alone(&["plan", "-f", "empty"]).exits(1);
    assert!(ran.stderr.contains("folder"), "{}", ran.stderr);
}

#[test]
fn a_tenant_that_cannot_be_looked_at_ends_with_3() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    for command in ["plan", "apply"] {
        let arguments = [command, "-f", "tasky.yaml"];
        let with = |name: &str, value: &str| {
            Ran::of(place.command(Some(&sim), &arguments).env(name, value)).exits(3)
        };
        let unreachable = with("AUTOTASK_ZONE_URL", "http://127.0.0.1:1/ATServicesRest/");
        assert!(
            unreachable.stderr.contains("cannot be reached"),
            "{}",
            unreachable.stderr
        );
        let wrong = with("AUTOTASK_SECRET", "not-the-secret");
        assert!(
            wrong.stderr.contains("refuses the credentials"),
            "{}",
            wrong.stderr
        );
        assert!(!wrong.stderr.contains("not-the-secret"));
        let stranger = with("AUTOTASK_USERNAME", "nobody@contoso.example");
        assert!(
            stranger.stderr.contains("no zone is known"),
            "{}",
            stranger.stderr
        );
        let code = with("AUTOTASK_INTEGRATION_CODE", "WRONG");
        assert!(code.stderr.contains("hint:"), "{}", code.stderr);
        let missing = Ran::of(
            place
                .command(Some(&sim), &arguments)
                .env_remove("AUTOTASK_SECRET"),
        )
        .exits(3);
        assert!(
            missing.stderr.contains("AUTOTASK_SECRET"),
            "{}",
            missing.stderr
        );
        let clear = with(
            "AUTOTASK_ZONE_URL",
            "http://autotask.example/ATServicesRest/",
        );
        assert!(clear.stderr.contains("clear"), "{}", clear.stderr);
    }
    // apply takes the lock before it looks; nothing is written to the ledger.
    assert_eq!(place.read(".attune/ledger.jsonl"), "");
}
