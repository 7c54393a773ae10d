//! Who says what about a place, and who wins.

use attune_manifest::Standing;
use attune_model::Place;

use crate::layers::{Folder, folder};

/// What is explained of a place: a line for the value, for each statement and for the lock.
fn explain(files: &Folder, place: &str) -> Vec<String> {
    let Ok(manifest) = files.load("attune.yaml") else {
        return vec![files.wrong("attune.yaml")];
    };
    let explained = manifest.explain(&Place(place.to_owned()));
    let statements = explained.statements.into_iter().map(|said| {
        let standing = match said.standing {
            Standing::Wins => "wins",
            Standing::Overridden => "overridden",
            Standing::Drops => "drops",
            Standing::Part => "part",
        };
        let at = said.at.0.replace(place, "~");
        format!(
            "{standing} {} {at} = {}",
            files.relative(&said.location.to_string()),
            said.says
        )
    });
    let value = explained.value.map(|value| format!("value {value}"));
    let locked = explained
        .locked
        .map(|at| format!("locked {}", files.relative(&at.to_string())));
    value.into_iter().chain(statements).chain(locked).collect()
}

fn layers() -> std::io::Result<Folder> {
    folder(&[
        (
            "base.yaml",
            "attune: 1
lock: [securityLevels.a.webServicesApi.canLogin]
securityLevels:
  a:
    name: A
    copyOf: API User (system)
    baseline: none
    webServicesApi:
      canLogin: true
      resourceImpersonation:
        crm: {accounts: [view], contacts: {view: true}}
        serviceDesk: all
    crm: {access: {customerCancelation: All}}
  b: {name: B}
impersonation: {x: {allow: true, levelsHeldBy: {emails: [one@contoso.example]}}}
policy: {people: {boss@contoso.example: {protect: true}}, prune: true}
",
        ),
        (
            "attune.yaml",
            "attune: 1
tenant: contoso
extends: base.yaml
drop: [securityLevels.b, securityLevels.a.crm.access]
securityLevels:
  a:
    name: Mine
    webServicesApi:
      resourceImpersonation:
        crm: {accounts: [view, add]}
        serviceDesk: {\"*\": none, tickets: all}
impersonation: {x: {levelsHeldBy: {emails: [one@contoso.example, two@contoso.example]}}}
",
        ),
    ])
}

const RI: &str = "securityLevels.a.webServicesApi.resourceImpersonation";

#[test]
fn a_value_that_one_layer_gives_and_another_overrides() {
    let files = layers().unwrap();
    assert_eq!(
        explain(&files, "securityLevels.a.name"),
        [
            "wins attune.yaml:7:11 ~ = Mine",
            "overridden base.yaml:5:11 ~ = A"
        ]
    );
    assert_eq!(
        explain(&files, "securityLevels.a.copyOf"),
        ["wins base.yaml:6:13 ~ = API User (system)"]
    );
}

#[test]
fn a_cell_that_is_locked() {
    assert_eq!(
        explain(
            &layers().unwrap(),
            "securityLevels.a.webServicesApi.canLogin"
        ),
        [
            "value true",
            "wins base.yaml:9:17 ~ = true",
            "locked base.yaml:2:8"
        ]
    );
}

#[test]
fn a_row_that_is_a_list() {
    let files = layers().unwrap();
    assert_eq!(
        explain(&files, &format!("{RI}.crm.accounts.delete")),
        [
            "value false".to_owned(),
            format!("wins attune.yaml:10:15 {RI}.crm.accounts = [view, add]"),
            format!("overridden base.yaml:11:15 {RI}.crm.accounts = [view]"),
        ]
    );
    assert_eq!(
        explain(&files, "impersonation.x.levelsHeldBy.emails[1]"),
        [
            "wins attune.yaml:12:66 ~ = two@contoso.example",
            "overridden base.yaml:15:49 impersonation.x.levelsHeldBy.emails = [one@contoso.example]",
        ]
    );
}

#[test]
fn words_for_all_around_it() {
    let files = layers().unwrap();
    assert_eq!(
        explain(&files, &format!("{RI}.serviceDesk.ticketNotes.view")),
        [
            "value false".to_owned(),
            format!("wins attune.yaml:11:28 {RI}.serviceDesk.* = none"),
            format!("overridden base.yaml:12:22 {RI}.serviceDesk = all"),
        ]
    );
    assert_eq!(
        explain(&files, &format!("{RI}.serviceDesk.tickets.view")),
        [
            "value true".to_owned(),
            format!("wins attune.yaml:11:43 {RI}.serviceDesk.tickets = all"),
            format!("overridden base.yaml:12:22 {RI}.serviceDesk = all"),
        ]
    );
    // Named by nobody but the baseline.
    assert_eq!(
        explain(&files, &format!("{RI}.projects.projects.view")),
        [
            "value false",
            "wins base.yaml:7:15 securityLevels.a.baseline = none"
        ]
    );
}

#[test]
fn what_is_dropped() {
    let files = layers().unwrap();
    assert_eq!(
        explain(&files, "securityLevels.a.crm.access.customerCancelation"),
        [
            "value None",
            "drops attune.yaml:4:26 securityLevels.a.crm.access = drop",
            "wins base.yaml:7:15 securityLevels.a.baseline = none",
            "overridden base.yaml:13:41 ~ = All",
        ]
    );
    assert_eq!(
        explain(&files, "securityLevels.b.name"),
        [
            "drops attune.yaml:4:8 securityLevels.b = drop",
            "overridden base.yaml:14:13 ~ = B",
        ]
    );
}

#[test]
fn a_map_has_parts() {
    assert_eq!(
        explain(&layers().unwrap(), &format!("{RI}.crm")),
        [
            "part attune.yaml:10:9 ~ = {accounts: [view, add]}",
            "part base.yaml:11:9 ~ = {accounts: [view], contacts: {view: true}}",
        ]
    );
}

#[test]
fn a_place_of_which_nobody_speaks() {
    let files = layers().unwrap();
    let silent: [&str; 0] = [];
    for place in [
        "securityLevels.a.active",
        "securityLevels.c.name",
        "securityLevels.a.crm.objcts.accounts.view",
        "securityLevels.a.name.first",
        "apiUsers.x",
        "nothing",
        "",
    ] {
        assert_eq!(explain(&files, place), silent, "{place}");
    }
}

#[test]
fn keys_with_dots() {
    assert_eq!(
        explain(
            &layers().unwrap(),
            "policy.people.boss@contoso.example.protect"
        ),
        ["wins base.yaml:16:51 ~ = true"]
    );
    assert_eq!(
        explain(&layers().unwrap(), "policy.prune"),
        ["wins base.yaml:16:66 ~ = true"]
    );
}

#[test]
fn a_recipe_is_the_lowest_layer() {
    let files = folder(&[(
        "attune.yaml",
        "attune: 1
tenant: contoso
integrations: {x: {recipe: tallman-tasky, with: {email: e@contoso.example, users: {emails: [e@contoso.example]}}}}
securityLevels: {x: {webServicesApi: {canLogin: false}}}
",
    )])
    .unwrap();
    assert_eq!(
        explain(&files, "securityLevels.x.webServicesApi.canLogin"),
        [
            "value false",
            "wins attune.yaml:4:49 ~ = false",
            "overridden recipes/tallman-tasky.yaml:30:19 ~ = true",
        ]
    );
    assert_eq!(
        explain(&files, "apiUsers.x.email"),
        ["wins attune.yaml:3:57 ~ = e@contoso.example"]
    );
}
