//! Drift of every kind of thing: who changed it is told by what attune set last.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ledger::{BegunChange, Entry, Event, Fact, Known};
use attune_apply::{Captures, drift};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserRef, Change, Channel, Field, FieldChange, FieldState, FieldValue, LevelId, LevelName,
    LevelRef, Place, Proof, Reading, ResourceId, Step, StepId,
};

use crate::drift::said;
use crate::fake::{
    BASE, CUSTOM, USER, World, adopt_level_step, assign_step, boxes_step, check_step, copy_step,
    create_whole_step, existing, handle, plan, rotate_step, step, update_fields,
};
use crate::seen::{day, entry};

/// The lines of a step that was carried out.
pub(crate) fn carried_out(on: i8, step: &Step, facts: Vec<Fact>) -> [Entry; 2] {
    let begun = Event::Begun {
        step: step.id.clone(),
        change: BegunChange::Change(Box::new(step.change.clone())),
        known: Known::default(),
    };
    let done = Event::Done {
        step: step.id.clone(),
        proof: Proof::RestFact,
        evidence: String::new(),
        facts,
    };
    [entry(day(on), begun), entry(day(on), done)]
}

/// What differs, where the plan for the tenant as it is has these steps.
fn found(world: &World, entries: &[Entry], steps: Vec<Step>) -> String {
    let nothing = Captures::default();
    let observed = world.observe(entries, &nothing);
    let places = steps.iter().map(|step| (step.id.clone(), BTreeSet::new()));
    let places: BTreeMap<StepId, BTreeSet<Place>> = places.collect();
    said(&drift(&plan(steps), &places, &observed, entries, &nothing))
}

/// From one flag to the other.
fn flag(before: bool) -> FieldChange {
    FieldChange {
        before: FieldState::Known(FieldValue::Flag(before)),
        after: FieldValue::Flag(!before),
    }
}

/// The level is to have another name, and to be active or not.
fn rename_step(level: LevelRef, from: bool) -> Step {
    let change = Change::EditLevel {
        handle: None,
        level,
        rename: Some(LevelName::new("Lead")),
        active: Some(flag(from)),
        cells: BTreeMap::new(),
        holders: Vec::new(),
    };
    step("edit/52", change, Channel::Operator)
}

pub(crate) fn level_fact(id: LevelId) -> Fact {
    Fact::Level {
        handle: handle("tasky-api"),
        id,
        copy_of: None,
    }
}

pub(crate) fn user_fact(id: ResourceId) -> Fact {
    Fact::ApiUser {
        handle: handle("tasky"),
        id,
        tracking: None,
        fields: BTreeMap::new(),
    }
}

