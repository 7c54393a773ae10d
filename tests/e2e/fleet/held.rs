//! The stop switch and maintenance windows.

use super::{Fleet, standings};

const TWO: &str = "tenants: 2\npeople: 2\nlevels: 1\napiUsers: 1\ndrifting: 2\n";

const APPLY: [&str; 8] = [
    "apply",
    "--all",
    "--auto-approve",
    "--allow",
    "all",
    "--console",
    "simulated",
    "--format",
];

#[test]
fn the_stop_switch_holds_every_apply_and_nothing_else() {
    let fleet = Fleet::start(TWO);
    fleet.say("hold: Change freeze until 2 January\n");
    let apply = [&APPLY[..], &["json"]].concat();
    let document = fleet.attune(&apply).exits(4).document("fleet.v1.json");
    assert_eq!(standings(&document), ["tenant-1 held", "tenant-2 held"]);
    assert_eq!(
        document["tenants"][0]["why"],
        "the workspace holds every apply: Change freeze until 2 January"
    );
    let ran = fleet
        .attune(&["apply", "--tenant", "tenant-1", "--auto-approve"])
        .exits(4);
    assert_eq!(
        ran.stderr,
        "tenant-1: held, the workspace holds every apply: Change freeze until 2 January\n"
    );
    for tenant in fleet.asked() {
        assert_eq!(tenant.requests, 0);
    }
    fleet.attune(&["plan", "--all", "--allow", "all"]).exits(0);
}

#[test]
fn outside_of_its_window_a_tenant_is_held_and_the_others_are_not() {
    let fleet = Fleet::start(TWO);
    // A minute that is not now, whatever the time is.
    let now = jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC);
    let later = |hours: i64| {
        let then = now.checked_add(jiff::Span::new().hours(hours)).unwrap();
        then.strftime("%H:%M").to_string()
    };
    fleet.say(&format!(
        "groups: {{shut: {{tenants: [tenant-1], window: {{from: \"{}\", until: \"{}\", timeZone: UTC}}}}}}\n",
        later(6),
        later(7)
    ));
    let apply = [&APPLY[..], &["json"]].concat();
    let document = fleet.attune(&apply).exits(4).document("fleet.v1.json");
    assert_eq!(standings(&document), ["tenant-1 held", "tenant-2 done"]);
    let why = document["tenants"][0]["why"].as_str().unwrap();
    assert!(
        why.starts_with("outside of its maintenance window ("),
        "{why}"
    );
    let document = fleet
        .attune(&["drift", "--all", "--format", "json"])
        .exits(2);
    let document = document.document("fleet.v1.json");
    assert_eq!(
        standings(&document),
        ["tenant-1 drifted", "tenant-2 in-sync"]
    );
}
