//! Plans with names that are meant to do harm.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Change, Channel, Handle, LevelId, LevelName, LevelRef, Note, Person, Plan, Proof, Reason,
    ResourceId, Step, StepId,
};
use attune_report::Report;

/// A name that tries everything at once.
pub(crate) const HOSTILE: &str = "</td></details>|`x`<img src=x onerror=alert(1)><!-- [a](javascript:b) @ops #1 **b** https://e.example\u{1b}[2J\u{202e}\nnew # line";

/// Moves these people between levels, after one of their levels is edited.
pub(crate) fn plan_of(people: &[String]) -> Plan {
    let level = |id: i64, name: &str| LevelRef::Existing {
        id: LevelId(id),
        name: LevelName::new(name),
    };
    let person = |(id, name): (i64, &String)| Person {
        id: ResourceId(id),
        name: name.clone(),
        email: format!("{id}@contoso.example"),
    };
    let holders: Vec<Person> = (1..).zip(people).map(person).collect();
    let moves = holders.iter().map(|person| Change::AssignLevel {
        person: person.clone(),
        before: level(1, HOSTILE),
        after: level(2, "New"),
    });
    let edit = Change::EditLevel {
        handle: None,
        level: level(3, "Helpdesk"),
        rename: Some(LevelName::new("Service")),
        active: None,
        cells: BTreeMap::new(),
        holders: holders.clone(),
    };
    Plan {
        tenant: Handle::parse("contoso").unwrap(),
        database: 1,
        steps: std::iter::once(edit)
            .chain(moves)
            .enumerate()
            .map(|(index, change)| Step {
                id: StepId(index.to_string()),
                change,
                reason: Reason::ImpersonationRule,
                channel: Channel::Operator,
                proof: Proof::RestFact,
                risks: Vec::new(),
                needs: BTreeSet::new(),
            })
            .collect(),
        problems: Vec::new(),
        refused: Vec::new(),
        notes: vec![Note::Unmanaged(HOSTILE.to_owned())],
    }
}

/// The plan alone.
pub(crate) fn report(plan: &Plan) -> Report<'_> {
    Report {
        tenant: "contoso",
        plan: Some(plan),
        ..Report::default()
    }
}
