//! What people and CI servers read of drift.
#![cfg(test)]

use attune_manifest::Location;
use attune_model::{
    Cause, Difference, Drift, Handle, LastSet, OutOfSight, Place, Problem, ProblemKind, Timestamp,
};
use attune_report::drift::{DriftDocument, junit, prometheus, sarif, text};
use attune_report::json::{ErrorKindV1, ErrorV1};

fn difference(cause: Cause, object: &str, value: &str, set: Option<&str>) -> Difference {
    Difference {
        cause,
        place: Some(Place("apiUsers.tasky".to_owned())),
        object: object.to_owned(),
        value: value.to_owned(),
        is: "off".to_owned(),
        wanted: "on".to_owned(),
        set: set.map(|value| LastSet {
            value: value.to_owned(),
            at: Timestamp::UNIX_EPOCH,
            seen: false,
        }),
        live: None,
    }
}

fn drift(differences: Vec<Difference>) -> Drift {
    Drift {
        tenant: Handle::parse("contoso").unwrap(),
        database: 7,
        differences,
        out_of_sight: vec![OutOfSight {
            object: "the cells of security level \"R&D\"".to_owned(),
            values: 1,
            since: Timestamp::UNIX_EPOCH,
        }],
        problems: Vec::new(),
    }
}

fn document(drift: &Drift) -> DriftDocument {
    let locate = |_: &Place| {
        Some(Location {
            file: "a.yaml".to_owned(),
            line: 3,
            column: 5,
        })
    };
    DriftDocument::of(drift, Vec::new(), locate, 2)
}

fn both() -> DriftDocument {
    let user = "API user A\u{1b}B <t@contoso.example>";
    document(&drift(vec![
        difference(Cause::ManifestChanged, user, "Locked", None),
        difference(Cause::ChangedOutside, user, "Active", Some("on")),
        difference(Cause::ChangedOutside, user, "Email Type", Some("on")),
    ]))
}

