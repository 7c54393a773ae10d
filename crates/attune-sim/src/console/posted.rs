//! A form that was sent.

use std::collections::BTreeMap;

use attune_model::{LevelId, Secret};
use url::form_urlencoded;

use super::names::Names;
use super::options::Rendering;

/// The values of a form. It has no `Debug`: one of them may be a secret.
pub(super) struct Posted {
    values: BTreeMap<String, String>,
    names: Names,
}

impl Posted {
    /// Reads a body as browsers send it.
    pub(super) fn read(rendering: Rendering, body: &[u8]) -> Self {
        let values: BTreeMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
        let load = values
            .get("load")
            .and_then(|load| load.parse().ok())
            .unwrap_or_default();
        Self {
            values,
            names: Names::of_load(rendering, load),
        }
    }

    /// The button that was pressed; empty where a form has one only.
    pub(super) fn button(&self) -> &str {
        self.values.get("do").map_or("", String::as_str)
    }

    /// The sections that were open.
    pub(super) fn open(&self) -> &str {
        self.values.get("open").map_or("", String::as_str)
    }

    /// A field's text; none where the page sent none, as for fields that are disabled.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.values.get(&self.names.of(key)).map(String::as_str)
    }

    /// A field's text, trimmed, or nothing.
    pub(super) fn text(&self, key: &str) -> String {
        self.get(key).unwrap_or_default().trim().to_owned()
    }

    /// Whether a box is ticked.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key) == Some("on")
    }

    /// A field's text as a secret.
    pub(super) fn secret(&self, key: &str) -> Secret {
        Secret::new(self.text(key))
    }

    /// The level that a list stands on; none where nothing was chosen.
    pub(super) fn level(&self, key: &str) -> Option<LevelId> {
        self.get(key)?.parse().ok().map(LevelId)
    }
}
