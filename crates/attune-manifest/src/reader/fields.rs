//! The keys of a map, taken one by one.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::finding::Findings;
use crate::reader::Item;
use crate::rules::{missing_key, unknown_key};
use crate::source::Span;
use crate::yaml::Entry;

/// The keys of a map. What nobody has asked for when it is finished is unknown.
#[derive(Debug)]
pub struct Fields<'n> {
    name: Cow<'n, str>,
    head: Span,
    entries: Vec<&'n Entry>,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Takes the entries; the first of a key that stands twice is kept, the others were reported with the file.
    pub(crate) fn new(
        name: Cow<'n, str>,
        head: Span,
        entries: impl IntoIterator<Item = &'n Entry>,
    ) -> Self {
        let mut kept: Vec<&Entry> = Vec::new();
        let mut seen = BTreeSet::new();
        for entry in entries {
            if seen.insert(entry.key.text.as_ref()) {
                kept.push(entry);
            }
        }
        Self {
            name,
            head,
            entries: kept,
            asked: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The value of a key, where it is there.
    pub fn optional(&mut self, key: &'static str) -> Option<Item<'n>> {
        self.asked.push(key);
        self.unadvertised(key)
    }

    /// The same for a key that is never suggested, because it has an error of its own.
    pub(crate) fn unadvertised(&mut self, key: &str) -> Option<Item<'n>> {
        let at = self
            .entries
            .iter()
            .position(|entry| *entry.key.text == *key)?;
        Some(Item::of(self.entries.remove(at)))
    }

    /// The value of a key that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<Item<'n>> {
        let item = self.optional(key);
        if item.is_none() {
            self.missing.push(key);
        }
        item
    }

    /// The name of the block in messages; empty at the top.
    pub(crate) fn name(&self) -> Cow<'n, str> {
        self.name.clone()
    }

    /// Reports what is missing.
    pub(crate) fn report_missing(&self, out: &mut Findings) {
        if !self.missing.is_empty() {
            out.push(missing_key::finding(&self.name, self.head, &self.missing));
        }
    }

    /// All that is left, for maps whose keys are names.
    pub(crate) fn into_rest(self) -> Vec<&'n Entry> {
        self.entries
    }

    /// Reports what is missing and what is left.
    pub fn finish(self, out: &mut Findings) {
        self.report_missing(out);
        for entry in self.entries {
            out.push(unknown_key::finding(&entry.key, &self.name, &self.asked));
        }
    }
}
