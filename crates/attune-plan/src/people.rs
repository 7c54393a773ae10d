//! Choosing people by selector.

use std::collections::BTreeSet;

use attune_model::{
    EmailPattern, LevelName, PeopleSelector, Place, ProblemKind, Resource, ResourceId,
};
use globset::GlobMatcher;

use crate::context::Context;
use crate::findings::Findings;
use crate::level_choice::unknown;
use crate::ownership::matcher;
use crate::targets::Targets;

/// A selector with its globs made ready.
pub(crate) struct Selector<'a> {
    wanted: &'a PeopleSelector,
    emails: Option<Vec<Option<GlobMatcher>>>,
    except: Vec<Option<GlobMatcher>>,
}

impl<'a> Selector<'a> {
    pub(crate) fn new(wanted: &'a PeopleSelector) -> Self {
        let ready = |patterns: &[EmailPattern]| {
            let globs = patterns.iter().map(|pattern| matcher(&pattern.0));
            globs.collect::<Vec<_>>()
        };
        Self {
            wanted,
            emails: wanted.emails.as_deref().map(ready),
            except: ready(&wanted.except),
        }
    }

    /// The names of levels that it chooses by; `None` where the level does not matter.
    pub(crate) fn levels(&self) -> Option<&'a [LevelName]> {
        self.wanted.levels.as_deref()
    }

    /// Whether it chooses by one of these names of levels, or not by level at all.
    pub(crate) fn fits_level(&self, names: &BTreeSet<LevelName>) -> bool {
        self.levels()
            .is_none_or(|levels| levels.iter().any(|level| names.contains(level)))
    }

    /// Whether it chooses a person, whatever their level.
    pub(crate) fn fits_but_for_level(&self, person: &Resource) -> bool {
        let PeopleSelector {
            emails: _,
            levels: _,
            license_types,
            except: _,
            active,
        } = self.wanted;
        active.is_none_or(|wanted| person.active == wanted)
            && license_types
                .as_ref()
                .is_none_or(|types| types.contains(&person.license_type))
            && self
                .emails
                .as_ref()
                .is_none_or(|globs| any_match(globs, person))
            && !any_match(&self.except, person)
    }

    /// Says which addresses and levels the tenant does not have, and, where nobody is chosen, that.
    pub(crate) fn check(
        &self,
        context: &Context<'_>,
        targets: &Targets,
        chooses_nobody: bool,
        place: &Place,
        findings: &mut Findings,
    ) {
        let before = findings.problems.len();
        self.strangers(context, &place.key("emails"), findings);
        let levels = place.key("levels");
        for (index, name) in self.levels().unwrap_or_default().iter().enumerate() {
            if targets.named(context, name).is_empty() {
                unknown(context, targets, name, &levels.index(index), findings);
            }
        }
        if chooses_nobody && findings.problems.len() == before {
            self.nobody(place, findings);
        }
    }

    /// Entries of `emails` without a wildcard that match no person at all.
    fn strangers(&self, context: &Context<'_>, place: &Place, findings: &mut Findings) {
        let patterns = self.wanted.emails.as_deref().unwrap_or_default();
        let globs = self.emails.as_deref().unwrap_or_default();
        for (index, (pattern, glob)) in patterns.iter().zip(globs).enumerate() {
            let is_known = context.resources.values().any(|resource| {
                !resource.is_api_user() && any_match(std::slice::from_ref(glob), resource)
            });
            if !pattern.is_glob() && !is_known {
                findings.problem(
                    &place.index(index),
                    ProblemKind::UnknownPerson,
                    format!("this tenant has no person with the e-mail address {pattern}"),
                    "Correct the address, or remove it if the person belongs to another tenant.",
                );
            }
        }
    }

    fn nobody(&self, place: &Place, findings: &mut Findings) {
        let message = match self.wanted.active {
            Some(true) => "no active person of this tenant matches",
            Some(false) => "no inactive person of this tenant matches",
            None => "no person of this tenant matches",
        };
        if self.emails.is_some() {
            findings.problem(
                &place.key("emails"),
                ProblemKind::NoPeopleMatched,
                message,
                "Check the patterns against the people's e-mail addresses in Autotask.",
            );
        } else {
            findings.problem(
                place,
                ProblemKind::NoPeopleMatched,
                message,
                "Check the levels and licence types against what people hold in Autotask.",
            );
        }
    }
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

fn any_match(globs: &[Option<GlobMatcher>], person: &Resource) -> bool {
    globs
        .iter()
        .flatten()
        .any(|glob| glob.is_match(&person.email))
}
