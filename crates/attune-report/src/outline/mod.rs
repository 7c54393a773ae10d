//! Chapters of entries, for what is no plan: audits and comparisons. Everything in it is cleaned where it is put in.

mod markdown;
mod text;

pub(crate) use markdown::markdown;
pub(crate) use text::text;

use crate::view::{sentence, words};

/// A whole text.
pub(crate) struct Outline {
    title: String,
    summary: String,
    chapters: Vec<Chapter>,
}

/// Entries of one kind. One without entries is not shown.
pub(crate) struct Chapter {
    title: String,
    entries: Vec<Entry>,
    /// Whether it is left out where long lists are folded.
    only_full: bool,
}

/// A thing and what is said of it.
pub(crate) struct Entry {
    head: String,
    is_warning: bool,
    facts: Vec<(&'static str, String)>,
    list: Vec<String>,
}

impl Outline {
    pub(crate) fn new(title: &str, summary: &str, chapters: Vec<Chapter>) -> Self {
        Self {
            title: sentence(title),
            summary: sentence(summary),
            chapters,
        }
    }
}

impl Chapter {
    pub(crate) fn new(title: &str, entries: Vec<Entry>) -> Self {
        Self {
            title: words(title),
            entries,
            only_full: false,
        }
    }

    /// The same, where all is to be shown only.
    pub(crate) fn only_full(mut self) -> Self {
        self.only_full = true;
        self
    }
}

impl Entry {
    pub(crate) fn new(head: &str) -> Self {
        Self {
            head: sentence(head),
            is_warning: false,
            facts: Vec::new(),
            list: Vec::new(),
        }
    }

    /// The same, marked as something to look at.
    pub(crate) fn warning(mut self) -> Self {
        self.is_warning = true;
        self
    }

    /// With a labelled value.
    pub(crate) fn fact(mut self, label: &'static str, text: &str) -> Self {
        self.facts.push((label, sentence(text)));
        self
    }

    /// With a labelled value, where there is one.
    pub(crate) fn maybe(self, label: &'static str, text: Option<String>) -> Self {
        match text {
            Some(text) => self.fact(label, &text),
            None => self,
        }
    }

    /// With a list, which is folded where it is long.
    pub(crate) fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.list
            .extend(items.into_iter().map(|item| sentence(&item)));
        self
    }
}
