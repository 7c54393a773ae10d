//! Choosing people by selector.

use std::collections::BTreeSet;

use attune_model::{
    EmailPattern, LevelName, Note, PeopleSelector, Place, ProblemKind, Resource, ResourceId,
};
use globset::GlobMatcher;

use crate::context::{Context, person};
use crate::findings::Findings;
use crate::level_choice::unknown;
use crate::ownership::matcher;
use crate::targets::Targets;

/// A selector with its patterns made ready.
pub(crate) struct Selector<'a> {
    wanted: &'a PeopleSelector,
    emails: Option<Emails>,
    except: Emails,
}

/// E-mail addresses in lower case, and globs over them.
struct Emails {
    exact: BTreeSet<String>,
    globs: Vec<GlobMatcher>,
}

impl Emails {
    fn new(patterns: &[EmailPattern]) -> Self {
        let (globs, exact): (Vec<_>, Vec<_>) =
            patterns.iter().partition(|pattern| pattern.is_glob());
        Self {
            exact: exact.iter().map(|one| one.0.to_lowercase()).collect(),
            globs: globs.iter().filter_map(|one| matcher(&one.0)).collect(),
        }
    }

    fn fit(&self, person: &Resource) -> bool {
        !self.exact.is_empty() && self.exact.contains(&person.email.to_lowercase())
            || self.globs.iter().any(|glob| glob.is_match(&person.email))
    }
}

impl<'a> Selector<'a> {
    pub(crate) fn new(wanted: &'a PeopleSelector) -> Self {
        Self {
            wanted,
            emails: wanted.emails.as_deref().map(Emails::new),
            except: Emails::new(&wanted.except),
        }
    }

    /// The addresses of all whom it can choose, in lower case; `None` where patterns or other criteria decide.
    pub(crate) fn addresses(&self) -> Option<&BTreeSet<String>> {
        let emails = self.emails.as_ref()?;
        emails.globs.is_empty().then_some(&emails.exact)
    }

    /// Everyone whom it chooses, whatever their level.
    pub(crate) fn chosen<'c>(&self, context: &Context<'c>) -> Vec<(ResourceId, &'c Resource)> {
        let fits = |(_, person): &(ResourceId, &Resource)| self.fits_but_for_level(person);
        match self.addresses() {
            Some(addresses) => addresses
                .iter()
                .flat_map(|email| context.people_at(email))
                .filter(|(_, person)| !context.is_ignored(person))
                .filter(fits)
                .collect(),
            None => context.people().filter(fits).collect(),
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
            && self.emails.as_ref().is_none_or(|emails| emails.fit(person))
            && !self.except.fit(person)
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
        let left = self.strangers(context, &place.key("emails"), findings);
        let levels = place.key("levels");
        for (index, name) in self.levels().unwrap_or_default().iter().enumerate() {
            if targets.named(name).is_empty() {
                unknown(context, targets, name, &levels.index(index), findings);
            }
        }
        if chooses_nobody && findings.problems.len() == before {
            self.nobody(place, &left, findings);
            return;
        }
        let all_the_same = match self.wanted.active {
            Some(_) => "",
            None => ", and is chosen all the same",
        };
        findings.notes.extend(left.iter().map(|(place, who)| {
            Note::Advice(format!(
                "{who} is inactive{all_the_same}: take the address out at {place}, if they left."
            ))
        }));
    }

    /// Says which entries of `emails` without a wildcard match no person at all; gives those that match only inactive
    /// people, who are named.
    fn strangers(
        &self,
        context: &Context<'_>,
        place: &Place,
        findings: &mut Findings,
    ) -> Vec<(Place, String)> {
        let mut left = Vec::new();
        let patterns = self.wanted.emails.as_deref().unwrap_or_default();
        for (index, pattern) in patterns.iter().enumerate() {
            if pattern.is_glob() {
                continue;
            }
            let found = with_email(context, pattern);
            let Some((id, first)) = found.first() else {
                findings.problem(
                    &place.index(index),
                    ProblemKind::UnknownPerson,
                    format!("this tenant has no person with the e-mail address {pattern}"),
                    "Correct the address, or remove it if the person belongs to another tenant.",
                );
                continue;
            };
            let are_gone = found
                .iter()
                .all(|(_, one)| !one.active && !context.is_ignored(one));
            if are_gone && self.wanted.active != Some(false) {
                left.push((place.index(index), person(*id, first).to_string()));
            }
        }
        left
    }

    fn nobody(&self, place: &Place, left: &[(Place, String)], findings: &mut Findings) {
        if let [(place, who), ..] = left {
            findings.problem(
                place,
                ProblemKind::NoPeopleMatched,
                format!("{who} is inactive, and nobody else is chosen here"),
                "Take the address out, if they left, or choose somebody who is active.",
            );
            return;
        }
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
    context.people_at(&pattern.0).collect()
}
