//! Whether a page is the one that was meant.

use attune_model::catalogue::Terms;

use super::PageError;
use crate::extract::Extract;
use crate::locators::{Locators, Page, PageKind};

/// That a page is from this host: host and port, as an address writes them.
///
/// # Errors
/// [`PageError::AnotherHost`] where it is not.
pub fn expect_host(extract: &Extract, host: &str) -> Result<(), PageError> {
    if extract.host.eq_ignore_ascii_case(host) {
        Ok(())
    } else {
        Err(PageError::AnotherHost {
            expected: host.to_owned(),
            found: extract.host.clone(),
        })
    }
}

/// Which page this is; none where it is one that the locators do not know.
pub fn page_kind(extract: &Extract, locators: &Locators) -> Option<PageKind> {
    const KINDS: [PageKind; 9] = [
        PageKind::SignIn,
        PageKind::AccessDenied,
        PageKind::SecurityLevels,
        PageKind::SecurityLevel,
        PageKind::Resources,
        PageKind::NewApiUser,
        PageKind::ApiUser,
        PageKind::Resource,
        PageKind::ProtectedData,
    ];
    KINDS.into_iter().find(|kind| {
        locators
            .page(*kind)
            .is_some_and(|page| is(extract, locators, *kind, page))
    })
}

/// Which page this is, where somebody is signed in who may open it.
///
/// # Errors
/// [`PageError::SignedOut`] and [`PageError::AccessDenied`].
pub fn signed_in(extract: &Extract, locators: &Locators) -> Result<Option<PageKind>, PageError> {
    match page_kind(extract, locators) {
        Some(PageKind::SignIn) => Err(PageError::SignedOut),
        Some(PageKind::AccessDenied) => Err(PageError::AccessDenied),
        other => Ok(other),
    }
}

/// That a page is one of these, in the language of the locators.
pub fn expect(
    extract: &Extract,
    locators: &Locators,
    kinds: &[PageKind],
) -> Result<PageKind, PageError> {
    let found = signed_in(extract, locators)?;
    let language = extract.main_language();
    if !language.is_empty() && !language.eq_ignore_ascii_case(locators.language()) {
        return Err(PageError::Language {
            page: language.to_owned(),
            locators: locators.language().to_owned(),
        });
    }
    match (found, kinds) {
        (Some(found), _) if kinds.contains(&found) => Ok(found),
        (_, kinds) => Err(PageError::AnotherPage {
            expected: kinds.first().copied().unwrap_or(PageKind::SecurityLevel),
            heading: extract.heading.clone(),
        }),
    }
}

/// The number of what a page shows, from its address.
pub(super) fn id(extract: &Extract, locators: &Locators, kind: PageKind) -> Option<i64> {
    let names = &locators.page(kind)?.ids;
    let (_, value) = extract
        .ids
        .iter()
        .find(|(name, _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))?;
    value.parse().ok()
}

/// Heading and path must both fit, where a path is known. To be sent away is recognised by either, since a refusal can
/// stand at the address of the page that was asked for (`console.md` 1.1).
fn is(extract: &Extract, locators: &Locators, kind: PageKind, page: &Page) -> bool {
    let path = extract.path.to_lowercase();
    let is_path = page
        .paths
        .iter()
        .any(|known| path.ends_with(&known.to_lowercase()));
    let is_called = |words: &str| {
        page.headings
            .iter()
            .any(|label| locators.is(words, label, &Terms::default()))
    };
    match kind {
        PageKind::SignIn | PageKind::AccessDenied => {
            is_path || is_called(&extract.heading) || is_called(&extract.title)
        }
        PageKind::SecurityLevels
        | PageKind::SecurityLevel
        | PageKind::Resources
        | PageKind::NewApiUser
        | PageKind::ApiUser
        | PageKind::Resource
        | PageKind::ProtectedData => {
            is_called(&extract.heading) && (is_path || page.paths.is_empty())
        }
    }
}
