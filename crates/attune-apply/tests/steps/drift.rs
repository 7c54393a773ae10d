//! Drift by captures and by rights over REST.

use std::collections::BTreeMap;

use attune_apply::ledger::{Entry, Event};
use attune_apply::{Captures, drift};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellChange, CellId, CellValue, Change, Channel, Drift, Field, FieldChange, FieldState,
    FieldValue, LevelId, LevelName, LevelRef, Observed, Proof, Reading, Reason, ResourceId, Step,
    StepId,
};

use crate::fake::{BASE, CUSTOM, USER, World, handle, plan, update_fields};
use crate::seen::{
    ADD, OTHER, captured_level, captured_user, day, entry, noted, ours, rights, set_cells,
};

/// What a look finds where the manifest wants these cells of the API user's level.
fn found(world: &World, entries: &[Entry], captures: &Captures, wanted: &[(&str, bool)]) -> String {
    let observed = world.observe(entries, captures);
    let edit = edit(&observed, wanted);
    said(&drift(
        &plan(edit),
        &BTreeMap::new(),
        &observed,
        entries,
        captures,
    ))
}

/// The step that a planner makes for the cells that are not as wanted.
fn edit(observed: &Observed, wanted: &[(&str, bool)]) -> Vec<Step> {
    let Reading::Read(levels) = &observed.levels else {
        panic!("the levels were not read");
    };
    let change = |(cell, flag): &(&str, bool)| {
        let (cell, after) = (CellId::new(*cell), CellValue::Flag(*flag));
        let before = levels[&BASE].cell(&cell);
        (before.value() != Some(&after)).then_some((cell, CellChange { before, after }))
    };
    let cells: BTreeMap<CellId, CellChange> = wanted.iter().filter_map(change).collect();
    if cells.is_empty() {
        return Vec::new();
    }
    let change = Change::EditLevel {
        handle: None,
        level: LevelRef::Existing {
            id: BASE,
            name: LevelName::new("API User (system)"),
        },
        rename: None,
        active: None,
        cells,
        holders: Vec::new(),
    };
    vec![Step {
        id: StepId("edit".to_owned()),
        change,
        reason: Reason::Differs,
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: Vec::new(),
        needs: std::collections::BTreeSet::new(),
    }]
}

/// A line for everything.
pub(crate) fn said(drift: &Drift) -> String {
    let differences = drift.differences.iter().map(|difference| {
        let set = difference.set.as_ref().map_or_else(String::new, |set| {
            format!("; set {} on {}", set.value, set.at.strftime("%d"))
        });
        format!(
            "{}: {}: {} is {}, wanted {}{set}\n",
            difference.cause.id(),
            difference.object,
            difference.value,
            difference.is,
            difference.wanted
        )
    });
    let unseen = drift.out_of_sight.iter().map(|unseen| {
        format!(
            "out of sight: {}: {} since {}\n",
            unseen.object,
            unseen.values,
            unseen.since.strftime("%d")
        )
    });
    differences.chain(unseen).collect()
}

