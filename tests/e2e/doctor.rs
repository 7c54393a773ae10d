//! `attune doctor`: what it answers, what its report holds, and a simulator that answers like the report.

#[cfg(all(unix, feature = "browser"))]
mod browser;

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Place, Ran, Sim, behave, root, tell};

/// The report in a file, valid against the published schema.
fn report(place: &Place, name: &str) -> Value {
    let text = fs::read_to_string(root().join("schemas/doctor.v1.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let report: Value = serde_json::from_str(&place.read(name)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{report:#}");
    report
}

#[test]
fn a_report_names_nobody_and_nothing() {
    let tenant = fs::read_to_string(root().join("crates/attune-sim/tenants/contoso.yaml")).unwrap();
    // Everything that a tenant may name is marked, and a cell that the catalogue does not have.
    let marked = tenant
        .replace("contoso.example", "zaphod.example")
        .replace("Helpdesk", "Zaphod")
        .replace("Tess", "Zaphod")
        .replace("zone: Simulator", "zone: Zaphod")
        .replace("Headquarters", "Zaphod House")
        .replace("Can remove tags", "Zaphod may remove tags");
    assert_ne!(marked, tenant);
    let place = Place::with("tenant.yaml", &marked);
    let file = place.path("tenant.yaml");
    let sim = Sim::start_with(&["--tenant", file.to_str().unwrap()]);
    let arguments = [
        "doctor",
        "--console",
        "simulated",
        "--probe-refusals",
        "--report",
        "doctor.json",
    ];
    let ran = place.attune(&sim, &arguments).exits(0);
    assert!(
        ran.stdout.contains("Zaphod may remove tags"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.ends_with("15 questions answered, 0 not.\n"),
        "{}",
        ran.stdout
    );
    report(&place, "doctor.json");
    let text = place.read("doctor.json");
    let port = sim
        .rest
        .rsplit(':')
        .next()
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    for own in [
        "aphod",
        "contoso",
        "29682",
        "200117",
        "127.0.0.1",
        port,
        "@",
        "://",
        "Tasky",
        &sim.user_name,
        &sim.secret,
        &sim.integration_code,
    ] {
        assert!(!text.contains(own), "{own} is in the report");
    }
    // Labels are put into it on request only.
    let labelled: Vec<&str> = arguments.into_iter().chain(["--with-labels"]).collect();
    place.attune(&sim, &labelled).exits(0);
    report(&place, "doctor.json");
    assert!(place.read("doctor.json").contains("Zaphod may remove tags"));
}

#[test]
fn whoever_cannot_look_exits_with_3_and_says_why_in_the_report() {
    let (sim, place) = (Sim::start(), Place::empty());
    let arguments = ["doctor", "--report", "doctor.json"];
    for (variable, value, why) in [
        ("AUTOTASK_SECRET", "wrong", "credentials-refused"),
        (
            "AUTOTASK_USERNAME",
            "nobody@contoso.example",
            "unknown-zone",
        ),
        ("AUTOTASK_SECRET", "", "no-connection"),
    ] {
        let mut command = place.command(Some(&sim), &arguments);
        Ran::of(command.env(variable, value)).exits(3);
        let report = report(&place, "doctor.json");
        assert_eq!(
            [&report["error"], &report["answers"]],
            [&json!(why), &Value::Null]
        );
        assert_eq!(report["exit_code"], 3);
    }
    let refused = json!({"path": "V1.0/Resources/entityInformation/fields", "times": 9, "fault": {"kind": "maintenance"}});
    tell(&sim, "faults", &refused);
    place.attune(&sim, &arguments).exits(3);
    assert_eq!(report(&place, "doctor.json")["error"], "maintenance");
}

#[test]
fn a_question_that_is_refused_keeps_no_other_from_being_answered() {
    let (sim, place) = (Sim::start(), Place::empty());
    let broken = json!({"path": "V1.0/ThresholdInformation", "fault": {"kind": "error"}});
    tell(&sim, "faults", &broken);
    let ran = place.attune(&sim, &["doctor"]).exits(0);
    assert!(
        ran.stdout
            .contains("\nNot answered\n  What is told of the hourly limit on requests?\n"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.ends_with("14 questions answered, 1 not.\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_simulator_that_is_served_like_a_report_gives_the_same_report() {
    let (sim, place) = (Sim::start(), Place::empty());
    behave(
        &sim,
        &json!({
            "userTypeWritable": true, "isActiveWritable": false, "picklistValues": "numbers",
            "bulkInformation": "missing", "accessWords": "numbers", "informationAsPerson": "person",
            "queryAsPerson": "ignored", "apiVersions": "with-v", "unknownOperators": "refused",
            "badIntegrationCode": "error",
        }),
    );
    let ask = |sim: &Sim, name: &str| {
        place
            .attune(sim, &["doctor", "--probe-refusals", "--report", name])
            .exits(0);
        report(&place, name)
    };
    let seen = ask(&sim, "seen.json");
    assert_ne!(ask(&Sim::start(), "usual.json"), seen);
    let file = place.path("seen.json");
    let like = Sim::start_with(&["--like", file.to_str().unwrap()]);
    assert_eq!(ask(&like, "like.json"), seen);
}

#[test]
fn a_file_that_is_no_report_is_refused() {
    let place = Place::with("report.json", r#"{"format_version": 7}"#);
    let ran = place
        .attune_alone(&["sim", "serve", "--like", "report.json"])
        .exits(64);
    assert!(
        ran.stderr.contains("no report of the doctor"),
        "{}",
        ran.stderr
    );
}

/// The whole story of the example with five integrations: planned, applied, in sync.
fn five_integrations(switches: &Value) {
    const FIVE: &str = "five-integrations.yaml";
    let (sim, place) = (Sim::start(), Place::with_example(FIVE));
    behave(&sim, switches);
    let plan = ["plan", "-f", FIVE, "--detailed-exitcode"];
    let apply = [
        "apply",
        "-f",
        FIVE,
        "--auto-approve",
        "--console",
        "simulated",
    ];
    place.attune(&sim, &plan).exits(2);
    place.attune(&sim, &apply).exits(0);
    let again = place.attune(&sim, &plan).exits(0);
    assert!(
        again.stdout.contains("No changes."),
        "{switches}: {}",
        again.stdout
    );
}

#[test]
fn five_integrations_are_set_up_whatever_a_report_says() {
    let switches = [
        ("userTypeWritable", json!(true)),
        ("isActiveWritable", json!(false)),
        ("userNameWritable", json!(false)),
        ("locationWritable", json!(true)),
        ("inactiveLevels", json!("left-out")),
        ("picklistValues", json!("numbers")),
        ("bulkInformation", json!("missing")),
        ("accessWords", json!("numbers")),
        ("informationAsPerson", json!("person")),
        ("queryAsPerson", json!("ignored")),
        ("apiVersions", json!("with-v")),
        ("unknownOperators", json!("refused")),
        ("badIntegrationCode", json!("error")),
    ];
    let mut together = json!({});
    for (name, value) in switches {
        five_integrations(&json!({name: value}));
        together[name] = value;
    }
    five_integrations(&together);
}
