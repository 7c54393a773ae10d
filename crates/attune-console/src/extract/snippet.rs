//! The script as an operator pastes it.

use attune_model::catalogue::api_user_form::{Control, FIELDS, FormField};
use attune_model::catalogue::{ProtectedData, Section, Terms};

use super::FUNCTION;
use crate::locators::known::{ACTIVE, LICENSE_TYPE, NAME};
use crate::locators::{Locators, PageKind};

/// How it is used, as a comment.
const HEAD: &str = include_str!("head.js");

/// The call, with places for words.
const PASTE: &str = include_str!("paste.js");

/// The pages whose extracts attune takes.
const PAGES: [PageKind; 3] = [
    PageKind::SecurityLevel,
    PageKind::ApiUser,
    PageKind::ProtectedData,
];

/// The script as an operator pastes it into the developer tools of a page: how it is used, [`FUNCTION`], and a call that takes
/// out what these locators have no word for and copies the rest as an [`super::Extract`].
///
/// It stays in force on pages of all their languages. What it takes out never leaves the page: texts beside unknown labels,
/// names of people whose number is there, messages, titles.
pub fn snippet(locators: &[Locators]) -> String {
    let headings = PAGES.into_iter().flat_map(|kind| {
        let pages = locators.iter().filter_map(move |it| it.page(kind));
        pages.flat_map(|page| page.headings.iter().map(String::as_str))
    });
    let sections = Section::ALL.into_iter().map(Section::label);
    let labels = FIELDS.iter().filter(|it| is_managed(it)).map(|it| it.label);
    let labels = labels.chain(ProtectedData::ALL.into_iter().map(ProtectedData::label));
    let labels = labels.chain([NAME, ACTIVE, LICENSE_TYPE]);
    let paste = [
        (
            "headings of the pages that attune reads",
            list(headings, locators),
        ),
        ("sections of a security level", list(sections, locators)),
        (
            "fields and columns that attune manages",
            list(labels, locators),
        ),
    ]
    .into_iter()
    .fold(PASTE.to_owned(), |paste, (place, words)| {
        paste.replace(&format!("[\"{place}\"]"), &words)
    });
    format!("{HEAD}{FUNCTION}{paste}")
}

/// Whether a field holds what a manifest says, rather than what Autotask makes: keys, secrets, identifiers.
fn is_managed(field: &FormField) -> bool {
    match field.control {
        Control::Text { .. } | Control::CheckBox | Control::Choice(_) | Control::Lookup => true,
        Control::Generated { .. } | Control::Shown { .. } => false,
    }
}

/// A list in JavaScript of everything that labels can be called.
fn list(labels: impl Iterator<Item = impl AsRef<str>>, locators: &[Locators]) -> String {
    let mut words: Vec<String> = Vec::new();
    for label in labels {
        for word in locators
            .iter()
            .flat_map(|it| it.words(label.as_ref(), &Terms::default()))
        {
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    serde_json::Value::from(words).to_string()
}
