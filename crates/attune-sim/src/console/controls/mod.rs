//! The controls of the pages, in both renderings.
//!
//! Class names and structure of the drawn ones follow `console.md` 1.3.

mod button;
mod check_box;
mod choice;
mod label;
mod link;
mod menu;
mod radio;
mod section;
mod tabs;
mod text;

pub(super) use menu::Item;

use super::names::Names;
use super::options::{ConsoleOptions, Rendering};
use super::words::Words;

/// Draws the controls of one page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub(super) words: Words,
    pub(super) rendering: Rendering,
    pub(super) names: Names,
}

impl Pen {
    /// A pen for one load of a page.
    pub(super) fn new(options: ConsoleOptions, load: u64) -> Self {
        let ConsoleOptions {
            rendering,
            language,
            terms,
        } = options;
        Self {
            words: Words { language, terms },
            rendering,
            names: Names::of_load(rendering, load),
        }
    }

    /// A label as this tenant has it.
    pub(super) fn say(&self, english: &str) -> String {
        self.words.say(english)
    }
}

/// Another control and the value that it must have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need<'a> {
    key: &'a str,
    value: &'a str,
}

impl<'a> From<(&'a str, &'a str)> for Need<'a> {
    fn from((key, value): (&'a str, &'a str)) -> Self {
        Self { key, value }
    }
}

impl Need<'_> {
    /// As the script reads it.
    fn attribute(self, names: Names) -> String {
        format!("{}={}", names.of(self.key), self.value)
    }
}

/// A control that holds a value.
#[derive(Clone, Debug)]
pub(super) struct Control<'a> {
    /// The key of its value in the form.
    pub(super) key: &'a str,
    /// Words for people who cannot see where it stands.
    pub(super) title: String,
    /// Whether it can be changed.
    pub(super) enabled: bool,
    /// What `Full Permission` sets.
    pub(super) full: Option<String>,
    /// What `No Permission` sets.
    pub(super) nothing: Option<String>,
    /// What must be so before this one can be changed.
    pub(super) needs: Option<Need<'a>>,
}

impl<'a> Control<'a> {
    /// A control that stands for itself.
    pub(super) fn new(key: &'a str, title: impl Into<String>) -> Self {
        Self {
            key,
            title: title.into(),
            enabled: true,
            full: None,
            nothing: None,
            needs: None,
        }
    }

    /// The same, which cannot be changed unless `enabled`.
    pub(super) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }
}
