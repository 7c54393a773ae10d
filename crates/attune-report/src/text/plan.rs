//! A plan as text: what changes for whom, with risks where they arise.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellChange, CellId, Change, CheckTask, CredentialSink, Field, FieldChange, Note, Person, Plan,
    Reason, Step,
};

use super::cells::cell_table;
use super::summary::summary;
use crate::{clean, fields};

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
            Note::Accepted(_) => "accepted",
            Note::Ignored(_) => "ignored",
            Note::LeftOut(_) => "left out",
            Note::Advice(_) => "advice",
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
    // A move to a copy is one line: the copy has said why.
    let is_said = matches!(step.change, Change::AssignLevel { .. })
        && step.reason != Reason::Assignment
        && step.risks.is_empty();
    if !is_said {
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
        Change::EditLevel { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AssignLevel { .. } => '~',
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
        Reason::Expired => "its last day is over",
        Reason::Assignment => "the manifest gives this person the level",
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
                let before = fields::before(before);
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
            let CredentialSink::File(path) = credentials;
            let (label, value) = fields::tracking(&form.tracking);
            let level = form.level.name().to_string();
            let mut lines = vec![
                (Field::UserType.label(), level),
                (label, format!("{value} (cannot be changed afterwards)")),
            ];
            lines.extend(form.key.clone().map(|key| ("Key before the @", key)));
            let rest = fields::form(form).into_iter();
            lines.extend(rest.map(|(field, value)| (field.label(), value)));
            lines.push(("key and secret to", path.display().to_string()));
            lines
                .into_iter()
                .map(|(label, value)| format!("       {label}: {}\n", clean(&value)))
                .collect()
        }
        Change::UpdateApiUser {
            handle: _,
            user: _,
            fields,
            tracking: _,
        } => field_lines(fields),
        Change::SetProtectedData {
            handle: _,
            user: _,
            before,
            after,
        } => protected_data(before.as_ref(), after),
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
                field.label(),
                clean(&fields::before(before)),
                clean(&after.to_string())
            )
        })
        .collect()
}

/// One line a box that is not known to be so already, in the order of the page.
fn protected_data(
    before: Option<&BTreeSet<ProtectedData>>,
    after: &BTreeSet<ProtectedData>,
) -> String {
    let word = |ticked: bool| if ticked { "on" } else { "off" };
    ProtectedData::ALL
        .into_iter()
        .map(|one| {
            let was = before.map(|before| before.contains(&one));
            (one, was, after.contains(&one))
        })
        .filter(|(_, was, is)| *was != Some(*is))
        .map(|(one, was, is)| {
            let was = was.map_or("unknown", word);
            format!("       {}: {was} -> {}\n", one.label(), word(is))
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
