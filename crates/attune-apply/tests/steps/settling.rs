//! What is left of a plan after a run, with numbers in place of what its steps made.

use std::collections::BTreeMap;

use attune_apply::ledger::{Entry, Event, Fact};
use attune_apply::{remaining, settled};
use attune_model::{
    ApiUserRef, ApplyReport, Change, Channel, LevelId, LevelName, LevelRef, Outcome, Plan, Proof,
    ResourceId, Step, StepId, StepResult,
};

use crate::fake::{
    BASE, assign_step, boxes_step, copy_step, create_step, edit_step, handle, plan, rotate_step,
    step, update_step,
};
use crate::seen::{day, entry};

fn id(text: &str) -> StepId {
    StepId(text.to_owned())
}

fn done(step: &str, facts: Vec<Fact>) -> Entry {
    let event = Event::Done {
        step: id(step),
        proof: Proof::ConsoleReread,
        evidence: String::new(),
        facts,
    };
    entry(day(1), event)
}

/// What the ledger says that was made: levels 70 and 71, API user 301.
fn ledger() -> Vec<Entry> {
    let level = Fact::Level {
        handle: handle("tasky-api"),
        id: LevelId(70),
        copy_of: None,
    };
    let copy = Fact::Copy {
        base: BASE,
        id: LevelId(71),
    };
    let user = Fact::ApiUser {
        handle: handle("tasky"),
        id: ResourceId(301),
        tracking: None,
        fields: BTreeMap::new(),
    };
    let draft = Fact::Drafted {
        key: "key".to_owned(),
    };
    vec![
        done("level/tasky-api", vec![draft.clone(), level]),
        done("copy/24", vec![copy]),
        done("api-user/tasky", vec![draft, user]),
        entry(day(1), Event::Waiting { step: id("later") }),
    ]
}

fn planned(step: &str, name: &str) -> LevelRef {
    LevelRef::Planned {
        step: id(step),
        name: LevelName::new(name),
    }
}

/// One step for every place that can mean what another step makes.
fn steps() -> Vec<Step> {
    let mut copy = copy_step();
    if let Change::CopyLevel { base, .. } = &mut copy.change {
        *base = planned("level/tasky-api", "Tasky API");
    }
    let mut edit = edit_step(attune_model::CellState::Unknown);
    if let Change::EditLevel { level, .. } = &mut edit.change {
        *level = planned("copy/24", "API User (with Impersonation)");
    }
    let mut create = create_step();
    if let Change::CreateApiUser { form, .. } = &mut create.change {
        form.level = planned("level/tasky-api", "Tasky API");
    }
    let mut assign = assign_step(Channel::Rest);
    if let Change::AssignLevel { before, after, .. } = &mut assign.change {
        *before = planned("copy/24", "API User (with Impersonation)");
        *after = planned("level/other", "Not made");
    }
    let Change::UpdateApiUser { user, .. } = update_step(Channel::Rest).change else {
        panic!("an update");
    };
    let Change::SetProtectedData {
        user: successor, ..
    } = boxes_step(None).change
    else {
        panic!("boxes");
    };
    let retire = Change::RetireApiUser {
        handle: handle("tasky"),
        user,
        successor,
        credentials: attune_model::CredentialSink::File("tasky.json".into()),
    };
    vec![
        copy,
        edit,
        create,
        assign,
        boxes_step(None),
        step("api-user/tasky/retire", retire, Channel::Rest),
        rotate_step(),
    ]
}

fn level(reference: &LevelRef) -> String {
    match reference {
        LevelRef::Existing { id, name } => format!("\"{name}\" is {id}"),
        LevelRef::Planned { step, name } => format!("\"{name}\" by {step}"),
    }
}

fn user(reference: &ApiUserRef) -> String {
    match reference {
        ApiUserRef::Existing(person) => format!("{person} is {}", person.id),
        ApiUserRef::Planned { step, .. } => format!("by {step}"),
    }
}

/// What the steps refer to, one a line.
fn references(plan: &Plan) -> String {
    let lines = plan.steps.iter().map(|step| match &step.change {
        Change::CopyLevel { base, .. } => format!("copy {}", level(base)),
        Change::EditLevel { level: edited, .. } => format!("edit {}", level(edited)),
        Change::CreateApiUser { form, .. } => format!("create with {}", level(&form.level)),
        Change::RetireApiUser { successor, .. } => format!("retire for {}", user(successor)),
        Change::SetProtectedData { user: of, .. } => format!("boxes of {}", user(of)),
        Change::AssignLevel { before, after, .. } => {
            format!("move from {} to {}", level(before), level(after))
        }
        Change::UpdateApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => "nothing".to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_was_made_stands_by_number_and_what_was_not_stays_a_reference() {
    insta::assert_snapshot!(references(&settled(&plan(steps()), &ledger())), @r#"
    copy "Tasky API" is 70
    edit "API User (with Impersonation)" is 71
    create with "Tasky API" is 70
    move from "API User (with Impersonation)" is 71 to "Not made" by level/other
    boxes of Tasky Test <psa@contoso.example> is 301
    retire for Tasky Test <psa@contoso.example> is 301
    nothing
    "#);
    let untouched = plan(steps());
    assert_eq!(settled(&untouched, &[]), untouched);
}

#[test]
fn what_is_left_waits_for_nothing_that_is_done() {
    let mut boxes = boxes_step(None);
    boxes.needs.insert(id("level/tasky-api"));
    let whole = plan(vec![copy_step(), create_step(), boxes]);
    let outcomes = [
        Outcome::Done {
            proof: Proof::RestFact,
            evidence: String::new(),
            at: day(1),
        },
        Outcome::Pending {
            why: "by hand".to_owned(),
        },
        Outcome::Skipped {
            because: id("api-user/tasky"),
        },
    ];
    let results = whole.steps.iter().zip(outcomes).map(|(step, outcome)| {
        let step = step.id.clone();
        StepResult {
            title: String::new(),
            step,
            outcome,
        }
    });
    let report = ApplyReport {
        tenant: handle("contoso"),
        results: results.collect(),
    };
    let rest = remaining(&whole, &report);
    let left = rest.steps.iter().map(|step| {
        let needs: Vec<&str> = step.needs.iter().map(|need| need.0.as_str()).collect();
        format!("{} after {}", step.id, needs.join(", "))
    });
    assert_eq!(
        left.collect::<Vec<_>>(),
        [
            "api-user/tasky after ",
            "api-user/tasky/protected-data after api-user/tasky"
        ]
    );
}
