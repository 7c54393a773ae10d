//! Visits to the page `Protected Data Permission`.

use std::collections::BTreeSet;

use attune_model::ApiUserRef;
use attune_model::catalogue::ProtectedData;

use super::label;
use super::text::Text;
use super::visit::{Row, Visit};
use super::wording::Wording;
use crate::locators::PageKind;

/// Sets the boxes of an API user (help: `ViewPermissionsProtectedUDFs.htm`).
pub(super) fn set(
    user: &ApiUserRef,
    before: Option<&BTreeSet<ProtectedData>>,
    after: &BTreeSet<ProtectedData>,
    wording: &Wording,
) -> Visit {
    let (who, name) = match user {
        ApiUserRef::Existing(person) => (label::person(person), &person.name),
        ApiUserRef::Planned {
            step,
            name,
            email: _,
        } => (
            Text::strong(name).and(format!(" (made by step {step})")),
            name,
        ),
    };
    let rows = ProtectedData::ALL.into_iter().map(|it| {
        let now = before.map_or("unknown", |before| label::ticked(before.contains(&it)));
        let target = Text::strong(label::ticked(after.contains(&it)));
        Row::new(format!("{name} > {}", wording.say(it.label())), now, target)
    });
    Visit {
        actions: vec![
            Text::from("Find the row of ").and(who).and("."),
            "Set its four boxes, the widest first, leave all other rows alone, and save.".into(),
            "Open the page again and compare the row with the table.".into(),
        ],
        rows: rows.collect(),
        limits: vec!["A tick brings lesser ones with it.".into()],
        checks: vec![
            "REST never shows these boxes: what you see when you open the page again is the only proof.".into(),
        ],
        ..Visit::to(PageKind::ProtectedData, None, wording)
    }
}
