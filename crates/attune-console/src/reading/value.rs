//! What a control shows, as the value of a cell.

use attune_model::catalogue::{CellKind, CellSpec, Terms};
use attune_model::{CellValue, Scope};

use super::PageError;
use crate::extract::{Choice, Control, Holds};
use crate::locators::Locators;
use crate::locators::known::{self, NO, YES};

/// The value of a cell of the catalogue; none for a cell that only shows another one.
pub(super) fn of_cell(
    spec: &CellSpec,
    control: &Control,
    locators: &Locators,
    terms: &Terms,
) -> Result<Option<CellValue>, PageError> {
    let text = text(&control.holds);
    let (value, expected) = match spec.kind {
        CellKind::SameAs(_) => return Ok(None),
        CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => (
            flag(&control.holds, locators).map(CellValue::Flag),
            "a box, Yes or No",
        ),
        CellKind::Choice(_) => {
            let is = |word: &str, scope: Scope| locators.is(word, known::scope(scope), terms);
            let scope = text.and_then(|word| Scope::ALL.into_iter().find(|it| is(word, *it)));
            (
                scope.map(CellValue::Scope),
                "a word for how far a right reaches",
            )
        }
        CellKind::Number { min: _ } => (
            text.and_then(|text| text.parse().ok())
                .map(CellValue::Number),
            "a whole number",
        ),
    };
    match value {
        Some(value) => Ok(Some(value)),
        None => Err(not_understood(control, expected)),
    }
}

/// The value of a cell that the catalogue does not have, as a manifest would write it with the words of the page; none where
/// it shows nothing that a manifest could say.
pub(super) fn of_unknown(holds: &Holds, locators: &Locators) -> Option<CellValue> {
    match holds {
        Holds::Box(on) => on.map(CellValue::Flag),
        Holds::Choice(Choice { chosen, options }) | Holds::Radio(Choice { chosen, options }) => {
            let is_flag = options
                .iter()
                .all(|option| flag_of(option, locators).is_some());
            let chosen = chosen.as_deref()?;
            match flag_of(chosen, locators) {
                Some(flag) if is_flag => Some(CellValue::Flag(flag)),
                Some(_) | None => Some(word(chosen)),
            }
        }
        Holds::Number(text) => text.parse().ok().map(CellValue::Number),
        Holds::Text(text) | Holds::Fixed(text) => Some(word(text)),
        Holds::List(_) => None,
    }
}

/// Whether a box is ticked, or words say so.
pub(super) fn flag(holds: &Holds, locators: &Locators) -> Option<bool> {
    match holds {
        Holds::Box(on) => *on,
        Holds::Choice(_)
        | Holds::Radio(_)
        | Holds::Text(_)
        | Holds::Number(_)
        | Holds::Fixed(_) => flag_of(text(holds)?, locators),
        Holds::List(_) => None,
    }
}

/// What a control shows in words; none for boxes and lists, and where nothing is chosen.
pub(super) fn text(holds: &Holds) -> Option<&str> {
    match holds {
        Holds::Box(_) | Holds::List(_) => None,
        Holds::Choice(choice) | Holds::Radio(choice) => choice.chosen.as_deref(),
        Holds::Text(text) | Holds::Number(text) | Holds::Fixed(text) => Some(text),
    }
}

/// That a control shows none of its values.
pub(super) fn not_understood(control: &Control, expected: &str) -> PageError {
    PageError::Value {
        at: Box::new(control.at.clone()),
        shown: control.holds.shown(),
        expected: expected.to_owned(),
    }
}

fn flag_of(word: &str, locators: &Locators) -> Option<bool> {
    let is = |label| locators.is(word, label, &Terms::default());
    match (is(YES), is(NO)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        (true, true) | (false, false) => None,
    }
}

fn word(word: &str) -> CellValue {
    let scope = Scope::ALL.into_iter().find(|scope| scope.label() == word);
    scope.map_or_else(|| CellValue::Word(word.to_owned()), CellValue::Scope)
}
