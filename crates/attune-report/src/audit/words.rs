//! What an audit says, in words.

use attune_audit::{
    Answer, ApiUser, Holders, Impersonation, Level, LevelKind, Owner, Rights, SectionRights,
};
use attune_model::catalogue::{Verb, cell};
use attune_model::{Access, CellId, EffectiveRights, ResourceId};

use crate::label::label;

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn active(active: bool) -> &'static str {
    if active { "active" } else { "inactive" }
}

/// `custom, for people, active`.
pub(super) fn sort(level: &Level) -> String {
    let made = if level.system { "system" } else { "custom" };
    let kind = match level.kind {
        LevelKind::ApiOnly => "API-only",
        LevelKind::People => "for people",
        LevelKind::Unknown => "for people or API-only, unknown which",
    };
    format!("{made}, {kind}, {}", active(level.active))
}

pub(super) fn holders(holders: Option<Holders>) -> String {
    match holders {
        Some(Holders { active, inactive }) => format!("{active} active, {inactive} inactive"),
        None => "unknown".to_owned(),
    }
}

pub(super) fn owner(owner: &Owner) -> String {
    match owner {
        Owner::Block { handle } => format!("attune's, block {handle}"),
        Owner::RuleCopy { of: Some(of) } => format!("attune's, a rule's copy of \"{of}\""),
        Owner::RuleCopy { of: None } => "attune's, a rule's copy".to_owned(),
        Owner::Replaced { handle } => format!("attune's once; block {handle} has another one now"),
        Owner::Nobody => "not attune's".to_owned(),
    }
}

pub(super) fn vendor(user: &ApiUser) -> String {
    match (&user.integration_vendor, &user.custom_integration) {
        (Some(vendor), _) => vendor.clone(),
        (None, Some(name)) => format!("none: custom integration {name}"),
        (None, None) => "unknown".to_owned(),
    }
}

/// `12 known, 76 unknown, the oldest seen at ...`.
pub(super) fn cells(level: &Level) -> String {
    let known = match level.unseen_cells {
        Some(unseen) => format!("{} known, {unseen} unknown", level.cells.len()),
        None => format!("{} known, all others unknown", level.cells.len()),
    };
    match level.oldest_cell {
        Some(oldest) => format!("{known}, the oldest seen at {oldest}"),
        None => known,
    }
}

/// One item a section of which something is known.
pub(super) fn sections(sections: &[SectionRights]) -> Vec<String> {
    sections
        .iter()
        .filter(|rights| rights.known() > 0)
        .map(|rights| {
            let SectionRights {
                section,
                full,
                part,
                nothing,
                unseen,
            } = rights;
            format!("{section}: {full} full, {part} in part, {nothing} nothing, {unseen} unknown")
        })
        .collect()
}

/// What an API user may do, and how that is known.
pub(super) fn rights(user: &ApiUser) -> String {
    match &user.rights {
        Rights::Rest {
            user: asked,
            entities,
        } => format!("REST says{}: {}", asker(*asked, user), verbs(entities)),
        Rights::Cells {
            sections: _,
            oldest,
        } => format!("by the cells of its level that were seen, the oldest at {oldest}:"),
        Rights::Unknown => {
            "unknown: REST was not asked with its credentials, and nobody has seen a cell of its level"
                .to_owned()
        }
    }
}

fn asker(asked: ResourceId, user: &ApiUser) -> String {
    if asked == user.id {
        String::new()
    } else {
        format!(" to another holder of its level (resource {asked})")
    }
}

/// `of 3 entities reads 3 (1 in part), creates 1, updates 1, deletes 0`.
fn verbs(entities: &EffectiveRights) -> String {
    let count = |verb: Verb, wanted: fn(Access) -> bool| {
        let all = entities.0.values();
        all.filter(|access| wanted(access.of(verb))).count()
    };
    let part = |(verb, word): (Verb, &str)| {
        let some = count(verb, |access| access != Access::None);
        match count(verb, |access| access == Access::Restricted) {
            0 => format!("{word} {some}"),
            restricted => format!("{word} {some} ({restricted} in part)"),
        }
    };
    let words = [
        (Verb::View, "reads"),
        (Verb::Add, "creates"),
        (Verb::Edit, "updates"),
        (Verb::Delete, "deletes"),
    ];
    let all = counted(entities.0.len(), "entity", "entities");
    format!("of {all} {}", words.map(part).join(", "))
}

/// `yes: Tickets (View, Add), Ticket Notes (View)`.
pub(super) fn impersonation(table: &Impersonation) -> String {
    let Impersonation { may, on, unseen } = table;
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for (row, column) in on.iter().map(row) {
        match rows.last_mut() {
            Some((last, columns)) if *last == row => columns.push(column),
            Some(_) | None => rows.push((row, vec![column])),
        }
    }
    let rows: Vec<String> = rows
        .into_iter()
        .map(|(row, columns)| format!("{row} ({})", columns.join(", ")))
        .collect();
    let unseen = counted(*unseen, "cell is", "cells are");
    match may {
        Answer::Yes => format!("yes: {}; {unseen} unknown", rows.join(", ")),
        Answer::No => "no".to_owned(),
        Answer::Unknown => format!("unknown: {unseen} unknown"),
    }
}

/// The labels of a cell's row and column.
fn row(id: &CellId) -> (String, &'static str) {
    let column = cell(id).and_then(|spec| spec.column);
    let column = column.map_or("on", Verb::label);
    let path = label(id);
    let path = path.strip_suffix(&format!(" > {column}")).unwrap_or(&path);
    let row = path.rsplit(" > ").next().unwrap_or(path);
    (row.to_owned(), column)
}
