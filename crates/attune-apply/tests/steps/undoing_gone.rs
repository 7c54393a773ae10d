//! What is not taken back, because it is not as the run left it, and what is said of that.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ledger::{BegunChange, Entry, Event, Fact};
use attune_apply::{Captures, undo};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserRef, CellState, Change, Channel, CredentialSink, Field, FieldChange, FieldState,
    FieldValue, LevelId, LevelName, LevelRef, Observed, Person, Reading, ResourceId, Step, StepId,
};

use crate::drifting::{carried_out, level_fact, user_fact};
use crate::fake::{
    BASE, CUSTOM, TESS, USER, World, adopt_api_user_step, adopt_level_step, assign_step,
    boxes_step, copy_step, create_step, edit_step, handle, rotate_step, step, update_fields,
    update_step,
};
use crate::undoing::lines;

const COPY: LevelId = LevelId(70);
const MADE: ResourceId = ResourceId(301);

/// What is said of a run that carried these steps out, where the tenant is as `change` makes it.
fn left(steps: &[(Step, Vec<Fact>)], change: impl FnOnce(&mut Observed)) -> String {
    let entries = steps.iter();
    let entries = entries.flat_map(|(step, facts)| carried_out(1, step, facts.clone()));
    said(&entries.collect::<Vec<_>>(), change)
}

fn said(entries: &[Entry], change: impl FnOnce(&mut Observed)) -> String {
    let mut observed = World::new(None).observe(entries, &Captures::default());
    change(&mut observed);
    lines(&undo(entries, None, &observed).unwrap())
}

fn old() -> Person {
    Person {
        id: USER,
        name: "Old Test".to_owned(),
        email: "old@contoso.example".to_owned(),
    }
}

fn retire_step() -> Step {
    let change = Change::RetireApiUser {
        handle: handle("old"),
        user: old(),
        successor: ApiUserRef::Existing(old()),
        credentials: CredentialSink::File("tasky.json".into()),
    };
    step("api-user/old/retire", change, Channel::Rest)
}

fn boxes_of_old(before: Option<BTreeSet<ProtectedData>>) -> Step {
    let mut step = boxes_step(before);
    if let Change::SetProtectedData {
        handle: of, user, ..
    } = &mut step.change
    {
        *of = handle("old");
        *user = ApiUserRef::Existing(old());
    }
    step
}

fn boxes_fact(boxes: &[ProtectedData]) -> Fact {
    Fact::ProtectedData {
        handle: handle("old"),
        id: USER,
        boxes: boxes.iter().copied().collect(),
    }
}

/// The block `old` stands for the API user of the tenant.
fn ours() -> Fact {
    Fact::ApiUser {
        handle: handle("old"),
        id: USER,
        tracking: None,
        fields: BTreeMap::new(),
    }
}

fn levels(observed: &mut Observed) -> &mut BTreeMap<LevelId, attune_model::ObservedLevel> {
    match &mut observed.levels {
        Reading::Read(levels) => levels,
        Reading::Failed(_) => panic!("the levels were read"),
    }
}

fn resources(observed: &mut Observed) -> &mut BTreeMap<ResourceId, attune_model::Resource> {
    match &mut observed.resources {
        Reading::Read(resources) => resources,
        Reading::Failed(_) => panic!("the resources were read"),
    }
}

