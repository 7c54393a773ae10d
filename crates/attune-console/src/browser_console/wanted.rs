//! What a control is to hold, in the words of its page.

use attune_model::catalogue::Terms;
use attune_model::{CellValue, Scope};

use super::script::Spot;
use super::trouble::Trouble;
use crate::extract::{Choice, Control, Holds, plain};
use crate::locators::Locators;
use crate::locators::known::{self, NO, YES};

/// One control, and what it is to hold.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) spot: Spot,
    pub(super) wanted: Wanted,
}

/// What a control is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A tick, or none.
    Ticked(bool),
    /// This option.
    Chosen(String),
    /// This text.
    Written(String),
}

impl Wanted {
    /// Whether a control holds it.
    pub(super) fn is_shown_by(&self, holds: &Holds) -> bool {
        match (self, holds) {
            (Self::Ticked(on), Holds::Box(shown)) => *shown == Some(*on),
            (Self::Chosen(option), Holds::Choice(shown) | Holds::Radio(shown)) => {
                shown.chosen.as_ref() == Some(option)
            }
            (Self::Written(text), Holds::Text(shown) | Holds::Number(shown)) => {
                plain(shown) == plain(text)
            }
            (
                Self::Ticked(_) | Self::Chosen(_) | Self::Written(_),
                Holds::Box(_)
                | Holds::Choice(_)
                | Holds::Radio(_)
                | Holds::List(_)
                | Holds::Text(_)
                | Holds::Number(_)
                | Holds::Fixed(_),
            ) => false,
        }
    }

    /// What an operator is asked to do.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Ticked(true) => "tick this box".to_owned(),
            Self::Ticked(false) => "clear this box".to_owned(),
            Self::Chosen(option) => format!("choose `{option}`"),
            Self::Written(text) if text.is_empty() => "empty this field".to_owned(),
            Self::Written(text) => format!("enter `{text}`"),
        }
    }
}

/// What the control of a cell is to hold.
pub(super) fn of_cell(
    control: &Control,
    value: &CellValue,
    locators: &Locators,
    terms: &Terms,
) -> Result<Wanted, Trouble> {
    let is = |option: &str| match value {
        CellValue::Flag(on) => locators.is(option, if *on { YES } else { NO }, terms),
        CellValue::Scope(scope) => is_scope(option, *scope, locators, terms),
        CellValue::Word(word) => plain(option) == plain(word),
        CellValue::Number(number) => option == number.to_string(),
    };
    match (&control.holds, value) {
        (Holds::Box(_), CellValue::Flag(on)) => Ok(Wanted::Ticked(*on)),
        (Holds::Choice(_) | Holds::Radio(_), _) => option(control, is, &value.to_string()),
        (Holds::Number(_) | Holds::Text(_), CellValue::Number(number)) => {
            Ok(Wanted::Written(number.to_string()))
        }
        (Holds::Text(_), CellValue::Word(word)) => Ok(Wanted::Written(word.clone())),
        (
            Holds::Box(_) | Holds::List(_) | Holds::Text(_) | Holds::Number(_) | Holds::Fixed(_),
            _,
        ) => Err(cannot(control, &value.to_string())),
    }
}

/// The only option that is meant.
pub(super) fn option(
    control: &Control,
    is: impl Fn(&str) -> bool,
    meant: &str,
) -> Result<Wanted, Trouble> {
    let (Holds::Choice(Choice { chosen: _, options })
    | Holds::Radio(Choice { chosen: _, options })) = &control.holds
    else {
        return Err(cannot(control, meant));
    };
    let fit: Vec<&String> = options.iter().filter(|option| is(option)).collect();
    match fit.as_slice() {
        [one] => Ok(Wanted::Chosen((*one).clone())),
        several => Err(Trouble::Guard(format!(
            "{} has {} options that mean `{meant}`, and one is wanted",
            control.at,
            several.len()
        ))),
    }
}

/// That a control can never hold a value.
pub(super) fn cannot(control: &Control, value: &str) -> Trouble {
    Trouble::Guard(format!(
        "{} shows `{}` and cannot be set to `{value}` on this page",
        control.at,
        control.holds.shown()
    ))
}

fn is_scope(option: &str, scope: Scope, locators: &Locators, terms: &Terms) -> bool {
    locators.is(option, known::scope(scope), terms) || option == scope.label()
}
