//! Visits to the page `Protected Data Permission`.

use std::collections::BTreeSet;

use attune_model::ApiUserRef;
use attune_model::catalogue::ProtectedData;

use super::escape::escape;
use super::visit::{Row, Visit};
use super::{label, page};

/// Sets the boxes of an API user (help: `ViewPermissionsProtectedUDFs.htm`).
pub(super) fn set(
    user: &ApiUserRef,
    before: Option<&BTreeSet<ProtectedData>>,
    after: &BTreeSet<ProtectedData>,
) -> Visit {
    let (who, name) = match user {
        ApiUserRef::Existing(person) => (label::person(person), &person.name),
        ApiUserRef::Planned {
            step,
            name,
            email: _,
        } => (
            format!("**{}** (made by step {})", escape(name), escape(&step.0)),
            name,
        ),
    };
    let rows = ProtectedData::ALL.into_iter().map(|it| {
        let now = before.map_or("unknown", |before| label::ticked(before.contains(&it)));
        let target = format!("**{}**", label::ticked(after.contains(&it)));
        Row::new(format!("{} > {}", escape(name), it.label()), now, target)
    });
    Visit {
        place: page::PROTECTED_DATA,
        actions: vec![
            format!("Find the row of {who}."),
            "Set its four boxes, the widest first, leave all other rows alone, and save.".to_owned(),
            "Open the page again and compare the row with the table.".to_owned(),
        ],
        rows: rows.collect(),
        limits: vec!["A tick brings lesser ones with it.".to_owned()],
        checks: vec![
            "REST never shows these boxes: what you see when you open the page again is the only proof.".to_owned(),
        ],
    }
}
