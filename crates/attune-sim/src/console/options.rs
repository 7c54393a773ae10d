//! How the pages look and speak.

use attune_model::catalogue::Terms;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

/// Rendering, language and local terms of the console.
///
/// A fixture sets them for all; `?rendering=`, `?language=`, `?organization=` and `?device=` on any page change them for
/// one session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct ConsoleOptions {
    /// How controls are made.
    pub rendering: Rendering,
    /// The language of the labels.
    pub language: Language,
    /// The local terms.
    pub terms: Terms,
}

/// The options as a fixture writes them.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    #[serde(default)]
    rendering: Rendering,
    #[serde(default)]
    language: Language,
    organization: Option<String>,
    device: Option<String>,
}

impl From<ConsoleOptions> for Written {
    fn from(options: ConsoleOptions) -> Self {
        let ConsoleOptions {
            rendering,
            language,
            terms,
        } = options;
        Self {
            rendering,
            language,
            organization: Some(terms.org.to_owned()),
            device: Some(terms.ci.to_owned()),
        }
    }
}

impl TryFrom<Written> for ConsoleOptions {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written {
            rendering,
            language,
            organization,
            device,
        } = written;
        let unknown = |term: &str| format!("no tenant can choose the term `{term}`");
        let mut terms = Terms::default();
        if let Some(term) = organization {
            terms = terms.with_org(&term).ok_or_else(|| unknown(&term))?;
        }
        if let Some(term) = device {
            terms = terms.with_ci(&term).ok_or_else(|| unknown(&term))?;
        }
        Ok(Self {
            rendering,
            language,
            terms,
        })
    }
}

/// How controls are made (`console.md` 1.3). Which of the two a page of the real console has is not established.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rendering {
    /// Drawn with classes, inside an `iframe`, with ids that are new at each load.
    #[default]
    Mvc,
    /// Native inputs on plain pages, with names that stay.
    Classic,
}

/// The language of the labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French, where a published walkthrough gives the words; English elsewhere.
    Fr,
}

impl ConsoleOptions {
    /// These options with what a query part changes; words that mean nothing change nothing.
    pub(crate) fn with_query(mut self, query: &str) -> Self {
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "rendering" => self.rendering = word(&value).unwrap_or(self.rendering),
                "language" => self.language = word(&value).unwrap_or(self.language),
                "organization" => self.terms = self.terms.with_org(&value).unwrap_or(self.terms),
                "device" => self.terms = self.terms.with_ci(&value).unwrap_or(self.terms),
                _ => {}
            }
        }
        self
    }
}

/// What a word means, as a fixture would write it.
fn word<'de, T: Deserialize<'de>>(word: &'de str) -> Option<T> {
    let word: serde::de::value::StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(word).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_changes_what_it_names() {
        let options = ConsoleOptions::default()
            .with_query("rendering=classic&organization=Business+Unit&language=xx&page=1");
        let expected = ConsoleOptions {
            rendering: Rendering::Classic,
            language: Language::En,
            terms: Terms {
                org: "Business Unit",
                orgs: "Business Units",
                ..Terms::default()
            },
        };
        assert_eq!(options, expected);
    }
}