#[test]
fn text_is_split_by_cause_and_harmless() {
    insta::assert_snapshot!(text(&both()), @r#"
    Drift of contoso (database 7)

    Changed outside of attune:
      API user A\u{1b}B <t@contoso.example>
        Active is off, wanted on; attune set on at 1970-01-01T00:00:00Z
        Email Type is off, wanted on; attune set on at 1970-01-01T00:00:00Z

    Manifest changed, or somebody new fits it: attune never set this:
      API user A\u{1b}B <t@contoso.example>
        Locked is off, wanted on

    Out of sight:
      the cells of security level "R&D": 1 value, known only from the ledger since 1970-01-01T00:00:00Z

    2 changed outside, 1 by the manifest.
    "#);
}

#[test]
fn a_look_that_did_not_change_is_said_in_a_line() {
    let mut same = both();
    same.unchanged_since = Some("1970-01-01T00:00:00Z".to_owned());
    insta::assert_snapshot!(text(&same), @r#"
    Drift of contoso (database 7)

    Nothing new: the same differences as at 1970-01-01T00:00:00Z.

    Out of sight:
      the cells of security level "R&D": 1 value, known only from the ledger since 1970-01-01T00:00:00Z

    2 changed outside, 1 by the manifest.
    "#);
}

#[test]
fn junit_counts_and_escapes() {
    let one = vec![difference(Cause::ChangedOutside, "A <a@b>", "Active", None)];
    insta::assert_snapshot!(junit(&document(&drift(one))), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites tests="2" failures="1" errors="0" skipped="1">
      <testsuite name="attune drift" tests="2" failures="1" errors="0" skipped="1">
        <testcase classname="attune.drift.contoso" name="A &lt;a@b&gt;: Active"><failure type="changed-outside" message="Active is off, wanted on"/></testcase>
        <testcase classname="attune.drift.contoso" name="the cells of security level &quot;R&amp;D&quot;"><skipped message="the cells of security level &quot;R&amp;D&quot;: 1 value, known only from the ledger since 1970-01-01T00:00:00Z"/></testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn a_look_that_failed_is_an_error_everywhere() {
    let error = ErrorV1 {
        kind: ErrorKindV1::CouldNotLook,
        message: "nobody answers".to_owned(),
        hint: None,
        findings: Vec::new(),
    };
    let failed = DriftDocument::failed("contoso".to_owned(), error, 3);
    assert_eq!(text(&failed), "");
    assert!(
        junit(&failed).contains("errors=\"1\""),
        "{}",
        junit(&failed)
    );
    let log = serde_json::to_value(sarif(&failed)).unwrap();
    assert_eq!(
        log["runs"][0]["results"][0]["message"]["text"],
        "nobody answers"
    );
    assert_eq!(
        log["runs"][0]["results"][0]["locations"],
        serde_json::json!([])
    );
}

#[test]
fn sarif_tells_causes_apart() {
    let log = serde_json::to_value(sarif(&both())).unwrap();
    let levels: Vec<(&str, &str)> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["ruleId"].as_str().unwrap(),
                one["level"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        levels,
        [
            ("changed-outside", "error"),
            ("changed-outside", "error"),
            ("manifest-changed", "warning")
        ]
    );
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    assert_eq!(rules.len(), 2);
}

#[test]
fn problems_alone_are_not_in_sync() {
    let mut found = drift(Vec::new());
    found.problems.push(Problem {
        place: Place(String::new()),
        kind: ProblemKind::WrongTenant,
        message: "another tenant".to_owned(),
        help: String::new(),
    });
    let problem = attune_report::json::ProblemV1 {
        kind: "wrong-tenant".to_owned(),
        place: String::new(),
        file: None,
        line: None,
        column: None,
        message: "another tenant".to_owned(),
        help: String::new(),
    };
    let document = DriftDocument::of(&found, vec![problem], |_| None, 1);
    assert!(!document.in_sync);
    assert!(text(&document).ends_with("Nothing can be compared.\n"));
}

#[test]
fn prometheus_has_a_gauge_for_everything_that_was_seen() {
    let mut document = both();
    document.tenant = "con\"to\\so\n".to_owned();
    let at: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
    insta::assert_snapshot!(prometheus(&document, at), @r#"
    # HELP attune_drift_differences Values that are not as the manifest says, by cause.
    # TYPE attune_drift_differences gauge
    attune_drift_differences{tenant="con\"to\\so\\u{a}",cause="changed-outside"} 2
    attune_drift_differences{tenant="con\"to\\so\\u{a}",cause="manifest-changed"} 1
    # HELP attune_drift_out_of_sight Values that no call shows and that are known only from the ledger.
    # TYPE attune_drift_out_of_sight gauge
    attune_drift_out_of_sight{tenant="con\"to\\so\\u{a}"} 1
    # HELP attune_drift_problems Problems that stand in the way of comparing.
    # TYPE attune_drift_problems gauge
    attune_drift_problems{tenant="con\"to\\so\\u{a}"} 0
    # HELP attune_drift_exit_code Exit code of the last run: 0 in sync, 2 drift, 3 could not look.
    # TYPE attune_drift_exit_code gauge
    attune_drift_exit_code{tenant="con\"to\\so\\u{a}"} 2
    # HELP attune_drift_last_look_timestamp_seconds When the tenant was last looked at.
    # TYPE attune_drift_last_look_timestamp_seconds gauge
    attune_drift_last_look_timestamp_seconds{tenant="con\"to\\so\\u{a}"} 1780272000
    # HELP attune_drift_oldest_value_timestamp_seconds When the value that was seen or set longest ago was seen or set.
    # TYPE attune_drift_oldest_value_timestamp_seconds gauge
    attune_drift_oldest_value_timestamp_seconds{tenant="con\"to\\so\\u{a}"} 0
    "#);
}

#[test]
fn prometheus_has_no_sample_of_what_nobody_saw() {
    let error = ErrorV1 {
        kind: ErrorKindV1::CouldNotLook,
        message: "unreachable".to_owned(),
        hint: None,
        findings: Vec::new(),
    };
    let failed = DriftDocument::failed("contoso".to_owned(), error, 3);
    insta::assert_snapshot!(prometheus(&failed, Timestamp::UNIX_EPOCH), @r#"
    # HELP attune_drift_exit_code Exit code of the last run: 0 in sync, 2 drift, 3 could not look.
    # TYPE attune_drift_exit_code gauge
    attune_drift_exit_code{tenant="contoso"} 3
    "#);
}
