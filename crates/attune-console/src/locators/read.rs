//! Reading a file of locators, strictly.

use attune_model::catalogue::{CI_TERMS, ORG_TERMS};
use serde_saphyr::Spanned;
use serde_saphyr::options::MergeKeyPolicy;

use super::file::{WrittenFile, WrittenLabel, WrittenPage, WrittenTerm};
use super::{LocalTerm, LocatorsError, Page, PageKind, Said};

/// The version of the format.
const FORMAT: u32 = 1;

/// Line and column, both counted from 1.
type Place = (u64, u64);

/// A file's entries.
pub(super) struct File {
    pub(super) language: String,
    pub(super) pages: Vec<(PageKind, Page)>,
    pub(super) labels: Vec<(Place, String, Said)>,
    pub(super) terms: Vec<(&'static str, LocalTerm)>,
}

/// Reads a text: no anchors, no merge keys, no unknown keys.
pub(super) fn read(name: &str, text: &str) -> Result<File, LocatorsError> {
    let unsound = |place, what: String| LocatorsError::Unsound {
        file: name.to_owned(),
        place,
        what,
    };
    let options = serde_saphyr::options! {
        strict_booleans: true,
        strict_indentation: true,
        merge_keys: MergeKeyPolicy::Error,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 16,
            max_documents: 1,
        },
    };
    let file: WrittenFile =
        serde_saphyr::from_str_with_options(text, options).map_err(|error| {
            let place = error.location().map(|at| (at.line(), at.column()));
            let said = error.to_string();
            // The parser's own text ends with the place, which is kept apart here.
            let suffix = place.map(|(line, column)| format!(" at line {line}, column {column}"));
            let what = suffix.and_then(|suffix| said.strip_suffix(&suffix).map(str::to_owned));
            unsound(place, what.unwrap_or(said))
        })?;
    let WrittenFile {
        locators,
        language,
        pages,
        labels,
        terms,
    } = file;
    if locators.value != FORMAT {
        let what = format!(
            "locators of format {} are not known, only of format {FORMAT}",
            locators.value
        );
        return Err(unsound(Some(place(&locators)), what));
    }
    let mut file = File {
        language,
        pages: Vec::new(),
        labels: Vec::new(),
        terms: Vec::new(),
    };
    for written in pages {
        let at = place(&written.page);
        let (kind, page) = of_page(written);
        if file.pages.iter().any(|(before, _)| *before == kind) {
            return Err(unsound(Some(at), "this page stands here twice".to_owned()));
        }
        file.pages.push((kind, page));
    }
    for written in labels {
        let at = place(&written.label);
        if written.words.iter().any(|words| words.trim().is_empty()) {
            return Err(unsound(Some(at), "a label needs words".to_owned()));
        }
        let (label, said) = of_label(written);
        file.labels.push((at, label, said));
    }
    for written in terms {
        let at = place(&written.term);
        let known = ORG_TERMS.into_iter().chain(CI_TERMS).map(|(one, _)| one);
        let Some(term) = known.into_iter().find(|one| *one == written.term.value) else {
            let what = format!("no tenant can choose the term `{}`", written.term.value);
            return Err(unsound(Some(at), what));
        };
        file.terms.push((term, of_term(written)));
    }
    Ok(file)
}

fn place<T>(spanned: &Spanned<T>) -> Place {
    (spanned.referenced.line(), spanned.referenced.column())
}

fn of_page(written: WrittenPage) -> (PageKind, Page) {
    let WrittenPage {
        page,
        headings,
        paths,
        ids,
        way,
        link,
        buttons,
        source,
        valid_from,
        confidence,
    } = written;
    let described = Page {
        headings,
        paths,
        ids,
        way,
        link,
        buttons,
        source,
        valid_from,
        confidence,
    };
    (page.value, described)
}

fn of_label(written: WrittenLabel) -> (String, Said) {
    let WrittenLabel {
        label,
        words,
        source,
        valid_from,
        confidence,
    } = written;
    (
        label.value,
        Said {
            words,
            source,
            valid_from,
            confidence,
        },
    )
}

fn of_term(written: WrittenTerm) -> LocalTerm {
    let WrittenTerm {
        term: _,
        one,
        many,
        of,
        source,
        valid_from,
        confidence,
    } = written;
    LocalTerm {
        one,
        many,
        of,
        source,
        valid_from,
        confidence,
    }
}
