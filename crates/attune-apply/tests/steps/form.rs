//! API users with all fields of their form, and their boxes for protected data.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    Change, Channel, Field, FieldChange, FieldState, FieldValue, Outcome, Proof, RememberedApiUser,
    ResourceId, Tracking,
};

use crate::fake::{
    Fault, USER, World, boxes_step, create_step, create_whole_step, handle, update_fields, vendor,
};

#[track_caller]
fn proof(outcome: &Outcome) -> Proof {
    match outcome {
        Outcome::Done { proof, .. } => *proof,
        Outcome::Failed { .. } | Outcome::Pending { .. } | Outcome::Skipped { .. } => {
            panic!("it was not done: {outcome:?}")
        }
    }
}

#[track_caller]
fn why(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Failed { why } => why,
        Outcome::Done { .. } | Outcome::Pending { .. } | Outcome::Skipped { .. } => {
            panic!("it did not fail: {outcome:?}")
        }
    }
}

fn list(entry: &str) -> FieldValue {
    FieldValue::List(BTreeSet::from([entry.to_owned()]))
}

#[test]
fn a_whole_form_is_saved_seen_and_remembered() {
    let world = World::new(None);
    let outcomes = world.apply("run", vec![create_whole_step(), boxes_step(None)]);
    let proofs: Vec<Proof> = outcomes.iter().map(proof).collect();
    assert_eq!(proofs, [Proof::ConsoleReread, Proof::ConsoleReread]);
    assert_eq!(world.state.borrow().writes, ["draft", "save user", "boxes"]);
    let new = ResourceId(USER.0 + 1);
    assert_eq!(world.state.borrow().resources[&new].user_name, "typed");
    assert_eq!(
        world.memory().remembered.api_users[&handle("tasky")],
        RememberedApiUser {
            id: new,
            tracking: Some(vendor()),
            delivered: Some("1970-01-01".parse().unwrap()),
            fields: BTreeMap::from([
                (Field::LinesOfBusiness, list("Managed")),
                (Field::ViewsUnassigned, FieldValue::Flag(true)),
            ]),
            protected_data: Some(BTreeSet::from([ProtectedData::ViewProtected])),
        }
    );
    assert_eq!(
        world.state.borrow().protected_data[&new],
        BTreeSet::from([ProtectedData::ViewProtected, ProtectedData::ViewUnprotected]),
        "ticking a box ticks those that it implies"
    );
}

#[test]
fn an_internal_location_is_chosen_by_its_name() {
    let world = World::new(None);
    world.state.borrow_mut().locations = [
        (1, "Head office".to_owned()),
        (2, "Branch".to_owned()),
        (3, "Depot".to_owned()),
    ]
    .into();
    let mut create = create_step();
    if let Change::CreateApiUser { form, .. } = &mut create.change {
        form.primary_internal_location = Some("Branch".to_owned());
    }
    proof(&world.apply("run", vec![create.clone()])[0]);
    let new = ResourceId(USER.0 + 1);
    assert_eq!(world.state.borrow().resources[&new].location, Some(2));

    // What is saved otherwise is mended, by number.
    let location = |id| {
        let mut state = world.state.borrow_mut();
        state.resources.get_mut(&new).unwrap().location = id;
    };
    location(Some(3));
    proof(&world.apply("again", vec![create])[0]);
    assert_eq!(world.state.borrow().resources[&new].location, Some(2));
}

#[test]
fn what_a_save_dropped_is_said_and_mended_at_the_next_run() {
    let world = World::new(None);
    world.state.borrow_mut().dropped = Some(Field::LinesOfBusiness);
    let first = world.apply("first", vec![create_whole_step()]);
    assert_eq!(
        why(&first[0]),
        "the new API user 202 is not as it was to be saved: Associated is empty, not Managed. Apply again"
    );
    proof(&world.apply("second", vec![create_whole_step()])[0]);
    assert_eq!(
        world.state.borrow().writes,
        ["draft", "save user", "update"]
    );
}

#[test]
fn a_wrong_tracking_identifier_is_never_taken_for_done() {
    let world = World::new(None);
    world.state.borrow_mut().tracking_is = Some(Tracking::Custom("Mine".to_owned()));
    let outcomes = world.apply("run", vec![create_whole_step()]);
    assert_eq!(
        why(&outcomes[0]),
        "the new API user 202 has the tracking identifier of Mine (custom), not of Vendor, which cannot be changed; \
         inactivate it, and describe another one"
    );
}

