//! `attune drift --prometheus`: a textfile for the node exporter, whole at any moment, also where the look fails.

use std::fs::File;
use std::io::Read as _;

use serde_json::json;

use crate::harness::{APPLY_HERE, Place, Ran, Sim, call};

const DRIFT: [&str; 3] = ["drift", "--prometheus", "metrics/attune.prom"];

fn applied() -> (Sim, Place) {
    let (sim, place) = (Sim::start(), Place::empty());
    let text = Place::with_tasky().read("tasky.yaml");
    place.write("attune.yaml", &text);
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place)
}

/// The samples, without the comments and the moments.
fn samples(place: &Place) -> String {
    let text = place.read("metrics/attune.prom");
    assert!(text.ends_with('\n'));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.map(|line| match line.split_once("_timestamp_seconds") {
        Some((metric, value)) => {
            let (labels, seconds) = value.split_once("} ").unwrap();
            assert!(seconds.parse::<u64>().unwrap() > 1_700_000_000, "{line}");
            format!("{metric}_timestamp_seconds{labels}}} [moment]\n")
        }
        None => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn the_values_are_those_of_the_text_and_a_reader_never_sees_half_a_file() {
    let (sim, place) = applied();
    place.attune(&sim, &DRIFT).exits(0);
    insta::assert_snapshot!(samples(&place), @r#"
    attune_drift_differences{tenant="contoso",cause="changed-outside"} 0
    attune_drift_differences{tenant="contoso",cause="manifest-changed"} 0
    attune_drift_out_of_sight{tenant="contoso"} 48
    attune_drift_problems{tenant="contoso"} 0
    attune_drift_exit_code{tenant="contoso"} 0
    attune_drift_last_look_timestamp_seconds{tenant="contoso"} [moment]
    attune_drift_oldest_value_timestamp_seconds{tenant="contoso"} [moment]
    "#);
    let whole = place.read("metrics/attune.prom");
    let mut reader = File::open(place.path("metrics/attune.prom")).unwrap();
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let body = json!({"id": 29_682_899, "isActive": false});
    call(
        &sim,
        reqwest::Method::PATCH,
        "Resources",
        own,
        None,
        Some(body),
    );
    place.edit("attune.yaml", "lastName: Integration", "lastName: Bridge");
    place
        .attune(&sim, &DRIFT)
        .exits(2)
        .says(&["1 changed outside, 1 by the manifest."]);
    let samples = samples(&place);
    for line in [
        "attune_drift_differences{tenant=\"contoso\",cause=\"changed-outside\"} 1\n",
        "attune_drift_differences{tenant=\"contoso\",cause=\"manifest-changed\"} 1\n",
        "attune_drift_exit_code{tenant=\"contoso\"} 2\n",
    ] {
        assert!(samples.contains(line), "{samples}");
    }
    // Whoever had opened the file before reads the old one to its end: the new one was put in its place.
    let mut read = String::new();
    reader.read_to_string(&mut read).unwrap();
    assert_eq!(read, whole);
    let left = std::fs::read_dir(place.path("metrics")).unwrap().count();
    assert_eq!(left, 1);
}

#[test]
fn a_look_that_fails_leaves_its_exit_code_and_no_old_number() {
    let (sim, place) = applied();
    place.attune(&sim, &DRIFT).exits(0);
    Ran::of(
        place
            .command(Some(&sim), &DRIFT)
            .env("AUTOTASK_SECRET", "wrong"),
    )
    .exits(3);
    insta::assert_snapshot!(samples(&place), @r#"attune_drift_exit_code{tenant="contoso"} 3"#);
    place.write("attune.yaml", "attune: 1\ntenant: contoso\nnothing: {}\n");
    place.attune(&sim, &DRIFT).exits(1);
    insta::assert_snapshot!(samples(&place), @r#"attune_drift_exit_code{tenant=""} 1"#);
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let (sim, place) = applied();
    place.write("metrics", "in the way");
    let ran = place.attune(&sim, &DRIFT).exits(1);
    assert!(ran.stderr.contains("metrics"), "{}", ran.stderr);
}