/// The rights of a level were noted, as this API user saw them.
fn signed_in(level: LevelId, user: ResourceId) -> Event {
    Event::Rights {
        level,
        user,
        rights: rights(r#"{"Ticket": "AAAN"}"#),
    }
}

#[test]
fn a_capture_shows_who_changed_a_cell() {
    let world = World::new(None);
    let ledger = [set_cells(day(1), &[(ADD, true), (OTHER, true)])];
    let captures = captured_level(day(2), &[(ADD, false), (OTHER, true), ("never", true)]);
    let wanted = [
        (ADD, true),
        (OTHER, false),
        ("never", false),
        ("unseen", true),
    ];
    insta::assert_snapshot!(found(&world, &ledger, &captures, &wanted), @r#"
    manifest-changed: security level "API User (system)": never is on, wanted off
    changed-outside: security level "API User (system)": serviceDesk.objects.tickets.add is off, wanted on; set on on 01
    manifest-changed: security level "API User (system)": unseen is unknown, wanted on
    manifest-changed: security level "API User (system)": webServicesApi.allowImpersonation is on, wanted off; set on on 01
    out of sight: the cells of security level "API User (system)": 3 since 02
    "#);
}

#[test]
fn of_a_cell_that_only_the_ledger_knows_the_manifest_changed() {
    let world = World::new(None);
    let ledger = [set_cells(day(1), &[(ADD, true)])];
    let nothing = Captures::default();
    insta::assert_snapshot!(found(&world, &ledger, &nothing, &[(ADD, false)]), @r#"
    manifest-changed: security level "API User (system)": serviceDesk.objects.tickets.add is on, wanted off; set on on 01
    out of sight: the cells of security level "API User (system)": 1 since 01
    "#);
}

#[test]
fn changed_rights_are_the_difference_and_not_every_cell_of_the_level() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    world.let_do(BASE, r#"{"Ticket": "ARAN", "Contact": "NNNN"}"#);
    let ledger = [
        ours(day(1), &[]),
        set_cells(day(1), &[(ADD, true), (OTHER, true)]),
        noted(day(2), r#"{"Ticket": "AAAN", "Contact": "NNNA"}"#),
    ];
    let captures = captured_level(day(3), &[("fresh", true)]);
    let wanted = [
        (ADD, true),
        (OTHER, true),
        ("fresh", false),
        ("unseen", true),
    ];
    insta::assert_snapshot!(found(&world, &ledger, &captures, &wanted), @r#"
    manifest-changed: security level "API User (system)": fresh is on, wanted off
    manifest-changed: security level "API User (system)": unseen is unknown, wanted on
    changed-outside: security level "API User (system)": Contact: Delete over REST is None, wanted All; set All on 02
    changed-outside: security level "API User (system)": Ticket: View over REST is Restricted, wanted All; set All on 02
    out of sight: the cells of security level "API User (system)": 1 since 03
    out of sight: what security level "API User (system)" holds since its rights over REST changed: 2 since 02
    "#);
}

#[test]
fn a_cell_that_rest_contradicts_was_changed_outside() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    world.let_do(BASE, r#"{"Ticket": "NAAN"}"#);
    let ledger = [
        ours(day(1), &[]),
        set_cells(day(1), &[(ADD, true), (OTHER, true)]),
        entry(day(2), signed_in(CUSTOM, USER)),
    ];
    let nothing = Captures::default();
    insta::assert_snapshot!(found(&world, &ledger, &nothing, &[(ADD, true), (OTHER, true)]), @r#"
    changed-outside: security level "API User (system)": serviceDesk.objects.tickets.add is unknown, wanted on; set on on 01
    out of sight: the cells of security level "API User (system)": 1 since 01
    "#);
}

#[test]
fn cells_are_out_of_sight_because_of_changed_rights_only_where_both_are_so() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    let nothing = Captures::default();
    world.let_do(BASE, r#"{"Contact": "NNNN", "Ticket": "NAAN"}"#);
    // REST contradicts the cell, and what it says of tickets was not noted.
    let contradicted = [
        ours(day(1), &[]),
        set_cells(day(1), &[(ADD, true), (OTHER, true)]),
        noted(day(2), r#"{"Contact": "NNNN"}"#),
    ];
    insta::assert_snapshot!(found(&world, &contradicted, &nothing, &[]), @r#"out of sight: the cells of security level "API User (system)": 1 since 01"#);
    // The rights changed, and nothing was known of the cells.
    let changed = [ours(day(1), &[]), noted(day(2), r#"{"Ticket": "AAAN"}"#)];
    insta::assert_snapshot!(found(&world, &changed, &nothing, &[]), @r#"changed-outside: security level "API User (system)": Ticket: Add over REST is None, wanted All; set All on 02"#);
}

#[test]
fn a_sign_in_that_is_refused_now_is_a_difference() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    let nothing = Captures::default();
    let before = [ours(day(1), &[])];
    assert_eq!(found(&world, &before, &nothing, &[]), "");
    let ledger = [ours(day(1), &[]), noted(day(2), r#"{"Ticket": "AAAN"}"#)];
    insta::assert_snapshot!(found(&world, &ledger, &nothing, &[]), @"changed-outside: API user Old Test <old@contoso.example>: sign-in is refused, wanted accepted; set accepted on 02");
}

#[test]
fn a_sign_in_that_was_accepted_at_another_level_is_refused_now() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    let mut ledger = vec![
        ours(day(1), &[]),
        entry(day(2), signed_in(CUSTOM, USER)),
        entry(day(3), signed_in(BASE, ResourceId(USER.0 + 1))),
    ];
    let nothing = Captures::default();
    insta::assert_snapshot!(found(&world, &ledger, &nothing, &[]), @"changed-outside: API user Old Test <old@contoso.example>: sign-in is refused, wanted accepted; set accepted on 02");
    ledger.pop();
    insta::assert_snapshot!(found(&world, &ledger, &nothing, &[]), @"changed-outside: API user Old Test <old@contoso.example>: sign-in is refused, wanted accepted; set accepted on 02");
    ledger.push(entry(day(4), signed_in(BASE, USER)));
    insta::assert_snapshot!(found(&world, &ledger, &nothing, &[]), @"changed-outside: API user Old Test <old@contoso.example>: sign-in is refused, wanted accepted; set accepted on 04");
}

#[test]
fn what_another_api_user_was_let_do_says_nothing_of_a_sign_in() {
    let mut world = World::new(None);
    world.deliver("old", "old");
    let seen_by_another = signed_in(BASE, ResourceId(USER.0 + 1));
    let ledger = [ours(day(1), &[]), entry(day(2), seen_by_another)];
    assert_eq!(found(&world, &ledger, &Captures::default(), &[]), "");
}

#[test]
fn a_capture_shows_who_changed_a_form_and_how_old_the_rest_is() {
    let world = World::new(None);
    let ledger = [
        ours(day(1), &[(Field::Locked, false)]),
        ours(day(5), &[(Field::ViewsUnassigned, true)]),
    ];
    let captures = captured_user(
        day(3),
        &[(Field::Locked, true), (Field::ViewsUnassigned, false)],
        &[ProtectedData::ViewProtected],
    );
    let observed = world.observe(&ledger, &captures);
    let known = &observed.remembered.api_users[&handle("old")];
    let change = FieldChange {
        before: FieldState::Known(known.fields[&Field::Locked].clone()),
        after: FieldValue::Flag(false),
    };
    let step = update_fields(Channel::Operator, BTreeMap::from([(Field::Locked, change)]));
    let found = drift(
        &plan(vec![step]),
        &BTreeMap::new(),
        &observed,
        &ledger,
        &captures,
    );
    insta::assert_snapshot!(said(&found), @r"
    changed-outside: API user Old Test <old@contoso.example>: Locked is on, wanted off; set off on 01
    out of sight: what only the form of API user Old Test <old@contoso.example> shows: 3 since 03
    ");
}