#[test]
fn a_locked_api_user_is_not_asked_to_sign_in() {
    let world = World::new(None);
    let mut step = create_step();
    if let Change::CreateApiUser { form, .. } = &mut step.change {
        form.locked = Some(true);
    }
    let outcomes = world.apply("run", vec![step]);
    let Outcome::Done { evidence, .. } = &outcomes[0] else {
        panic!("{outcomes:?}");
    };
    assert_eq!(
        evidence,
        "REST lists it as resource 202, locked; credentials are in the sink"
    );
}

#[test]
fn a_typed_key_that_somebody_has_is_not_tried() {
    let world = World::new(None);
    let mut step = create_step();
    if let Change::CreateApiUser { form, .. } = &mut step.change {
        form.key = Some("OLD".to_owned());
    }
    let outcomes = world.apply("run", vec![step]);
    assert_eq!(
        why(&outcomes[0]),
        "API user 201 has the key OLD already; keys are never used twice, not even those of inactive users"
    );
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn fields_of_the_form_alone_are_read_on_the_form() {
    let change = |before, after| FieldChange { before, after };
    let fields = BTreeMap::from([
        (
            Field::LinesOfBusiness,
            change(FieldState::Unknown, list("Managed")),
        ),
        (
            Field::IsActive,
            change(
                FieldState::Known(FieldValue::Flag(true)),
                FieldValue::Flag(false),
            ),
        ),
    ]);
    for fault in [None, Some(Fault::LostAfter("update"))] {
        let world = World::new(fault);
        let outcomes = world.apply(
            "run",
            vec![update_fields(Channel::Operator, fields.clone())],
        );
        assert_eq!(proof(&outcomes[0]), Proof::ConsoleReread);
        assert_eq!(world.state.borrow().writes, ["update"]);
        let memory = world.memory();
        let known = &memory.remembered.api_users[&handle("old")];
        assert_eq!(
            known.fields,
            BTreeMap::from([(Field::LinesOfBusiness, list("Managed"))])
        );
        assert_eq!((&known.tracking, known.delivered), (&Some(vendor()), None));
    }
}

#[test]
fn a_form_that_somebody_else_changed_is_not_overwritten() {
    let change = FieldChange {
        before: FieldState::Known(list("Other")),
        after: list("Managed"),
    };
    let fields = BTreeMap::from([(Field::LinesOfBusiness, change)]);
    let world = World::new(None);
    let outcomes = world.apply("run", vec![update_fields(Channel::Operator, fields)]);
    assert_eq!(
        why(&outcomes[0]),
        "Associated is empty, and the plan took it to be Other; plan again"
    );
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn boxes_are_judged_by_opening_the_page_again() {
    for (fault, first_is_done, writes) in [
        (Fault::LostAfter("boxes"), true, &["boxes"][..]),
        (Fault::LostBefore("boxes"), false, &["boxes", "boxes"]),
        (Fault::Ignored("boxes"), false, &["boxes", "boxes"]),
    ] {
        let world = World::new(Some(fault));
        let steps = || vec![create_step(), boxes_step(None)];
        let first = world.apply("first", steps());
        assert_eq!(
            matches!(first[1], Outcome::Done { .. }),
            first_is_done,
            "{first:?}"
        );
        if !first_is_done {
            assert_eq!(
                why(&first[1]),
                "after saving, the page shows otherwise: for Tasky Test <psa@contoso.example>, no box is ticked"
            );
            proof(&world.apply("second", steps())[1]);
        }
        let state = world.state.borrow();
        let boxes: Vec<&str> = state
            .writes
            .iter()
            .copied()
            .filter(|write| *write == "boxes")
            .collect();
        assert_eq!(boxes, writes, "{fault:?}");
    }
}

#[test]
fn boxes_that_moved_since_the_plan_are_left_alone() {
    let world = World::new(None);
    let before = Some(BTreeSet::from([ProtectedData::EditUnprotected]));
    let outcomes = world.apply("run", vec![create_step(), boxes_step(before)]);
    assert_eq!(
        why(&outcomes[1]),
        "for Tasky Test <psa@contoso.example>, no box is ticked, and the plan took it to be otherwise; plan again"
    );
}
