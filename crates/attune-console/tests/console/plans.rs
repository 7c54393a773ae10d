//! Plans to make checklists of.

use attune_console::{Runbook, Wording};
use attune_model::catalogue::Terms;
use attune_model::{
    ApiUserForm, CellChange, CellState, CellValue, Handle, LevelId, LevelName, LevelRef, Person,
    Plan, ResourceId, Source, Step, StepId, Tracking,
};

pub(crate) use crate::support::{plan, step};

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

pub(crate) fn id(text: &str) -> StepId {
    StepId(text.to_owned())
}

/// The words of the official help.
pub(crate) fn wording() -> Wording {
    Wording::new(Terms::default(), "en").unwrap()
}

/// The steps as Markdown.
pub(crate) fn checklist(plan: &Plan, pending: &[StepId]) -> String {
    Runbook::of(plan, pending, &wording()).markdown()
}

/// What the checklist says of a single step, without the head that all have.
pub(crate) fn entry(step: Step) -> String {
    let name = step.id.clone();
    let text = checklist(&plan(vec![step]), &[name]);
    text[text.find("- [ ]").unwrap()..].to_owned()
}

pub(crate) fn level(id: i64, name: &str) -> LevelRef {
    LevelRef::Existing {
        id: LevelId(id),
        name: LevelName::new(name),
    }
}

pub(crate) fn unknown(after: CellValue) -> CellChange {
    CellChange {
        before: CellState::Unknown,
        after,
    }
}

pub(crate) fn seen(before: CellValue, after: CellValue) -> CellChange {
    CellChange {
        before: CellState::Known {
            value: before,
            source: Source::Console,
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
        },
        after,
    }
}

pub(crate) fn ada() -> Person {
    Person {
        id: ResourceId(30),
        name: "Ada | <b>Lovelace</b>".to_owned(),
        email: "ada_l@contoso.example".to_owned(),
    }
}

pub(crate) fn form() -> ApiUserForm {
    ApiUserForm {
        first_name: "Tasky".to_owned(),
        middle_name: None,
        last_name: "Integration".to_owned(),
        email: "psa@contoso.example".to_owned(),
        email_type: None,
        active: true,
        locked: None,
        level: level(60, "Tasky API"),
        date_format: None,
        time_format: None,
        number_format: None,
        primary_internal_location: None,
        key: None,
        tracking: Tracking::Vendor("Tallman.io - Tasky".to_owned()),
        lines_of_business: None,
        views_unassigned: None,
    }
}

/// The rows of the table in an entry.
pub(crate) fn table(step: Step) -> String {
    let text = entry(step);
    let rows = text.lines().filter_map(|line| line.strip_prefix("  | "));
    rows.collect::<Vec<_>>().join("\n")
}
