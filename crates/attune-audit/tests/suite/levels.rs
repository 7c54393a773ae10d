//! What is said of levels.

use attune_audit::{Answer, Holders, LevelKind, Owner, SectionRights};
use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{CellValue, LevelId, Reading, ResourceId, Scope, Unread};

use crate::world::{ADMINISTRATOR, API_SYSTEM, HELPDESK, TASKY, World, handle};

#[test]
fn the_kind_of_a_level_is_told_by_what_there_is() {
    let mut world = World::new().with_tasky().with_helpdesk();
    world.level(60, "Copy of nothing that is known");
    world.level(61, "Seen to have a table");
    world.saw(
        61,
        "webServicesApi.contactImpersonation.tickets.add",
        CellValue::Flag(false),
        0,
    );
    world.level(62, "Seen to have the box");
    world.saw(62, ALLOW_IMPERSONATION, CellValue::Flag(false), 0);
    world.level(63, "Copied by a rule");
    world
        .0
        .remembered
        .copies
        .insert(LevelId(ADMINISTRATOR), LevelId(63));
    let kind = |id| world.level_of(id).kind;
    assert_eq!(
        [API_SYSTEM, ADMINISTRATOR, TASKY, HELPDESK, 60, 61, 62, 63].map(kind),
        [
            LevelKind::ApiOnly,
            LevelKind::People,
            LevelKind::ApiOnly,
            LevelKind::People,
            LevelKind::Unknown,
            LevelKind::ApiOnly,
            LevelKind::People,
            LevelKind::People,
        ]
    );
}

#[test]
fn the_owner_is_the_ledgers() {
    let mut world = World::new().with_tasky().with_helpdesk();
    world.level(63, "Copied by a rule");
    world
        .0
        .remembered
        .copies
        .insert(LevelId(ADMINISTRATOR), LevelId(63));
    assert_eq!(
        world.level_of(TASKY).owner,
        Owner::Block {
            handle: handle("tasky-api")
        }
    );
    assert_eq!(world.level_of(HELPDESK).owner, Owner::Nobody);
    let Owner::RuleCopy { of: Some(of) } = world.level_of(63).owner else {
        panic!("a copy of a rule");
    };
    assert_eq!(of.as_str(), "System Administrator (system)");
}

#[test]
fn boxes_are_on_off_or_unknown() {
    let mut world = World::new().with_helpdesk();
    let unseen = world.level_of(HELPDESK);
    assert_eq!(
        (unseen.impersonable, unseen.can_login, unseen.oldest_cell),
        (Answer::Unknown, Answer::Unknown, None)
    );
    assert!(unseen.sections.is_empty());
    world.saw(HELPDESK, ALLOW_IMPERSONATION, CellValue::Flag(true), 3);
    world.saw(HELPDESK, CAN_LOGIN, CellValue::Flag(false), 9);
    let seen = world.level_of(HELPDESK);
    assert_eq!(
        (seen.impersonable, seen.can_login),
        (Answer::Yes, Answer::No)
    );
    assert_eq!(
        seen.oldest_cell.unwrap().to_string(),
        "2026-05-23T00:00:00Z"
    );
    assert_eq!(
        seen.unseen_cells,
        unseen.unseen_cells.map(|cells| cells - 2)
    );
    // An API-only level has no such box.
    assert_eq!(world.level_of(API_SYSTEM).impersonable, Answer::No);
}

#[test]
fn sections_count_how_wide_the_cells_are() {
    let mut world = World::new().with_helpdesk();
    let tickets = "serviceDesk.objects.tickets";
    let saw = |world: &mut World, verb: &str, value| {
        world.saw(HELPDESK, &format!("{tickets}.{verb}"), value, 0);
    };
    saw(&mut world, "view", CellValue::Scope(Scope::Mine));
    saw(&mut world, "add", CellValue::Flag(true));
    saw(&mut world, "delete", CellValue::Scope(Scope::None));
    let sections = world.level_of(HELPDESK).sections;
    let desk = sections
        .iter()
        .find(|rights| rights.section == "Service Desk")
        .unwrap();
    let SectionRights {
        section: _,
        full,
        part,
        nothing,
        unseen,
    } = desk;
    assert_eq!((*full, *nothing, *part), (1, 1, 1), "{desk:?}");
    assert!(*unseen > 20, "{desk:?}");
    assert!(sections.iter().filter(|rights| rights.known() > 0).count() == 1);
}

#[test]
fn holders_are_counted_unless_nobody_could_be_read() {
    let mut world = World::new().with_helpdesk();
    world.person(3, "Omar Haddad", HELPDESK).active = false;
    assert_eq!(
        world.level_of(HELPDESK).holders,
        Some(Holders {
            active: 1,
            inactive: 1
        })
    );
    world.0.resources = Reading::Failed(Unread::Refused("not allowed".to_owned()));
    let audit = world.audit();
    assert_eq!(
        (audit.people.as_ref(), audit.api_users.as_ref()),
        (None, None)
    );
    assert!(
        audit
            .known_levels()
            .iter()
            .all(|level| level.holders.is_none())
    );
    assert_eq!(audit.unseen[0].what, "people and API users");
    assert_eq!(audit.unseen[0].why, "not allowed");
    // Nobody is said to hold nothing.
    assert!(
        !audit
            .findings
            .iter()
            .any(|finding| finding.rule == "unheld-level")
    );
}

#[test]
fn people_hold_levels_by_name_where_levels_were_read() {
    let mut world = World::new().with_helpdesk();
    let name = |world: &World| world.audit().known_people()[1].level.title();
    assert_eq!(name(&world), "\"Helpdesk\"");
    world.0.levels = Reading::Failed(Unread::Partial {
        records: 3,
        why: "timed out".to_owned(),
    });
    assert_eq!(name(&world), "number 52");
    let audit = world.audit();
    assert_eq!(audit.levels, None);
    assert_eq!(audit.unseen[0].why, "broken off after 3 records: timed out");
    assert_eq!(audit.known_people()[1].id, ResourceId(2));
}
