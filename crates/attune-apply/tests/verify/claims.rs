//! What is claimed of levels, people and API users, and what shows it.

use attune_apply::ports::ActError;
use attune_model::{
    Assignment, CellId, CellValue, LevelChoice, LevelName, Reading, RuleLevels, Unread,
};

use crate::world::*;

#[test]
fn everything_that_rest_shows_is_shown() {
    let mut world = World::new();
    let then = rights_then(r#"{"Ticket": "AAAN"}"#);
    world.observed.remembered.rights.insert(API, then);
    insta::assert_snapshot!(world.verify(false), @r#"
    level "Tasky API" is there | shown, rest-fact: REST lists it as level 30
    level "Tasky API" is named "Tasky API" | shown, rest-fact: REST lists level 30 as "Tasky API"
    level "Tasky API" is active | shown, rest-fact: REST lists it as active
    level "Tasky API" holds the 2 cells of the manifest | not shown: 2 cells are as last seen or set, the oldest on 2026-11-18, 3 days ago; the weakest proof is console-reread
    level "Tasky API" lets API users do over REST what it did after the last apply | shown, rest-behaviour: as resource 7 sees it, all is as on 2026-11-20
    API user Tasky Turner <tasky@contoso.example> is there | shown, rest-fact: REST lists it as resource 7
    API user Tasky Turner <tasky@contoso.example> is active | shown, rest-fact: REST reports it as active
    API user Tasky Turner <tasky@contoso.example> holds "Tasky API" | shown, rest-fact: REST reports "Tasky API"
    API user Tasky Turner <tasky@contoso.example> signs in | shown, rest-behaviour: REST accepts its key and secret
    "#);
}

#[test]
fn cells_without_noted_rights_are_not_shown_but_may_be_contradicted() {
    let mut world = World::new();
    let cells = |world: &World| {
        let lines = world.verify(false);
        let of_cells = |line: &&str| line.contains("of the manifest") || line.contains("over REST");
        lines
            .lines()
            .filter(of_cells)
            .collect::<Vec<_>>()
            .join("\n")
    };
    insta::assert_snapshot!(cells(&world), @r#"
    level "Tasky API" holds the 2 cells of the manifest | not shown: 2 cells are as last seen or set, the oldest on 2026-11-18, 3 days ago; the weakest proof is console-reread
    level "Tasky API" lets API users do over REST what it did after the last apply | not shown: what it let them do was not noted yet
    "#);
    world.rights = None;
    insta::assert_snapshot!(cells(&world), @r#"level "Tasky API" holds the 2 cells of the manifest | not shown: 2 cells are as last seen or set, the oldest on 2026-11-18, 3 days ago; the weakest proof is console-reread"#);
    world
        .levels()
        .get_mut(&API)
        .unwrap()
        .cells
        .remove(&CellId::new(ADD));
    insta::assert_snapshot!(cells(&world), @r#"level "Tasky API" holds the 2 cells of the manifest | not shown: 1 cell is as last seen or set, the oldest on 2026-11-18, 3 days ago; the weakest proof is console-reread; unknown: 1 of 2"#);
    world.rights = Some(rights(r#"{"Ticket": "NAAN"}"#));
    insta::assert_snapshot!(cells(&world), @r#"
    level "Tasky API" holds the 2 cells of the manifest | contradicted: serviceDesk.objects.tickets.add is to be on, and REST says None to Add of Ticket
    level "Tasky API" lets API users do over REST what it did after the last apply | not shown: what it let them do was not noted yet
    "#);
    let then = rights_then(r#"{"Ticket": "ANAN"}"#);
    world.observed.remembered.rights.insert(API, then);
    world.rights = Some(rights(r#"{"Ticket": "AAAN"}"#));
    insta::assert_snapshot!(cells(&world), @r#"
    level "Tasky API" holds the 2 cells of the manifest | not shown: 1 cell is as last seen or set, the oldest on 2026-11-18, 3 days ago; the weakest proof is console-reread; unknown: 1 of 2
    level "Tasky API" lets API users do over REST what it did after the last apply | contradicted: since 2026-11-20: View of Ticket was None and is All
    "#);
    *world.levels().get_mut(&API).unwrap() = level("Tasky API", &[(VIEW, CellValue::Flag(false))]);
    insta::assert_snapshot!(cells(&world), @r#"
    level "Tasky API" holds the 2 cells of the manifest | contradicted: webServicesApi.resourceImpersonation.crm.accounts.view is off, not on (ledger (console-reread), 2026-11-18)
    level "Tasky API" lets API users do over REST what it did after the last apply | contradicted: since 2026-11-20: View of Ticket was None and is All
    "#);
}

#[test]
fn what_rest_reports_otherwise_is_contradicted() {
    let mut world = World::new();
    world.observed.remembered.levels.insert(
        handle("tasky-api"),
        attune_model::RememberedLevel {
            id: API,
            copy_of: None,
        },
    );
    let api = world.levels().get_mut(&API).unwrap();
    api.name = LevelName::new("Renamed");
    api.active = false;
    let tasky = world.resources().get_mut(&TASKY).unwrap();
    tasky.level = LEAD;
    tasky.active = false;
    insta::assert_snapshot!(world.verify(false), @r#"
    level "Tasky API" is there | shown, rest-fact: REST lists it as level 30
    level "Tasky API" is named "Tasky API" | contradicted: REST lists level 30 as "Renamed"
    level "Tasky API" is active | contradicted: REST lists it as inactive
    level "Tasky API" holds the 2 cells of the manifest | not shown: 2 cells are as last seen or set, the oldest on 2026-11-18, 3 days ago; the weakest proof is console-reread
    API user Tasky Turner <tasky@contoso.example> is there | shown, rest-fact: REST lists it as resource 7
    API user Tasky Turner <tasky@contoso.example> is active | contradicted: REST reports it as inactive
    API user Tasky Turner <tasky@contoso.example> holds "Tasky API" | contradicted: REST reports "Lead"
    API user Tasky Turner <tasky@contoso.example> signs in | not shown: it is inactive
    "#);
    world.levels().remove(&API);
    world.resources().remove(&TASKY);
    insta::assert_snapshot!(world.verify(false), @r#"
    level "Tasky API" is there | contradicted: REST lists no level, or more than one, of this name
    API user Tasky Turner <tasky@contoso.example> is there | contradicted: REST lists none, or more than one, with this name and address
    "#);
}

#[test]
fn a_sign_in_that_was_not_accepted_shows_nothing() {
    let sign_in = |world: &World| {
        let lines = world.verify(false);
        lines.lines().last().unwrap().to_owned()
    };
    let mut world = World::new();
    world.sign_in = Err(ActError::CredentialsRefused);
    insta::assert_snapshot!(sign_in(&world), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: with attune's own tracking identifier the credentials are not accepted; only the vendor knows its identifier");
    world.resources().get_mut(&TASKY).unwrap().user_name = "another".to_owned();
    insta::assert_snapshot!(sign_in(&world), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: [folder]/tasky.json holds another key than its own");
    std::fs::remove_file(world.folder.path().join("tasky.json")).unwrap();
    insta::assert_snapshot!(sign_in(&world), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: [folder]/tasky.json is not there");
    let user = world.desired.api_users.get_mut(&handle("tasky")).unwrap();
    user.credentials = None;
    insta::assert_snapshot!(sign_in(&world), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: the manifest does not say where its key and secret are");
}

#[test]
fn a_sign_in_that_is_refused_after_it_was_accepted_is_contradicted() {
    let mut world = World::new();
    world.sign_in = Err(ActError::CredentialsRefused);
    let rights = rights_then(r#"{"Ticket": "AAAA"}"#);
    for held_then in [API, LEAD] {
        let remembered = &mut world.observed.remembered.rights;
        remembered.clear();
        remembered.insert(held_then, rights.clone());
        let said = world.verify(false);
        insta::allow_duplicates! {
            insta::assert_snapshot!(said.lines().last().unwrap(), @"API user Tasky Turner <tasky@contoso.example> signs in | contradicted: REST refuses its key and secret, which it accepted on 2026-11-20");
        }
    }
}

#[test]
fn people_hold_their_level_or_are_named() {
    let mut world = World::new();
    let assignment = Assignment {
        who: everybody(),
        security_level: LevelChoice::Named(LevelName::new("Helpdesk")),
    };
    world
        .desired
        .people
        .insert(handle("desk"), assignment.clone());
    let people = |world: &World| {
        let lines = world.verify(false);
        let line = lines.lines().find(|line| line.starts_with("people"));
        line.unwrap().to_owned()
    };
    insta::assert_snapshot!(people(&world), @r#"people desk hold "Helpdesk" | contradicted: REST reports: Lea Turner holds "Lead""#);
    let mut by_level = assignment;
    by_level.who.levels = Some(vec![LevelName::new("Gone")]);
    world.desired.people.insert(handle("desk"), by_level);
    insta::assert_snapshot!(people(&world), @r#"people desk hold "Helpdesk" | shown, rest-fact: REST reports it of all 3"#);
    world.observed.remembered.copies.insert(DESK, LEAD);
    insta::assert_snapshot!(people(&world), @r#"people desk hold "Helpdesk" | shown, rest-fact: REST reports it of all 4"#);
}

#[test]
fn a_failed_reading_shows_nothing() {
    let mut world = World::new();
    let everybody = rule(true, RuleLevels::HeldBy(everybody()));
    world.desired.impersonation.insert(handle("all"), everybody);
    world.observed.levels = Reading::Failed(Unread::Refused("no right".to_owned()));
    world.observed.resources = Reading::Failed(Unread::Partial {
        records: 500,
        why: "cut".to_owned(),
    });
    insta::assert_snapshot!(world.verify(true), @r#"
    level "Tasky API" is there | not shown: the levels could not be read: no right
    impersonation rule all lets its holders be impersonated | not shown: levels and people could not be read: no right
    API user Tasky Turner <tasky@contoso.example> is there | not shown: the people and API users could not be read: broken off after 500 records: cut
    "#);
}