#[test]
fn what_attune_made_and_is_gone_was_taken_away_outside() {
    let world = World::new(None);
    let steps = || vec![copy_step(), create_whole_step()];
    insta::assert_snapshot!(found(&world, &[], steps()), @r#"
    manifest-changed: security level "Tasky API": existence is not there, wanted there
    manifest-changed: API user Tasky Test <psa@contoso.example>: existence is not there, wanted there
    "#);
    let mut ledger = carried_out(1, &copy_step(), vec![level_fact(LevelId(70))]).to_vec();
    ledger.extend(carried_out(
        2,
        &create_whole_step(),
        vec![user_fact(ResourceId(301))],
    ));
    insta::assert_snapshot!(found(&world, &ledger, steps()), @r#"
    changed-outside: security level "Tasky API": existence is not there, wanted there
    changed-outside: API user Tasky Test <psa@contoso.example>: existence is not there, wanted there
    "#);
}

#[test]
fn a_copy_of_a_rule_is_known_by_what_it_is_a_copy_of() {
    let world = World::new(None);
    let mut of_a_rule = copy_step();
    let Change::CopyLevel { handle, .. } = &mut of_a_rule.change else {
        panic!("a copy");
    };
    *handle = None;
    let copied = |base| Fact::Copy {
        base,
        id: LevelId(70),
    };
    let ledger = carried_out(1, &of_a_rule, vec![copied(BASE)]);
    let other = carried_out(1, &of_a_rule, vec![copied(CUSTOM)]);
    let planned = LevelRef::Planned {
        step: StepId("level/x".to_owned()),
        name: LevelName::new("API User (system)"),
    };
    insta::assert_snapshot!(found(&world, &ledger, vec![of_a_rule.clone()]), @r#"changed-outside: security level "Tasky API": existence is not there, wanted there"#);
    insta::assert_snapshot!(found(&world, &other, vec![of_a_rule.clone()]), @r#"manifest-changed: security level "Tasky API": existence is not there, wanted there"#);
    let Change::CopyLevel { base, .. } = &mut of_a_rule.change else {
        panic!("a copy");
    };
    *base = planned;
    insta::assert_snapshot!(found(&world, &ledger, vec![of_a_rule]), @r#"manifest-changed: security level "Tasky API": existence is not there, wanted there"#);
}

#[test]
fn names_and_boxes_of_levels_are_held_against_what_was_set() {
    let world = World::new(None);
    let lead = || existing(CUSTOM, "Helpdesk Lead");
    let wanted = || vec![rename_step(lead(), true)];
    insta::assert_snapshot!(found(&world, &[], wanted()), @r#"
    manifest-changed: security level "Helpdesk Lead": name is "Helpdesk Lead", wanted "Lead"
    manifest-changed: security level "Helpdesk Lead": Active is on, wanted off
    "#);
    let set = carried_out(1, &rename_step(lead(), true), Vec::new());
    insta::assert_snapshot!(found(&world, &set, wanted()), @r#"
    changed-outside: security level "Helpdesk Lead": name is "Helpdesk Lead", wanted "Lead"; set "Lead" on 01
    changed-outside: security level "Helpdesk Lead": Active is on, wanted off; set off on 01
    "#);
    let mut copied = copy_step();
    if let Change::CopyLevel { name, active, .. } = &mut copied.change {
        *name = LevelName::new("Copied");
        *active = false;
    }
    let ledger = carried_out(3, &copied, vec![level_fact(CUSTOM)]);
    insta::assert_snapshot!(found(&world, &ledger, wanted()), @r#"
    changed-outside: security level "Helpdesk Lead": name is "Helpdesk Lead", wanted "Lead"; set "Copied" on 03
    changed-outside: security level "Helpdesk Lead": Active is on, wanted off; set off on 03
    "#);
}

#[test]
fn a_level_that_a_step_of_the_same_plan_makes_differs_in_nothing_yet() {
    let world = World::new(None);
    let planned = LevelRef::Planned {
        step: StepId("level/tasky-api".to_owned()),
        name: LevelName::new("Tasky API"),
    };
    assert_eq!(found(&world, &[], vec![rename_step(planned, true)]), "");
}

#[test]
fn who_was_moved_is_told_by_the_names_of_levels() {
    let world = World::new(None);
    let back = |after| {
        let mut step = assign_step(Channel::Operator);
        if let Change::AssignLevel { after: to, .. } = &mut step.change {
            *to = after;
        }
        step
    };
    let moved = || vec![assign_step(Channel::Operator)];
    insta::assert_snapshot!(found(&world, &[], moved()), @r#"manifest-changed: Tess Test <tess@contoso.example>: Security Level is "Helpdesk Lead", wanted "API User (system)""#);
    let ledger = carried_out(1, &assign_step(Channel::Operator), Vec::new());
    insta::assert_snapshot!(found(&world, &ledger, moved()), @r#"changed-outside: Tess Test <tess@contoso.example>: Security Level is "Helpdesk Lead", wanted "API User (system)"; set "API User (system)" on 01"#);
    let gone = carried_out(1, &back(existing(LevelId(99), "Gone")), Vec::new());
    insta::assert_snapshot!(found(&world, &gone, moved()), @r#"changed-outside: Tess Test <tess@contoso.example>: Security Level is "Helpdesk Lead", wanted "API User (system)"; set level 99 on 01"#);
    // The level was made by a step of the same run.
    let planned = LevelRef::Planned {
        step: copy_step().id,
        name: LevelName::new("Tasky API"),
    };
    let mut ledger = carried_out(1, &copy_step(), vec![level_fact(BASE)]).to_vec();
    ledger.extend(carried_out(2, &back(planned), Vec::new()));
    insta::assert_snapshot!(found(&world, &ledger, moved()), @r#"changed-outside: Tess Test <tess@contoso.example>: Security Level is "Helpdesk Lead", wanted "API User (system)"; set "API User (system)" on 02"#);
}

#[test]
fn a_form_is_held_against_all_that_it_was_made_with() {
    let world = World::new(None);
    let mut made = create_whole_step();
    if let Change::CreateApiUser { form, .. } = &mut made.change {
        form.primary_internal_location = Some("Head office".to_owned());
        form.locked = Some(true);
    }
    let ledger = carried_out(1, &made, vec![user_fact(USER)]);
    let to = |after: FieldValue| FieldChange {
        before: FieldState::Known(after.clone()),
        after,
    };
    let text = |text: &str| to(FieldValue::Text(text.to_owned()));
    let fields = BTreeMap::from([
        (Field::FirstName, text("Other")),
        (Field::LastName, text("Other")),
        (Field::Email, text("other@contoso.example")),
        (Field::MiddleName, text("Middle")),
        (Field::IsActive, flag(false)),
        (Field::Locked, flag(false)),
        (Field::ViewsUnassigned, flag(false)),
        (Field::UserType, to(FieldValue::Number(CUSTOM.0))),
        (Field::LocationId, to(FieldValue::Number(3))),
        (Field::DateFormat, text("yyyy")),
    ]);
    let update = update_fields(Channel::Operator, fields);
    insta::assert_snapshot!(found(&world, &ledger, vec![update]), @r#"
    manifest-changed: API user Old Test <old@contoso.example>: Date Format is yyyy, wanted yyyy
    changed-outside: API user Old Test <old@contoso.example>: Email Address is other@contoso.example, wanted other@contoso.example; set psa@contoso.example on 01
    changed-outside: API user Old Test <old@contoso.example>: First Name is Other, wanted Other; set Tasky on 01
    changed-outside: API user Old Test <old@contoso.example>: Active is off, wanted on; set on on 01
    changed-outside: API user Old Test <old@contoso.example>: Last Name is Other, wanted Other; set Test on 01
    changed-outside: API user Old Test <old@contoso.example>: Primary Internal Location is location 3, wanted location 3; set Head office on 01
    changed-outside: API user Old Test <old@contoso.example>: Locked is off, wanted on; set on on 01
    manifest-changed: API user Old Test <old@contoso.example>: Middle Name is Middle, wanted Middle; set Middle on 01
    changed-outside: API user Old Test <old@contoso.example>: Security Level is "Helpdesk Lead", wanted "Helpdesk Lead"; set "API User (system)" on 01
    changed-outside: API user Old Test <old@contoso.example>: Resource can view items with no assigned Line of Business is off, wanted on; set on on 01
    out of sight: what only the form of API user Old Test <old@contoso.example> shows: 3 since 01
    "#);
}

#[test]
fn fields_are_held_against_the_last_update_and_retiring_is_one() {
    let world = World::new(None);
    let update = |from| {
        let fields = BTreeMap::from([(Field::IsActive, flag(from))]);
        update_fields(Channel::Rest, fields)
    };
    let retire = || {
        let user = ApiUserRef::Existing(crate::fake::tess());
        let Change::UpdateApiUser { user: old, .. } = update(true).change else {
            panic!("an update");
        };
        let change = Change::RetireApiUser {
            handle: handle("old"),
            user: old,
            successor: user,
            credentials: attune_model::CredentialSink::File("tasky.json".into()),
        };
        step("api-user/old/retire", change, Channel::Rest)
    };
    let mut ledger = carried_out(1, &update(false), Vec::new()).to_vec();
    insta::assert_snapshot!(found(&world, &ledger, vec![update(true)]), @"manifest-changed: API user Old Test <old@contoso.example>: Active is on, wanted off; set on on 01");
    ledger.extend(carried_out(2, &retire(), Vec::new()));
    insta::assert_snapshot!(found(&world, &ledger, vec![update(true), retire()]), @"
    changed-outside: API user Old Test <old@contoso.example>: Active is on, wanted off; set off on 02
    changed-outside: API user Old Test <old@contoso.example>: Active is on, wanted off; set off on 02
    ");
}

#[test]
fn boxes_of_protected_data_are_a_value_of_the_user() {
    let world = World::new(None);
    let boxes = |before: Option<&[ProtectedData]>| {
        let before = before.map(|boxes| boxes.iter().copied().collect());
        let mut step = boxes_step(before);
        if let Change::SetProtectedData { user, .. } = &mut step.change {
            *user = ApiUserRef::Existing(attune_model::Person {
                id: USER,
                name: "Old Test".to_owned(),
                email: "old@contoso.example".to_owned(),
            });
        }
        step
    };
    insta::assert_snapshot!(found(&world, &[], vec![boxes_step(None)]), @"manifest-changed: API user Tasky Test <psa@contoso.example>: Protected Data Permission is unknown, wanted View Protected Data");
    insta::assert_snapshot!(found(&world, &[], vec![boxes(None)]), @"manifest-changed: API user Old Test <old@contoso.example>: Protected Data Permission is unknown, wanted View Protected Data");
    let fact = Fact::ProtectedData {
        handle: handle("old"),
        id: USER,
        boxes: BTreeSet::from([ProtectedData::EditProtected, ProtectedData::ViewProtected]),
    };
    let ledger = carried_out(1, &boxes(None), vec![fact]);
    let wanted = vec![
        boxes(Some(&[])),
        boxes(Some(&[ProtectedData::EditProtected])),
    ];
    insta::assert_snapshot!(found(&world, &ledger, wanted), @"
    changed-outside: API user Old Test <old@contoso.example>: Protected Data Permission is no box, wanted View Protected Data; set Edit Protected Data, View Protected Data on 01
    changed-outside: API user Old Test <old@contoso.example>: Protected Data Permission is Edit Protected Data, wanted View Protected Data; set Edit Protected Data, View Protected Data on 01
    out of sight: what only the form of API user Old Test <old@contoso.example> shows: 1 since 01
    ");
}

#[test]
fn what_only_replaces_adopts_or_shows_is_no_difference() {
    let world = World::new(None);
    let steps = vec![
        rotate_step(),
        adopt_level_step("Helpdesk Lead"),
        check_step(),
    ];
    assert_eq!(found(&world, &[], steps), "");
}

#[test]
fn a_step_of_an_earlier_version_counts_by_its_facts_alone() {
    let world = World::new(None);
    let Step { id, .. } = assign_step(Channel::Operator);
    let begun = Event::Begun {
        step: id.clone(),
        change: BegunChange::Earlier(serde_json::json!({"kind": "assign-level"})),
        known: Known::default(),
    };
    let [_, done] = carried_out(1, &assign_step(Channel::Operator), Vec::new());
    let ledger = [entry(day(1), begun), done];
    insta::assert_snapshot!(found(&world, &ledger, vec![assign_step(Channel::Operator)]), @r#"manifest-changed: Tess Test <tess@contoso.example>: Security Level is "Helpdesk Lead", wanted "API User (system)""#);
}

#[test]
fn a_difference_is_at_the_first_place_that_its_step_comes_from() {
    let world = World::new(None);
    let nothing = Captures::default();
    let observed = world.observe(&[], &nothing);
    let step = assign_step(Channel::Operator);
    let places = ["people.b", "people.a"].map(|place| Place(place.to_owned()));
    let origins = BTreeMap::from([(step.id.clone(), BTreeSet::from(places))]);
    let found = drift(&plan(vec![step]), &origins, &observed, &[], &nothing);
    let place = found.differences[0].place.as_ref();
    assert_eq!(place.map(ToString::to_string).as_deref(), Some("people.a"));
    assert_eq!(found.tenant, handle("contoso"));
}

#[test]
fn names_that_cannot_be_read_are_numbers() {
    let world = World::new(None);
    let nothing = Captures::default();
    let ledger = carried_out(1, &assign_step(Channel::Operator), Vec::new());
    let mut observed = world.observe(&ledger, &nothing);
    observed.levels = Reading::Failed(attune_model::Unread::Failed("no answer".to_owned()));
    observed.fields = Reading::Failed(attune_model::Unread::Failed("no answer".to_owned()));
    let number = FieldChange {
        before: FieldState::Known(FieldValue::Number(3)),
        after: FieldValue::Number(4),
    };
    let fields = BTreeMap::from([(Field::LocationId, number)]);
    let steps = vec![
        assign_step(Channel::Operator),
        update_fields(Channel::Rest, fields),
    ];
    let found = drift(&plan(steps), &BTreeMap::new(), &observed, &ledger, &nothing);
    insta::assert_snapshot!(said(&found), @r#"
    changed-outside: Tess Test <tess@contoso.example>: Security Level is level 52, wanted "API User (system)"; set level 24 on 01
    manifest-changed: API user Old Test <old@contoso.example>: Primary Internal Location is location 3, wanted location 4
    "#);
}
