//! The words of the console's pages, as data: `locators/*.yaml` in this crate, and a file of the user's own above them.
//!
//! What the cells of a level are called comes from the catalogue; the files hold what it does not know: headings, ways,
//! addresses, buttons, synonyms, translations.

mod error;
mod file;
pub(crate) mod known;
mod page;
mod read;
mod term;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use attune_model::catalogue::Terms;

use crate::extract::plain;
pub use error::LocatorsError;
pub use file::{Confidence, Said};
pub use page::{Page, PageKind};
pub use term::LocalTerm;

/// The files of this crate, by language.
const EMBEDDED: [(&str, &str, &str); 2] = [
    (
        "en",
        "locators/en.yaml",
        include_str!("../../locators/en.yaml"),
    ),
    (
        "fr",
        "locators/fr.yaml",
        include_str!("../../locators/fr.yaml"),
    ),
];

/// How pages, buttons and labels are found, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locators {
    language: String,
    pages: BTreeMap<PageKind, Page>,
    labels: BTreeMap<String, Vec<Said>>,
    terms: BTreeMap<&'static str, LocalTerm>,
}

impl Locators {
    /// The locators of a language, such as `en`: English ones, those of the language above them, and above both a file of
    /// the user's own. An entry takes the place of all entries below it for the same page, label or term.
    ///
    /// # Errors
    /// [`LocatorsError`] where the language has no locators, or where the file cannot be read, is not sound, or is about
    /// another language.
    pub fn load(language: &str, file: Option<&Path>) -> Result<Self, LocatorsError> {
        let text = match file {
            None => None,
            Some(path) => {
                let name = path.display().to_string();
                match fs::read_to_string(path) {
                    Ok(text) => Some((name, text)),
                    Err(error) => {
                        return Err(LocatorsError::Unreadable {
                            file: name,
                            why: error.to_string(),
                        });
                    }
                }
            }
        };
        Self::of(
            language,
            text.as_ref()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        )
    }

    /// The same with a file that was read already: its name and its text.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn of(language: &str, own: Option<(&str, &str)>) -> Result<Self, LocatorsError> {
        let mut locators = Self {
            language: language.to_owned(),
            pages: BTreeMap::new(),
            labels: BTreeMap::new(),
            terms: BTreeMap::new(),
        };
        let mut found = own.is_some();
        for (of, name, text) in EMBEDDED {
            if of == "en" || of == language {
                locators.put(read::read(name, text)?, name)?;
                found |= of == language;
            }
        }
        if let Some((name, text)) = own {
            let file = read::read(name, text)?;
            if file.language != language {
                return Err(LocatorsError::OtherLanguage {
                    file: name.to_owned(),
                    found: file.language,
                    expected: language.to_owned(),
                });
            }
            locators.put(file, name)?;
        }
        if found {
            Ok(locators)
        } else {
            Err(LocatorsError::NoLanguage(language.to_owned()))
        }
    }

    /// The language, such as `en`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// A page; none where no file speaks of it.
    pub fn page(&self, kind: PageKind) -> Option<&Page> {
        self.pages.get(&kind)
    }

    /// What a label of the catalogue, in English with slots for terms, can be called on a page of a tenant with these
    /// terms; the most likely word first, each as [`crate::extract`] compares words.
    pub fn words(&self, label: &str, terms: &Terms) -> Vec<String> {
        let said = self.labels.get(label).into_iter().flatten();
        let said = said.flat_map(|said| said.words.iter().map(String::as_str));
        let mut words = Vec::new();
        // The tenant's terms may be translated where the label is not.
        for template in said.chain([label]) {
            for word in [self.fill(template, terms), terms.fill(template)] {
                let word = plain(&word);
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        words
    }

    /// Whether words of a page are a label of the catalogue.
    pub fn is(&self, words: &str, label: &str, terms: &Terms) -> bool {
        let words = plain(words);
        self.words(label, terms).contains(&words)
    }

    /// The clicks that lead to a page, from the menu on.
    pub fn way(&self, kind: PageKind, terms: &Terms) -> Vec<String> {
        let way = self.page(kind).map(|page| page.way.iter());
        way.into_iter()
            .flatten()
            .filter_map(|label| self.words(label, terms).into_iter().next())
            .collect()
    }

    fn fill(&self, template: &str, terms: &Terms) -> String {
        let mut filled = template.to_owned();
        for (term, slots) in [
            (terms.org, ["{org}", "{orgs}", "{of org}"]),
            (terms.ci, ["{ci}", "{cis}", "{of ci}"]),
        ] {
            if let Some(local) = self.terms.get(term) {
                for (slot, word) in slots.into_iter().zip([&local.one, &local.many, &local.of]) {
                    filled = filled.replace(slot, word);
                }
            }
        }
        terms.fill(&filled)
    }

    fn put(&mut self, file: read::File, name: &str) -> Result<(), LocatorsError> {
        let read::File {
            language: _,
            pages,
            labels,
            terms,
        } = file;
        self.pages.extend(pages);
        self.terms.extend(terms);
        let known = known::labels(self.pages.values());
        let mut replaced = BTreeSet::new();
        for (place, label, said) in labels {
            if !known.contains(label.as_str()) {
                return Err(LocatorsError::Unsound {
                    file: name.to_owned(),
                    place: Some(place),
                    what: format!("no page has a label `{label}`"),
                });
            }
            let entries = self.labels.entry(label.clone()).or_default();
            if replaced.insert(label) {
                entries.clear();
            }
            entries.push(said);
        }
        Ok(())
    }
}
