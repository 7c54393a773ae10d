//! Which local terms a tenant uses, found from its page.

use attune_model::catalogue::{CI_TERMS, ORG_TERMS, Terms};

use super::cells::fits;
use super::sheet::Sheet;
use crate::locators::Locators;

/// The terms with which most cells are found; those of the official help where others do no better. The two terms stand in
/// different labels, so each is looked for by itself.
pub(super) fn find(sheet: &Sheet<'_>, locators: &Locators) -> Terms {
    let count = |terms: &Terms| fits(sheet, locators, terms).len();
    let mut best = Terms::default();
    let mut most = count(&best);
    let mut consider = |best: &mut Terms, terms: Option<Terms>| {
        if let Some(terms) = terms {
            let found = count(&terms);
            if found > most {
                most = found;
                *best = terms;
            }
        }
    };
    for (term, _) in ORG_TERMS {
        let other = best.with_org(term);
        consider(&mut best, other);
    }
    for (term, _) in CI_TERMS {
        let other = best.with_ci(term);
        consider(&mut best, other);
    }
    best
}
