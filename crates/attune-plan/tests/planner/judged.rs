//! Plans of steps that were decided elsewhere.

use attune_model::{
    Change, LevelRef, Note, Policy, Reading, Reason, RiskKind, Step, StepId, Unread,
};
use attune_plan::judged;

use crate::world::*;

/// Moves the last administrator away, onto a level that a second step edits.
fn steps() -> Vec<Step> {
    let observed = observed();
    let Reading::Read(all) = &observed.resources else {
        panic!("the resources were read")
    };
    let reference = |id, name: &str| LevelRef::Existing {
        id,
        name: level_name(name),
    };
    let step = |id: &str, change, needs: &[&str]| Step {
        id: StepId(id.to_owned()),
        change,
        reason: Reason::Undone,
        channel: attune_model::Channel::Operator,
        proof: attune_model::Proof::RestFact,
        risks: Vec::new(),
        needs: needs.iter().map(|id| StepId((*id).to_owned())).collect(),
    };
    let ada = attune_model::Person {
        id: ADA,
        name: all[&ADA].full_name(),
        email: all[&ADA].email.clone(),
    };
    let moved = Change::AssignLevel {
        person: ada,
        before: reference(ADMINISTRATOR, "System Administrator (system)"),
        after: reference(HELPDESK, "Helpdesk Lead"),
    };
    let edited = Change::EditLevel {
        handle: None,
        level: reference(HELPDESK, "Helpdesk Lead"),
        rename: Some(level_name("Helpdesk")),
        active: None,
        cells: [].into(),
        holders: Vec::new(),
    };
    vec![
        step("undo/2", moved, &["undo/1"]),
        step("undo/1", edited, &[]),
    ]
}

#[test]
fn steps_are_put_in_order_and_judged_as_planned_ones_are() {
    let note = Note::Advice("One step cannot be undone.".to_owned());
    let judge =
        |policy: &Policy| judged(&desired(), &observed(), policy, steps(), vec![note.clone()]);
    let plan = judge(&Policy::default());
    assert_eq!(plan.steps[0].id.0, "undo/1");
    insta::assert_snapshot!(refused(&plan), @"lock-out: Ada Winter <ada@admin.example> is moved, and no other administrator stays as they are");
    assert_eq!(plan.notes, std::slice::from_ref(&note));
    assert!(!plan.is_part());
    let allow = [RiskKind::LockOut].into();
    assert!(
        judge(&Policy {
            allow,
            ..Policy::default()
        })
        .can_apply()
    );
}

#[test]
fn nothing_is_judged_without_a_whole_look_or_elsewhere() {
    let mut unread = observed();
    unread.levels = Reading::Failed(Unread::Failed("no answer".to_owned()));
    let mut elsewhere = observed();
    elsewhere.remembered.database = Some(2);
    for (observed, kind) in [(unread, "unreadable"), (elsewhere, "wrong-tenant")] {
        let plan = judged(
            &desired(),
            &observed,
            &Policy::default(),
            steps(),
            Vec::new(),
        );
        assert_eq!(plan.problems[0].kind.id(), kind);
        assert!(plan.steps.is_empty());
    }
}

#[test]
fn an_api_user_that_attune_replaced_comes_back_without_a_take_over() {
    let back = |observed: &attune_model::Observed| {
        let change = attune_model::FieldChange {
            before: attune_model::FieldState::Known(attune_model::FieldValue::Flag(false)),
            after: attune_model::FieldValue::Flag(true),
        };
        let mut step = steps().remove(0);
        step.needs.clear();
        step.change = Change::UpdateApiUser {
            handle: handle("tasky"),
            user: attune_model::Person {
                id: TASKY,
                name: "Tasky Integration".to_owned(),
                email: "psa@contoso.example".to_owned(),
            },
            fields: [(attune_model::Field::IsActive, change)].into(),
            tracking: None,
        };
        let plan = judged(
            &desired(),
            observed,
            &Policy::default(),
            vec![step],
            Vec::new(),
        );
        refused(&plan)
    };
    let mut observed = observed();
    assert_eq!(back(&observed), "");
    observed.remembered.api_users.clear();
    insta::assert_snapshot!(back(&observed), @"take-over: the API user Tasky Integration <psa@contoso.example> is there already, and attune did not make it");
    let replaced = &mut observed.remembered.replaced;
    replaced.insert(handle("tasky"), [TASKY].into());
    assert_eq!(back(&observed), "");
}
