//! The metrics, read by the reader that the Prometheus project gives to others.
#![cfg(test)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use attune_model::Timestamp;
use attune_report::drift::{DifferenceV1, DriftDocument, OutOfSightV1, prometheus};

/// One line a sample: type, name, labels, value.
fn read(metrics: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients/pypi");
    let mut reader = Command::new(folder.join("venv/bin/python"))
        .arg(folder.join("prometheus.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the reader starts; `cargo xtask test` installs it");
    let mut stdin = reader.stdin.take().unwrap();
    stdin.write_all(metrics.as_bytes()).unwrap();
    drop(stdin);
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success(), "{metrics}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_reader_of_prometheus_takes_every_sample() {
    let difference = DifferenceV1 {
        object: "API user".to_owned(),
        value: "Active".to_owned(),
        is: "off".to_owned(),
        wanted: "on".to_owned(),
        set: None,
        set_at: None,
        seen: false,
        place: None,
        file: None,
        line: None,
        column: None,
    };
    let unseen = |values, since: &str| OutOfSightV1 {
        object: "the cells of a level".to_owned(),
        values,
        since: since.to_owned(),
    };
    let drift = DriftDocument {
        format_version: 1,
        kind: "drift".to_owned(),
        exit_code: 2,
        tenant: "con\"to\\so\n\u{202e}Zoë".to_owned(),
        database: Some(7),
        in_sync: false,
        unchanged_since: None,
        changed_outside: vec![difference],
        manifest_changed: Vec::new(),
        out_of_sight: vec![
            unseen(3, "2026-05-02T00:00:00Z"),
            unseen(4, "2026-05-01T00:00:00Z"),
        ],
        problems: Vec::new(),
        write_back: None,
        error: None,
    };
    let at: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
    insta::assert_snapshot!(read(&prometheus(&drift, at)), @r#"
    gauge attune_drift_differences {"cause": "changed-outside", "tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 1
    gauge attune_drift_differences {"cause": "manifest-changed", "tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 0
    gauge attune_drift_out_of_sight {"tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 7
    gauge attune_drift_problems {"tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 0
    gauge attune_drift_exit_code {"tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 2
    gauge attune_drift_last_look_timestamp_seconds {"tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 1780272000
    gauge attune_drift_oldest_value_timestamp_seconds {"tenant": "con\"to\\so\\u{a}\\u{202e}Zo\u00eb"} 1777593600
    "#);
}
