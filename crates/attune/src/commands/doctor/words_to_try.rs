//! Other words for what was not found on pages.

use std::path::Path;

use attune_console::locators::{Locators, LocatorsError};
use attune_doctor::pages::{Seen, bare_patch, patch};
use attune_model::catalogue::{ORG_TERMS, Section, Terms};

use crate::error::CommandError;
use crate::{clock, words};

/// A file of locators that may make pages readable; none where nothing is to be tried.
pub(super) fn words_to_try(
    seen: &Seen,
    own: Option<&Path>,
) -> Result<Option<String>, CommandError> {
    if let Some(language) = language_without_words(seen) {
        return Ok(Some(bare_patch(&language)));
    }
    let all = words::all(own)?;
    let Some(locators) = spoken(&all, seen, own.is_some()) else {
        return Ok(None);
    };
    let words_of = |label: &str| {
        let local = ORG_TERMS.map(|(term, _)| Terms::default().with_org(term));
        let terms = local.into_iter().flatten();
        let words = terms.flat_map(|terms| locators.words(label, &terms));
        words.collect()
    };
    let language = locators.language();
    Ok(patch(&seen.pages, language, words_of, clock::today()))
}

/// The language that no file is about, where that is why pages could not be read.
fn language_without_words(seen: &Seen) -> Option<String> {
    // The reason is known as a sentence only.
    const GAP: &str = "\u{0}";
    let sentence = LocatorsError::NoLanguage(GAP.to_owned()).to_string();
    let (before, _) = sentence.split_once(GAP)?;
    let reasons = seen.opened.values().flat_map(|it| it.refused.keys());
    let mut named = reasons.filter_map(|why| why.split_once(before));
    let (_, rest) = named.next()?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    rest.get(..end).map(str::to_owned)
}

/// The words that the pages have: the user's own, else those with the names of most sections.
fn spoken<'a>(all: &'a [Locators], seen: &Seen, own: bool) -> Option<&'a Locators> {
    if own {
        return all.first();
    }
    let sheets = [&seen.pages.api_only_levels, &seen.pages.levels_of_people];
    let labels = sheets.into_iter().filter_map(|sheet| sheet.labels.as_ref());
    let sections: Vec<&str> = labels
        .flatten()
        .filter_map(|label| label.split(" › ").next())
        .collect();
    let known = |locators: &Locators| {
        let is = |words: &str| {
            let mut sections = Section::ALL.into_iter();
            sections.any(|it| {
                locators
                    .words(it.label(), &Terms::default())
                    .first()
                    .is_some_and(|word| word == words)
            })
        };
        sections.iter().filter(|words| is(words)).count()
    };
    // The first of equals: English.
    all.iter().rev().max_by_key(|locators| known(locators))
}
