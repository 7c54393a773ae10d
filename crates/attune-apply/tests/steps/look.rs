//! A look: REST, completed by the newest of ledger and captures, as far as REST does not contradict them.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::Captures;
use attune_apply::ports::ReadError;
use attune_model::catalogue::ProtectedData;
use attune_model::{Effective, Field, FieldValue, Reading, RememberedApiUser, Tracking, Unread};

use crate::fake::{BASE, CUSTOM, USER, World, handle};
use crate::seen::{
    ADD, OTHER, captured_level, captured_user, cell, day, hold, noted, ours, rights, set_cells,
};

const SAME: &str = r#"{"Ticket": "AAAN"}"#;
const LESS: &str = r#"{"Ticket": "AAAN", "Contact": "NNNN"}"#;
const MORE: &str = r#"{"Ticket": "AAAN", "Contact": "ANNN"}"#;

/// A tenant whose API user can sign in, with these rights.
fn seen_by_its_user(text: &str) -> World {
    let mut world = World::new(None);
    world.deliver("old", "old");
    world.let_do(BASE, text);
    world
}

#[test]
fn of_ledger_and_capture_the_newest_counts_cell_by_cell() {
    let world = World::new(None);
    let ledger = [
        set_cells(day(1), &[(ADD, true)]),
        set_cells(day(3), &[(OTHER, true)]),
    ];
    let captures = captured_level(day(2), &[(ADD, false), (OTHER, false), ("new", true)]);
    let observed = world.observe(&ledger, &captures);
    assert_eq!(cell(&observed, ADD), "off, console, 02");
    assert_eq!(cell(&observed, OTHER), "on, ledger (console-reread), 03");
    assert_eq!(cell(&observed, "new"), "on, console, 02");
}

#[test]
fn captures_of_another_database_are_refused() {
    let world = World::new(None);
    let mut captures = captured_level(day(2), &[]);
    for capture in captures.levels.values_mut() {
        capture.database = 9;
    }
    let error = world.try_observe(&[], &captures).unwrap_err().to_string();
    assert_eq!(
        error,
        "captures/one.json was captured from database 9, but the connection leads to database 1; name the state folder \
         of this tenant, or delete the file"
    );
}

#[test]
fn what_only_pages_show_of_an_api_user_is_taken_from_the_newest_look() {
    let world = World::new(None);
    let ledger = [
        ours(day(1), &[(Field::Locked, false)]),
        ours(day(3), &[(Field::ViewsUnassigned, true)]),
    ];
    let seen = [
        (Field::Locked, true),
        (Field::ViewsUnassigned, false),
        (Field::IsActive, false),
    ];
    let captures = captured_user(day(2), &seen, &[ProtectedData::ViewProtected]);
    let observed = world.observe(&ledger, &captures);
    let known = RememberedApiUser {
        id: USER,
        tracking: Some(Tracking::Vendor("Seen".to_owned())),
        delivered: None,
        fields: BTreeMap::from([
            (Field::Locked, FieldValue::Flag(true)),
            (Field::ViewsUnassigned, FieldValue::Flag(true)),
        ]),
        protected_data: Some(BTreeSet::from([ProtectedData::ViewProtected])),
    };
    assert_eq!(observed.remembered.api_users[&handle("old")], known);
}

#[test]
fn a_level_is_seen_with_the_first_of_its_api_users() {
    let mut world = seen_by_its_user(SAME);
    world.deliver("zzz", "old");
    let ledger = [ours(day(1), &[]), noted(day(2), SAME)];
    let effective = Effective {
        user: USER,
        level: BASE,
        rights: Reading::Read(rights(SAME)),
    };
    let observed = world.observe(&ledger, &Captures::default());
    assert_eq!(
        observed.effective,
        BTreeMap::from([(handle("old"), effective)])
    );
    assert_eq!(world.state.borrow().probes, ["old@contoso.example"]);
}

