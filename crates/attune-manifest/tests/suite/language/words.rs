//! `policy` and `accept`.

use attune_model::{Date, Handle, OwnershipWord};

use super::rules;
use crate::read;

#[test]
fn policy() {
    let text = r#"attune: 1
tenant: contoso
policy:
  securityLevels:
    API User (with Impersonation): {protect: true}
    "Legacy *": {ignore: true, protect: false}
  apiUsers: {psa@contoso.example: {protect: true}}
  people: {boss@contoso.example: {ignore: true}}
"#;
    let policy = read(text).unwrap().desired.ownership;
    let words = |words: &std::collections::BTreeMap<String, OwnershipWord>| {
        words
            .iter()
            .map(|(name, word)| format!("{name}: {word:?}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        words(&policy.security_levels),
        ["API User (with Impersonation): Protect", "Legacy *: Ignore"]
    );
    assert_eq!(words(&policy.api_users), ["psa@contoso.example: Protect"]);
    assert_eq!(words(&policy.people), ["boss@contoso.example: Ignore"]);
    assert_eq!(
        rules(
            "policy: {people: {a@b.example: {protect: true, ignore: true}, \"[x\": {protect: true}, c: {}}, levels: {}}\n"
        ),
        [
            "policy-word 3:19",
            "glob-invalid 3:63",
            "policy-word 3:86",
            "unknown-key 3:94"
        ]
    );
}

#[test]
fn what_lost_its_block_stays_unless_said_otherwise() {
    let prune = |policy: &str| {
        let text = format!("attune: 1\ntenant: contoso\n{policy}");
        read(&text).unwrap().desired.ownership.prune
    };
    assert!(!prune(""));
    assert!(!prune(
        "policy: {people: {boss@contoso.example: {protect: true}}}\n"
    ));
    assert!(!prune("policy: {prune: false}\n"));
    assert!(prune("policy: {prune: true}\n"));
    assert_eq!(rules("policy: {prune: yes}\n"), ["boolean-word 3:17"]);
    assert_eq!(rules("policy: {prune: [apiUsers]}\n"), ["wrong-type 3:10"]);
}

const BLOCKS: &str = "securityLevels:
  a:
    name: A
    copyOf: API User (system)
    crm: {\"*\": none, access: {customerCancelation: All}}
    webServicesApi: {resourceImpersonation: {serviceDesk: all, crm: {accounts: [view]}}}
    extra: {Service Desk: {Can remove tags: true}}
  b: {name: B, copyOf: API User (system), baseline: none}
people: {x: {who: {emails: [a@contoso.example]}, securityLevel: Technician}}
";

fn accept(at: &str) -> Vec<String> {
    rules(&format!(
        "{BLOCKS}accept: {{x: {{at: \"{at}\", reason: r, owner: o, expires: 2026-12-31}}}}\n"
    ))
}

#[test]
fn a_place_is_accepted_wherever_the_manifest_speaks_of_it() {
    let fine: [&str; 0] = [];
    for at in [
        "securityLevels.a",
        "securityLevels.a.crm.access",
        "securityLevels.a.crm.access.customerCancelation",
        // By the word for the rest.
        "securityLevels.a.crm.objects.accounts.add",
        "securityLevels.a.webServicesApi.resourceImpersonation.serviceDesk.tickets.view",
        "securityLevels.a.webServicesApi.resourceImpersonation.crm.accounts.delete",
        "securityLevels.a.extra.Service Desk › Can remove tags",
        // By the baseline.
        "securityLevels.b.webServicesApi.canLogin",
        "people.x.securityLevel",
        "people.x.who.emails[0]",
    ] {
        assert_eq!(accept(at), fine, "{at}");
    }
}

#[test]
fn a_place_of_which_nothing_is_said_is_not() {
    for at in [
        "securityLevels.c",
        "securityLevels.a.active",
        "securityLevels.b.active",
        "securityLevels.a.crm.objcts",
        "securityLevels.a.webServicesApi.canLogin",
        "securityLevels.a.webServicesApi.resourceImpersonation.serviceDesk.ticket",
        "people.x.securityLevel.name",
        "policy.people",
        "securityLevels",
        "accept.x",
    ] {
        assert_eq!(accept(at), ["accept-place 12:18"], "{at}");
    }
}

#[test]
fn an_acceptance_is_for_the_planner_or_for_a_warning() {
    let text = format!(
        "attune: 1\ntenant: contoso\n{BLOCKS}accept:
  here: {{at: people.x, reason: Move, owner: Tess, expires: 2026-12-31}}
  there: {{at: securityLevels.b, rule: full-permission, reason: Later, owner: Tess, expires: \"2026-12-31\"}}
"
    );
    let accepted = read(&text).unwrap().desired.accept;
    let handles: Vec<&str> = accepted.keys().map(Handle::as_str).collect();
    assert_eq!(handles, ["here"]);
    let here = accepted.values().next().unwrap();
    assert_eq!(
        (
            here.at.0.as_str(),
            here.reason.as_str(),
            here.owner.as_str(),
            here.expires
        ),
        ("people.x", "Move", "Tess", Date::constant(2026, 12, 31))
    );
}

#[test]
fn days_are_days_of_the_calendar() {
    let level = |day: &str| {
        rules(&format!(
            "securityLevels: {{a: {{name: A, expires: {day}}}}}\n"
        ))
    };
    assert_eq!(level("2028-02-29").len(), 0);
    for day in [
        "2027-02-29",
        "2026-13-01",
        "31.12.2026",
        "2026-12-31T00:00",
        "20261231",
        "true",
    ] {
        assert_eq!(level(day), ["expiry-date 3:40"], "{day}");
    }
}
