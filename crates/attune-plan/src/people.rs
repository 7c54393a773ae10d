//! Choosing people by selector.

use attune_model::{EmailPattern, PeopleSelector, Resource, ResourceId};
use globset::{GlobBuilder, GlobMatcher};

use crate::context::Context;

/// Who a selector chooses.
pub(crate) struct Chosen {
    /// The people, by number.
    pub(crate) people: Vec<ResourceId>,
    /// The entries of `emails` without a wildcard that match no person at all, by index.
    pub(crate) strangers: Vec<usize>,
}

/// Chooses among the people of the tenant. API users are never chosen.
pub(crate) fn choose(context: &Context<'_>, selector: &PeopleSelector) -> Chosen {
    let PeopleSelector {
        emails,
        except,
        active,
    } = selector;
    let wanted: Vec<Option<GlobMatcher>> = emails.iter().map(matcher).collect();
    let unwanted: Vec<Option<GlobMatcher>> = except.iter().map(matcher).collect();
    let people: Vec<(ResourceId, &Resource)> = context
        .resources
        .iter()
        .filter(|(_, resource)| !resource.is_api_user())
        .map(|(id, resource)| (*id, resource))
        .collect();

    let strangers = emails
        .iter()
        .zip(&wanted)
        .enumerate()
        .filter(|(_, (pattern, _))| !pattern.is_glob())
        .filter(|(_, (_, matcher))| {
            !people
                .iter()
                .any(|(_, person)| matches(matcher.as_ref(), person))
        })
        .map(|(index, _)| index)
        .collect();
    let people = people
        .iter()
        .filter(|(_, person)| active.is_none_or(|wanted| person.active == wanted))
        .filter(|(_, person)| wanted.iter().any(|glob| matches(glob.as_ref(), person)))
        .filter(|(_, person)| !unwanted.iter().any(|glob| matches(glob.as_ref(), person)))
        .map(|(id, _)| *id)
        .collect();
    Chosen { people, strangers }
}

/// The people with this address, whether active or not.
pub(crate) fn with_email<'a>(
    context: &Context<'a>,
    pattern: &EmailPattern,
) -> Vec<(ResourceId, &'a Resource)> {
    context
        .resources
        .iter()
        .filter(|(_, resource)| {
            !resource.is_api_user() && resource.email.eq_ignore_ascii_case(&pattern.0)
        })
        .map(|(id, resource)| (*id, resource))
        .collect()
}

/// `None` for a pattern that is no glob; the loader refuses those, and they match nobody.
fn matcher(pattern: &EmailPattern) -> Option<GlobMatcher> {
    GlobBuilder::new(&pattern.0)
        .case_insensitive(true)
        .build()
        .ok()
        .map(|glob| glob.compile_matcher())
}

fn matches(matcher: Option<&GlobMatcher>, person: &Resource) -> bool {
    matcher.is_some_and(|matcher| matcher.is_match(&person.email))
}
