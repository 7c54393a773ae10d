//! Functions that find things on a page by their words.

use serde_json::{Value, json};

use crate::browser::{Condition, Target};
use crate::extract::{Anchor, FUNCTION};

const WORDS: &str = include_str!("js/words.js");
const CELL: &str = include_str!("js/cell.js");
const CONTROL: &str = include_str!("js/control.js");
const KIND: &str = include_str!("js/kind.js");
const OPENER: &str = include_str!("js/opener.js");

/// The rows of the lists on the page.
pub(super) const ROWS: &str = include_str!("js/rows.js");

/// Whether all frames are loaded.
pub(super) const IS_LOADED: &str = "() => { const framed = (page) => [page, ...Array.from(page.querySelectorAll('iframe, frame')).flatMap((it) => (it.contentDocument ? framed(it.contentDocument) : []))]; return framed(document).every((page) => page.readyState === 'complete'); }";

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
    Target::new(name, WORDS).with(alternatives).with(buttons)
}

/// That words are to be seen.
pub(super) fn sees(alternatives: &[String]) -> Condition {
    let name = format!("`{}`", alternatives.first().map_or("", String::as_str));
    let function = format!("(alternatives) => ({WORDS})(alternatives, false) !== null");
    Condition::new(name, function).with(alternatives)
}

/// A cell of a list, by the key of its row where it has one.
pub(super) fn cell(key: Option<&str>, shown: &str) -> Target {
    Target::new(format!("`{shown}` in the list"), CELL)
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
            "(at, record) => ({OPENER})(({})(at, record))",
            control("null")
        );
        self.named(format!("the section of {}", self.words()), &function)
    }

    /// A function and its arguments that tell what has to be clicked first.
    pub(super) fn is_folded(&self) -> (String, [Value; 2]) {
        let function = format!(
            "(at, record) => ({OPENER})(({})(at, record)) !== null",
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
    format!("(at, record, option) => {{ {FUNCTION}\nreturn ({CONTROL})(at, record, {option}); }}")
}