#[test]
fn nobody_signs_in_for_an_api_user_that_is_not_at_hand() {
    let nothing = Captures::default();
    let unseen = |world: &World, ledger: &[_]| {
        assert!(world.observe(ledger, &nothing).effective.is_empty());
        assert!(world.state.borrow().probes.is_empty());
    };
    let world = seen_by_its_user(SAME);
    unseen(&world, &[]);
    unseen(&world, &[ours(day(1), &[(Field::Locked, true)])]);
    // Nobody has seen it sign in yet.
    unseen(&world, &[ours(day(1), &[])]);
    let ledger = [ours(day(1), &[]), noted(day(2), SAME)];
    world
        .state
        .borrow_mut()
        .resources
        .get_mut(&USER)
        .unwrap()
        .active = false;
    unseen(&world, &ledger);
    let mut world = World::new(None);
    world.deliver("old", "somebody-else");
    unseen(&world, &ledger);
    std::fs::write(world.folder.path().join("old.json"), "no JSON").unwrap();
    unseen(&world, &ledger);
}

#[test]
fn a_refused_sign_in_is_a_reading_that_was_refused() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    let ledger = [ours(day(1), &[]), noted(day(2), SAME)];
    let observed = world.observe(&ledger, &Captures::default());
    let refused = "rest.example refuses the credentials of old@contoso.example".to_owned();
    assert_eq!(
        observed.effective[&handle("old")].rights,
        Reading::Failed(Unread::Refused(refused))
    );
}

#[test]
fn other_rights_than_noted_leave_nothing_of_what_was_known_by_then() {
    let world = seen_by_its_user(MORE);
    let ledger = [
        ours(day(1), &[]),
        set_cells(day(1), &[(ADD, true)]),
        noted(day(2), LESS),
    ];
    let captures = captured_level(day(3), &[(OTHER, true)]);
    let observed = world.observe(&ledger, &captures);
    assert_eq!(cell(&observed, ADD), "unknown");
    assert_eq!(cell(&observed, OTHER), "on, console, 03");
    let older = captured_level(day(2), &[(OTHER, true)]);
    assert_eq!(cell(&world.observe(&ledger, &older), OTHER), "unknown");

    // Rights of another level tell nothing about this one.
    hold(&world, USER, CUSTOM);
    world.let_do(CUSTOM, MORE);
    let observed = world.observe(&ledger, &captures);
    assert_eq!(cell(&observed, ADD), "on, ledger (console-reread), 01");
}

#[test]
fn the_same_rights_as_noted_leave_everything() {
    let world = seen_by_its_user(SAME);
    let ledger = [
        ours(day(1), &[]),
        set_cells(day(1), &[(ADD, true), (OTHER, true)]),
        noted(day(2), LESS),
    ];
    let observed = world.observe(&ledger, &Captures::default());
    assert_eq!(cell(&observed, ADD), "on, ledger (console-reread), 01");
    assert_eq!(cell(&observed, OTHER), "on, ledger (console-reread), 01");
}

#[test]
fn rest_contradicts_a_single_cell() {
    let world = seen_by_its_user(r#"{"Ticket": "NAAN"}"#);
    // Noted when nothing was known of the cell, which a page then showed to be on.
    let ledger = [
        ours(day(1), &[]),
        set_cells(day(1), &[(OTHER, true)]),
        noted(day(2), r#"{"Resource": "NAAN"}"#),
    ];
    let captures = captured_level(day(3), &[(ADD, true)]);
    let observed = world.observe(&ledger, &captures);
    assert_eq!(cell(&observed, ADD), "unknown");
    assert_eq!(cell(&observed, OTHER), "on, ledger (console-reread), 01");
}

#[test]
fn a_reading_that_broke_off_is_none_and_one_that_nobody_would_get_ends_the_look() {
    let partial = |cause| {
        let world = World::new(None);
        world.state.borrow_mut().unreadable = Some(ReadError::Partial {
            records: 500,
            cause: Box::new(cause),
        });
        world
            .try_observe(&[], &Captures::default())
            .map(|observed| observed.resources)
    };
    let (host, what) = ("rest.example".to_owned(), "Resources/query".to_owned());
    let answer = ReadError::Answer {
        host: host.clone(),
        what,
        status: 500,
        answer: "no".to_owned(),
    };
    let why = "rest.example answers Resources/query with status 500: no".to_owned();
    assert_eq!(
        partial(answer).unwrap(),
        Reading::Failed(Unread::Partial { records: 500, why })
    );
    let throttled = ReadError::Throttled {
        host,
        answer: "later".to_owned(),
    };
    assert_eq!(
        partial(throttled).unwrap_err().to_string(),
        "broken off after 500 records: rest.example is throttling: later"
    );
}
