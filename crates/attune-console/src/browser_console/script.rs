//! Functions that find things on a page by their words.

use serde_json::{Value, json};

use crate::browser::{Condition, Target};
use crate::extract::{Anchor, FUNCTION};

const PAGE: &str = include_str!("js/page.js");
const WORDS: &str = include_str!("js/words.js");
const CELL: &str = include_str!("js/cell.js");
const CONTROL: &str = include_str!("js/control.js");
const FIELD: &str = include_str!("js/field.js");
const KIND: &str = include_str!("js/kind.js");
const OPENER: &str = include_str!("js/opener.js");
const ROWS: &str = include_str!("js/rows.js");
const IS_LOADED: &str = include_str!("js/is_loaded.js");
const KEEP: &str = include_str!("js/keep.js");
const IS_ANSWERED: &str = include_str!("js/is_answered.js");

/// A function with what all of them share.
fn on_page(function: &str) -> String {
    format!("(...given) => {{ {PAGE}\nreturn ({function})(...given); }}")
}

/// The same for a function that names controls.
fn on_controls(function: &str) -> String {
    format!("(...given) => {{ {FUNCTION}\n{PAGE}\nreturn ({function})(...given); }}")
}

/// The rows of the lists on the page.
pub(super) fn rows() -> String {
    on_page(ROWS)
}

/// Whether all frames are loaded.
pub(super) fn is_loaded() -> String {
    on_page(IS_LOADED)
}

/// Keeps the documents of a form, to know later whether they are still there; how many messages of success they show.
pub(super) fn keep() -> String {
    on_page(KEEP)
}

/// Whether one of the kept documents made way for another, or whether there are more messages of success than the argument.
pub(super) fn is_answered() -> String {
    on_page(IS_ANSWERED)
}

/// The one field with one of the labels in the argument, also where nothing may be copied from it.
pub(super) fn field() -> String {
    on_controls(FIELD)
}

/// The page as [`crate::extract::Extract::parse`] takes it.
pub(super) fn extract() -> String {
    format!("() => {{ {FUNCTION}\nreturn JSON.stringify(attuneExtract(document)); }}")
}

/// A visible element with one of these words, to be pointed at or clicked.
pub(super) fn words(alternatives: &[String]) -> Target {
    spoken(alternatives, false)
}

/// The only button with one of these words.
pub(super) fn button(alternatives: &[String]) -> Target {
    spoken(alternatives, true)
}

fn spoken(alternatives: &[String], buttons: bool) -> Target {
    let name = format!("`{}`", alternatives.first().map_or("", String::as_str));
    Target::new(name, on_page(WORDS))
        .with(alternatives)
        .with(buttons)
}

/// That words are to be seen.
pub(super) fn sees(alternatives: &[String]) -> Condition {
    let name = format!("`{}`", alternatives.first().map_or("", String::as_str));
    let words = on_page(WORDS);
    let function = format!("(alternatives) => ({words})(alternatives, false) !== null");
    Condition::new(name, function).with(alternatives)
}

/// A cell of a list, by the key of its row where it has one.
pub(super) fn cell(key: Option<&str>, shown: &str) -> Target {
    Target::new(format!("`{shown}` in the list"), on_page(CELL))
        .with(key)
        .with(shown)
}

/// Where a control is, and of which record where that counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) at: Anchor,
    pub(super) record: Option<String>,
}

impl Spot {
    /// A control that belongs to no record of its own.
    pub(super) fn of(at: Anchor) -> Self {
        Self { at, record: None }
    }

    /// The words that people find it by.
    pub(super) fn words(&self) -> String {
        self.at.to_string()
    }

    /// The control.
    pub(super) fn control(&self) -> Target {
        self.target(&control("null"))
    }

    /// What is clicked to choose an option of it.
    pub(super) fn option(&self, option: &str) -> Target {
        let name = format!("`{option}` of {}", self.words());
        self.named(name, &control("option")).with(option)
    }

    /// What has to be clicked so that the control can be seen.
    pub(super) fn opener(&self) -> Target {
        let function = format!(
            "(at, record) => ({})(({})(at, record))",
            on_page(OPENER),
            control("null")
        );
        self.named(format!("the section of {}", self.words()), &function)
    }

    /// A function and its arguments that tell what has to be clicked first.
    pub(super) fn is_folded(&self) -> (String, [Value; 2]) {
        let function = format!(
            "(at, record) => ({})(({})(at, record)) !== null",
            on_page(OPENER),
            control("null")
        );
        (function, self.arguments())
    }

    /// A function and its arguments that tell which kind of control it is.
    pub(super) fn kind(&self) -> (String, [Value; 2]) {
        let function = format!(
            "(at, record) => ({KIND})(({})(at, record))",
            control("null")
        );
        (function, self.arguments())
    }

    /// A function and its arguments that tell whether somebody is typing in the control.
    pub(super) fn has_focus(&self) -> (String, [Value; 2]) {
        let function = format!(
            "(at, record) => {{ const it = ({})(at, record); return it !== null && it.ownerDocument.activeElement === it; }}",
            control("null")
        );
        (function, self.arguments())
    }

    fn target(&self, function: &str) -> Target {
        self.named(self.words(), function)
    }

    fn named(&self, name: String, function: &str) -> Target {
        let [at, record] = self.arguments();
        Target::new(name, function).with(at).with(record)
    }

    fn arguments(&self) -> [Value; 2] {
        [json!(self.at), json!(self.record)]
    }
}

fn control(option: &str) -> String {
    let control = on_controls(CONTROL);
    format!("(at, record, option) => ({control})(at, record, {option})")
}
