//! What a baseline locks stays as it is, by whatever words an overlay would change it.

use super::folder;

const BASE: &str = "attune: 1
lock: [LOCK]
policy: {prune: false}
integrations:
  tasky: {recipe: tallman-tasky, with: {email: a@contoso.example, users: {emails: [b@contoso.example]}}}
securityLevels:
  a:
    name: A
    copyOf: API User (system)
    webServicesApi:
      canLogin: true
      resourceImpersonation:
        crm: {accounts: [view], contacts: {view: true, add: false}}
        projects: {\"*\": none, projects: {view: true}}
        serviceDesk: all
";

/// What an overlay with these lines may not do, where this place is locked: rules and lines of the overlay.
fn locked(place: &str, overlay: &str) -> Vec<String> {
    let overlay = format!("attune: 1\ntenant: contoso\nextends: base.yaml\n{overlay}\n");
    let files = folder(&[
        ("base.yaml", &BASE.replace("LOCK", place)),
        ("attune.yaml", &overlay),
    ]);
    files.map_or_else(
        |error| vec![error.to_string()],
        |files| files.rules("attune.yaml"),
    )
}

const API: &str = "securityLevels.a.webServicesApi";
const LOGIN: &str = "securityLevels.a.webServicesApi.canLogin";
const CRM: &str = "securityLevels.a.webServicesApi.resourceImpersonation.crm";
const TICKETS: &str = "securityLevels.a.webServicesApi.resourceImpersonation.serviceDesk.tickets";

#[test]
fn a_value_stays() {
    let fine: [&str; 0] = [];
    assert_eq!(locked(LOGIN, ""), fine);
    assert_eq!(
        locked(
            LOGIN,
            "securityLevels: {a: {webServicesApi: {canLogin: false}}}"
        ),
        ["locked attune.yaml:4:49"]
    );
    assert_eq!(
        locked(
            LOGIN,
            "securityLevels: {a: {webServicesApi: {canLogin: true}}}"
        ),
        fine
    );
    assert_eq!(
        locked("securityLevels.a.name", "securityLevels: {a: {name: 'A'}}"),
        fine
    );
    assert_eq!(
        locked("securityLevels.a.name", "securityLevels: {a: {name: B}}"),
        ["locked attune.yaml:4:28"]
    );
}

#[test]
fn whether_things_without_a_block_go_can_be_locked() {
    let fine: [&str; 0] = [];
    let prune = "policy.prune";
    assert_eq!(locked(prune, "policy: {prune: false}"), fine);
    assert_eq!(
        locked(
            prune,
            "policy: {people: {b@contoso.example: {protect: true}}}"
        ),
        fine
    );
    assert_eq!(
        locked(prune, "policy: {prune: true}"),
        ["locked attune.yaml:4:17"]
    );
    assert_eq!(locked(prune, "drop: [policy]"), ["locked attune.yaml:4:8"]);
}

#[test]
fn a_wider_word_around_it_changes_it() {
    let fine: [&str; 0] = [];
    assert_eq!(
        locked(LOGIN, "securityLevels: {a: {webServicesApi: all}}"),
        ["locked attune.yaml:4:38"]
    );
    assert_eq!(
        locked(
            CRM,
            "securityLevels: {a: {webServicesApi: {resourceImpersonation: none}}}"
        ),
        ["locked attune.yaml:4:62"]
    );
    // The cell itself goes above the word for the rest.
    assert_eq!(
        locked(LOGIN, "securityLevels: {a: {webServicesApi: {'*': none}}}"),
        fine
    );
    // What the locked row does not name would change.
    assert_eq!(
        locked(
            CRM,
            "securityLevels: {a: {webServicesApi: {resourceImpersonation: {'*': all}}}}"
        ),
        ["locked attune.yaml:4:68"]
    );
    assert_eq!(
        locked(CRM, "securityLevels: {a: {baseline: none}}"),
        ["locked attune.yaml:4:32"]
    );
    assert_eq!(
        locked(API, "securityLevels: {a: {webServicesApi: {'*': none}}}"),
        ["locked attune.yaml:4:39"]
    );
}

#[test]
fn a_word_around_the_place_can_be_locked() {
    let fine: [&str; 0] = [];
    assert_eq!(locked(TICKETS, ""), fine);
    let desk = |word: &str| {
        format!(
            "securityLevels: {{a: {{webServicesApi: {{resourceImpersonation: {{serviceDesk: {word}}}}}}}}}"
        )
    };
    assert_eq!(locked(TICKETS, &desk("all")), fine);
    assert_eq!(
        locked(TICKETS, &desk("{'*': all, ticketNotes: none}")),
        fine
    );
    assert_eq!(locked(TICKETS, &desk("none")), ["locked attune.yaml:4:76"]);
    assert_eq!(
        locked(TICKETS, &desk("{tickets: none, ticketNotes: all}")),
        ["locked attune.yaml:4:86"]
    );
    assert_eq!(
        locked(TICKETS, &desk("{ticketNotes: all}")),
        ["locked attune.yaml:4:63"]
    );
    let row = |place: &str, list: &str| {
        let overlay = format!(
            "securityLevels: {{a: {{webServicesApi: {{resourceImpersonation: {{crm: {{accounts: {list}}}}}}}}}}}"
        );
        locked(&format!("{CRM}.accounts.{place}"), &overlay)
    };
    assert_eq!(row("view", "[view, add]"), fine);
    assert_eq!(row("delete", "[view, add]"), fine);
    assert_eq!(row("delete", "[view, delete]"), ["locked attune.yaml:4:79"]);
    assert_eq!(row("view", "[]"), ["locked attune.yaml:4:79"]);
}

#[test]
fn it_cannot_be_dropped() {
    for drop in [LOGIN, API, "securityLevels.a"] {
        let overlay = format!("drop: [{drop}]");
        let rules = locked(LOGIN, &overlay);
        assert_eq!(rules, ["locked attune.yaml:4:8"], "{drop}");
    }
    let inner = format!("drop: [{CRM}.contacts.add]");
    assert_eq!(locked(CRM, &inner), ["locked attune.yaml:4:8"]);
    let other: [&str; 0] = [];
    assert_eq!(locked(LOGIN, &format!("drop: [{CRM}]")), other);
}

#[test]
fn another_parameter_of_a_recipe_changes_it() {
    let fine: [&str; 0] = [];
    let with = |with: &str| format!("integrations: {{tasky: {{with: {{{with}}}}}}}");
    assert_eq!(
        locked("apiUsers.tasky.email", &with("email: c@contoso.example")),
        ["locked attune.yaml:4:38"]
    );
    assert_eq!(
        locked("apiUsers.tasky.email", &with("email: a@contoso.example")),
        fine
    );
    assert_eq!(
        locked("impersonation.tasky", &with("untick-login: true")),
        ["locked attune.yaml:4:31"]
    );
}

#[test]
fn paths_with_the_name_of_the_tenant_are_no_change() {
    let fine: [&str; 0] = [];
    assert_eq!(locked("apiUsers.tasky", ""), fine);
}

#[test]
fn it_cannot_be_accepted_otherwise() {
    let fine: [&str; 0] = [];
    let accept = |at: &str, more: &str| {
        format!("accept: {{x: {{at: {at}, reason: r, owner: o, expires: 2026-12-31{more}}}}}")
    };
    for at in [LOGIN, API, "securityLevels.a"] {
        assert_eq!(
            locked(LOGIN, &accept(at, "")),
            ["locked attune.yaml:4:18"],
            "{at}"
        );
    }
    assert_eq!(locked(LOGIN, &accept(CRM, "")), fine);
    // A warning that is accepted leaves the place managed.
    let rule = ", rule: full-permission";
    assert_eq!(locked(LOGIN, &accept(API, rule)), fine);
}

#[test]
fn an_acceptance_of_the_baseline_cannot_be_prolonged() {
    let base = "attune: 1
lock: [people.x.securityLevel]
people: {x: {who: {emails: [a@contoso.example]}, securityLevel: Helpdesk}}
accept: {x: {at: people.x.securityLevel, reason: r, owner: o, expires: 2026-12-31}}
";
    let overlay = "attune: 1\ntenant: contoso\nextends: base.yaml\n";
    let longer = format!("{overlay}accept: {{x: {{expires: 2036-12-31}}}}\n");
    let files = folder(&[
        ("base.yaml", base),
        ("same.yaml", overlay),
        ("longer.yaml", &longer),
    ])
    .unwrap();
    assert!(files.load("same.yaml").is_ok());
    assert_eq!(files.rules("longer.yaml"), ["locked base.yaml:4:18"]);
}

#[test]
fn another_level_of_the_same_name_does_not_help() {
    assert_eq!(
        locked(
            "securityLevels.a",
            "securityLevels: {b: {name: A, copyOf: API User (system)}}"
        ),
        ["duplicate-level-name attune.yaml:4:28"]
    );
}

#[test]
fn a_lock_holds_against_a_later_baseline_and_not_against_an_earlier_one() {
    let named = |name: &str, lock: &str| {
        format!("attune: 1\n{lock}securityLevels: {{a: {{name: {name}}}}}\n")
    };
    let top = |extends: &str| format!("attune: 1\ntenant: contoso\nextends: {extends}\n");
    let files = folder(&[
        ("one.yaml", &named("One", "lock: [securityLevels.a.name]\n")),
        ("two.yaml", &named("Two", "")),
        ("later.yaml", &top("[one.yaml, two.yaml]")),
        ("earlier.yaml", &top("[two.yaml, one.yaml]")),
    ])
    .unwrap();
    assert_eq!(files.rules("later.yaml"), ["locked two.yaml:2:28"]);
    assert!(files.load("earlier.yaml").is_ok());
}

#[test]
fn a_lock_of_nothing_is_an_error() {
    assert_eq!(
        locked("securityLevels.a.active", ""),
        ["lock-nothing base.yaml:2:8"]
    );
    assert_eq!(
        locked("securityLevels.a.crm.objects", ""),
        ["lock-nothing base.yaml:2:8"]
    );
}