#[test]
fn what_rest_does_not_list_any_more_is_left() {
    let steps = [
        (copy_step(), vec![level_fact(COPY)]),
        (edit_step(CellState::Unknown), Vec::new()),
        (create_step(), vec![user_fact(MADE)]),
        (update_step(Channel::Operator), Vec::new()),
        (retire_step(), Vec::new()),
        (assign_step(Channel::Operator), Vec::new()),
        (boxes_of_old(None), Vec::new()),
    ];
    let nothing = |observed: &mut Observed| {
        levels(observed).clear();
        resources(observed).clear();
    };
    insta::assert_snapshot!(left(&steps, nothing), @r#"
    - the protected data permission of Old Test <old@contoso.example>: REST does not list them any more
    - Tess Test <tess@contoso.example>: REST does not list them any more
    - API user Old Test <old@contoso.example>: REST does not list it any more
    - API user Old Test <old@contoso.example>: REST does not list it any more
    - API user Tasky Test <psa@contoso.example>: REST does not list it any more
    - level "Helpdesk Lead": REST does not list it any more
    - level "Tasky API": REST does not list it any more
    "#);
}

#[test]
fn what_somebody_took_away_since_needs_no_taking_back() {
    let steps = [
        (copy_step(), vec![level_fact(COPY)]),
        (create_step(), vec![user_fact(MADE)]),
        (retire_step(), Vec::new()),
    ];
    let inactive = |observed: &mut Observed| {
        let mut copy = levels(observed)[&CUSTOM].clone();
        copy.name = LevelName::new("Tasky API");
        copy.active = false;
        levels(observed).insert(COPY, copy);
        let mut made = resources(observed)[&USER].clone();
        made.active = false;
        resources(observed).insert(MADE, made);
    };
    insta::assert_snapshot!(left(&steps, inactive), @r#"
    - API user Old Test <old@contoso.example>: left as it is, somebody made it active since
    - API user Old Test <old@contoso.example>: it stays, inactive as it is
    - level "Tasky API": it stays, inactive as it is
    "#);
}

#[test]
fn a_copy_that_was_renamed_since_is_somebodys() {
    let steps = [(copy_step(), vec![level_fact(COPY)])];
    let renamed = |observed: &mut Observed| {
        let copy = levels(observed)[&CUSTOM].clone();
        levels(observed).insert(COPY, copy);
    };
    insta::assert_snapshot!(left(&steps, renamed), @r#"- level "Tasky API": left as it is, somebody named it "Helpdesk Lead" since"#);
}

#[test]
fn a_person_goes_back_only_from_where_the_run_put_them_to_what_is_active() {
    let moved = [(assign_step(Channel::Operator), Vec::new())];
    insta::assert_snapshot!(left(&moved, |_| {}), @r#"- Tess Test <tess@contoso.example>: left as they are, somebody gave them another level than "API User (system)" since"#);
    let into_inactive = |observed: &mut Observed| {
        resources(observed).get_mut(&TESS).unwrap().level = BASE;
        levels(observed).get_mut(&CUSTOM).unwrap().active = false;
    };
    insta::assert_snapshot!(left(&moved, into_inactive), @r#"- Tess Test <tess@contoso.example>: left at "API User (system)", since "Helpdesk Lead" is not active any more"#);
    let mut unknown = assign_step(Channel::Operator);
    if let Change::AssignLevel { after, .. } = &mut unknown.change {
        *after = LevelRef::Planned {
            step: StepId("level/never".to_owned()),
            name: LevelName::new("Never made"),
        };
    }
    insta::assert_snapshot!(left(&[(unknown, Vec::new())], |_| {}), @"- Tess Test <tess@contoso.example>: left as they are, the ledger does not tell which levels were meant");
}

#[test]
fn a_value_that_nobody_knew_stays() {
    let unknown = |after| FieldChange {
        before: FieldState::Unknown,
        after,
    };
    let fields = [(Field::IsActive, unknown(FieldValue::Flag(true)))];
    let mut level = edit_step(CellState::Unknown);
    if let Change::EditLevel { active, .. } = &mut level.change {
        *active = Some(unknown(FieldValue::Flag(true)));
    }
    let steps = [
        (update_fields(Channel::Rest, fields.into()), vec![ours()]),
        (level, Vec::new()),
        (
            boxes_of_old(None),
            vec![boxes_fact(&[ProtectedData::ViewProtected])],
        ),
    ];
    insta::assert_snapshot!(left(&steps, |_| {}), @r#"
    - the protected data permission of Old Test <old@contoso.example>: nobody knew its value before the run, so it stays as it is
    - API user Old Test <old@contoso.example>, "Active": nobody knew its value before the run, so it stays as it is
    - level "Helpdesk Lead", "Active": nobody knew its value before the run, so it stays as it is
    - level "Helpdesk Lead", webServicesApi.allowImpersonation: nobody knew its value before the run, so it stays as it is
    "#);
}

#[test]
fn a_location_goes_back_to_another_one_and_not_to_none() {
    let moved = |from| {
        let change = FieldChange {
            before: FieldState::Known(from),
            after: FieldValue::Number(3),
        };
        let fields = [(Field::LocationId, change)];
        let steps = [(update_fields(Channel::Rest, fields.into()), vec![ours()])];
        left(&steps, |observed| {
            resources(observed).get_mut(&USER).unwrap().location = Some(3);
        })
    };
    insta::assert_snapshot!(moved(FieldValue::Number(1)), @"undo/api-user/old/fields (operator, rest-fact): update API user Old Test <old@contoso.example>");
    insta::assert_snapshot!(moved(FieldValue::Text(String::new())), @r#"- API user Old Test <old@contoso.example>, "Primary Internal Location": left as it is, since the list has no empty entry to go back to"#);
}

#[test]
fn a_text_that_was_empty_is_emptied_again() {
    let middle = FieldChange {
        before: FieldState::Known(FieldValue::Text(String::new())),
        after: FieldValue::Text("M".to_owned()),
    };
    let fields = [(Field::MiddleName, middle)];
    let steps = [(update_fields(Channel::Rest, fields.into()), vec![ours()])];
    let named = |observed: &mut Observed| {
        let texts = &mut resources(observed).get_mut(&USER).unwrap().texts;
        texts.insert(Field::MiddleName, "M".to_owned());
    };
    insta::assert_snapshot!(left(&steps, named), @"undo/api-user/old/fields (operator, rest-fact): update API user Old Test <old@contoso.example>");
}

#[test]
fn a_value_that_was_the_same_before_has_nothing_to_go_back_to() {
    let same = FieldChange {
        before: FieldState::Known(FieldValue::Flag(true)),
        after: FieldValue::Flag(true),
    };
    let mut level = edit_step(CellState::Unknown);
    if let Change::EditLevel { active, cells, .. } = &mut level.change {
        *active = Some(same.clone());
        cells.clear();
    }
    let fields = BTreeMap::from([(Field::IsActive, same)]);
    let steps = [
        (update_fields(Channel::Rest, fields), vec![ours()]),
        (level, Vec::new()),
    ];
    assert_eq!(left(&steps, |_| {}), "");
}

#[test]
fn boxes_that_somebody_ticked_since_are_theirs() {
    let before = Some(BTreeSet::new());
    let as_set = vec![boxes_fact(&[ProtectedData::ViewProtected])];
    let steps = [
        (adopt_api_user_step(), vec![ours()]),
        (boxes_of_old(before), as_set),
    ];
    insta::assert_snapshot!(left(&steps, |_| {}), @"
    undo/api-user/tasky/protected-data (operator, console-reread): set the protected data permission of API user Old Test <old@contoso.example>
    - adopt API user Old Test <old@contoso.example> as old: it stays known to the ledger; nothing in Autotask changed
    ");
    let ticked = |observed: &mut Observed| {
        let users = &mut observed.remembered.api_users;
        let user = users.get_mut(&handle("old")).unwrap();
        user.protected_data = Some(ProtectedData::ALL.into());
    };
    insta::assert_snapshot!(left(&steps, ticked), @"
    - the protected data permission of Old Test <old@contoso.example>: left as it is, somebody changed it since
    - adopt API user Old Test <old@contoso.example> as old: it stays known to the ledger; nothing in Autotask changed
    ");
}

#[test]
fn what_stays_by_nature_is_said() {
    let steps = [
        (adopt_level_step("Helpdesk Lead"), Vec::new()),
        (adopt_api_user_step(), Vec::new()),
        (rotate_step(), Vec::new()),
    ];
    insta::assert_snapshot!(left(&steps, |_| {}), @r#"
    - replace the secret of API user Old Test <old@contoso.example>: the secret before it opens nothing any more, and the new one stays
    - adopt API user Old Test <old@contoso.example> as old: it stays known to the ledger; nothing in Autotask changed
    - adopt security level "Helpdesk Lead" as lead: it stays known to the ledger; nothing in Autotask changed
    "#);
}

#[test]
fn an_api_user_in_whose_place_another_one_is_stays_as_it_is() {
    let steps = [
        (create_step(), vec![user_fact(MADE)]),
        (update_step(Channel::Operator), Vec::new()),
    ];
    let another = |observed: &mut Observed| {
        let made = resources(observed)[&USER].clone();
        resources(observed).insert(MADE, made);
        resources(observed).get_mut(&USER).unwrap().active = false;
        let users = &mut observed.remembered.api_users;
        users.get_mut(&handle("tasky")).unwrap().id = ResourceId(302);
    };
    insta::assert_snapshot!(left(&steps, another), @"
    - API user Old Test <old@contoso.example>: left as it is, another one takes its place
    - API user Old Test <old@contoso.example>: left as it is, another one stands for tasky since
    ");
}

#[test]
fn a_step_that_was_begun_twice_goes_back_to_what_was_there_at_first() {
    let edit = edit_step(CellState::Unknown);
    let [mut first, done] = carried_out(1, &edit, Vec::new());
    let [mut second, _] = carried_out(1, &edit, Vec::new());
    let cell = attune_model::CellId::new(crate::fake::CELL);
    for (entry, value) in [(&mut first, false), (&mut second, true)] {
        if let Event::Begun { known, .. } = &mut entry.event {
            let value = attune_model::CellValue::Flag(value);
            known.cells.insert(cell.clone(), value);
        }
    }
    let set = Fact::Cells {
        level: CUSTOM,
        proof: attune_model::Proof::ConsoleReread,
        cells: BTreeMap::from([(cell, attune_model::CellValue::Flag(true))]),
    };
    let mut done = done;
    if let Event::Done { facts, .. } = &mut done.event {
        facts.push(set);
    }
    insta::assert_snapshot!(said(&[first, second, done], |_| {}), @r#"undo/edit/52 (operator, console-reread): edit security level "Helpdesk Lead""#);
}

#[test]
fn a_change_of_an_earlier_version_is_not_understood() {
    let [mut begun, done] = carried_out(1, &edit_step(CellState::Unknown), Vec::new());
    if let Event::Begun { change, .. } = &mut begun.event {
        *change = BegunChange::Earlier(serde_json::json!({"kind": "edit-level"}));
    }
    let entries = [begun, done];
    let observed = World::new(None).observe(&entries, &Captures::default());
    assert!(undo(&entries, None, &observed).is_err());
    let undo = undo(&entries, Some("run"), &observed).unwrap();
    assert_eq!(lines(&undo), "");
}
