//! A plan as text: what changes for whom, with risks where they arise.

use std::fmt::Write as _;

use attune_model::{
    CellChange, CellId, Change, CheckTask, Field, FieldChange, Note, Person, Plan, Reason, Step,
};
use std::collections::BTreeMap;

use super::cells::cell_table;
use super::summary::summary;
use crate::clean;

/// The whole plan. Problems are left to the caller, who knows the places in the manifest.
pub fn plan(plan: &Plan) -> String {
    let mut text = format!("Plan for {} (database {})\n", plan.tenant, plan.database);
    let mut was_line = false;
    for (index, step) in plan.steps.iter().enumerate() {
        let step = step_text(index + 1, step);
        let is_line = step.lines().count() == 1;
        if !(is_line && was_line) {
            text.push('\n');
        }
        text.push_str(&step);
        was_line = is_line;
    }
    if !plan.notes.is_empty() {
        text.push('\n');
    }
    for note in &plan.notes {
        let mark = match note {
            Note::Unmanaged(_) => "unmanaged",
            Note::AlsoAffected(_) => "also affected",
            Note::FromLedger(_) => "from the ledger",
            Note::Unseen(_) => "unseen",
        };
        let _ = writeln!(text, "({mark}) {}", clean(note.text()));
    }
    text.push('\n');
    text.push_str(&summary(plan));
    for risk in &plan.refused {
        let _ = writeln!(
            text,
            "Refused: {}. --allow {} would let it pass.",
            clean(&risk.what),
            risk.kind
        );
    }
    text
}

fn step_text(number: usize, step: &Step) -> String {
    let mut text = format!(
        "{number:>3}. {} {}  [{} -> {}]\n",
        symbol(&step.change),
        clean(&step.change.title()),
        step.channel,
        step.proof
    );
    // A move is one line: the copy that it moves to has said why.
    if !matches!(step.change, Change::AssignLevel { .. }) || !step.risks.is_empty() {
        let _ = writeln!(text, "       why: {}", reason(step.reason));
    }
    text.push_str(&details(&step.change));
    for risk in &step.risks {
        let _ = writeln!(text, "       ! {}: {}", risk.kind, clean(&risk.what));
    }
    text
}

/// `+` makes something, `~` changes something, `?` only shows something.
fn symbol(change: &Change) -> char {
    match change {
        Change::CopyLevel { .. } | Change::CreateApiUser { .. } => '+',
        Change::EditLevel { .. } | Change::UpdateApiUser { .. } | Change::AssignLevel { .. } => '~',
        Change::Check(_) => '?',
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Missing => "it is not there",
        Reason::Differs => "it differs from the manifest",
        Reason::Unknown => "its present value is unknown",
        Reason::SystemLevelCannotBeEdited => {
            "a system level cannot be edited, so a copy takes its place"
        }
        Reason::ImpersonationRule => "chosen people hold it",
        Reason::CheckIsDue => "something that it relies on changes, or it never passed",
    }
}

fn details(change: &Change) -> String {
    match change {
        Change::CopyLevel {
            handle: _,
            base: _,
            name: _,
            active: _,
            cells,
        } => table(cells),
        Change::EditLevel {
            handle: _,
            level: _,
            rename,
            active,
            cells,
            holders,
        } => {
            let mut text = String::new();
            if let Some(name) = rename {
                let _ = writeln!(text, "       name -> \"{}\"", clean(name.as_str()));
            }
            if let Some(FieldChange { before, after }) = active {
                let _ = writeln!(text, "       Active: {before} -> {after}");
            }
            text.push_str(&table(cells));
            if !holders.is_empty() {
                let _ = writeln!(text, "       held by: {}", names(holders));
            }
            text
        }
        Change::CreateApiUser {
            handle: _,
            form,
            credentials,
        } => {
            let attune_model::CredentialSink::File(path) = credentials;
            let mut text = format!(
                "       security level:     {}\n       integration vendor: {} (cannot be changed afterwards)\n",
                clean(form.level.name().as_str()),
                clean(&form.integration_vendor)
            );
            if let Some(location) = &form.primary_internal_location {
                let _ = writeln!(text, "       internal location:  {}", clean(location));
            }
            let _ = writeln!(
                text,
                "       key and secret to:  {}",
                clean(&path.display().to_string())
            );
            text
        }
        Change::UpdateApiUser {
            handle: _,
            user: _,
            fields,
            integration_vendor: _,
        } => field_lines(fields),
        Change::AssignLevel {
            person: _,
            before: _,
            after: _,
        } => String::new(),
        Change::Check(CheckTask {
            handle: _,
            api_user: _,
            credentials: _,
            acts_as: _,
            ticket,
            relies_on: _,
        }) => format!(
            "       creates a ticket (company {}) with an internal note, and reads back who wrote them\n",
            ticket.company_id
        ),
    }
}

fn table(cells: &BTreeMap<CellId, CellChange>) -> String {
    cell_table(cells)
        .lines()
        .map(|line| format!("       {line}\n"))
        .collect()
}

fn field_lines(fields: &BTreeMap<Field, FieldChange>) -> String {
    fields
        .iter()
        .map(|(field, FieldChange { before, after })| {
            format!(
                "       {}: {} -> {}\n",
                field.rest_name(),
                clean(&before.to_string()),
                clean(&after.to_string())
            )
        })
        .collect()
}

fn names(people: &[Person]) -> String {
    people
        .iter()
        .map(|person| clean(&person.name))
        .collect::<Vec<_>>()
        .join(", ")
}
