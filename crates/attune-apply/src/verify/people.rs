//! Who is chosen by a selector, and what is claimed of them: that they hold their level.

use std::collections::BTreeSet;

use attune_model::{
    Assignment, Claim, EmailPattern, Handle, LevelId, LevelName, OwnershipWord, PeopleSelector,
    Resource, ResourceId, Verdict,
};
use globset::{GlobBuilder, GlobMatcher};

use super::tenant::Tenant;
use super::{claim as claimed, not_shown, reported};

pub(super) fn claim(look: Tenant<'_>, handle: &Handle, wanted: &Assignment) -> Claim {
    let object = format!("people {handle}");
    let choice = &wanted.security_level;
    let what = format!("hold \"{}\"", look.name_of(choice));
    claimed(&object, what, verdict(look, wanted))
}

fn verdict(look: Tenant<'_>, wanted: &Assignment) -> Verdict {
    if let Err(why) = look.resources() {
        return not_shown(format!("the people could not be read: {why}"));
    }
    let Some(level) = look.chosen(&wanted.security_level) else {
        return not_shown("that level is not there, or could not be read");
    };
    // Whom the block has moved already, it does not choose by their level any more.
    let chosen: Vec<&Resource> = chosen(look, &wanted.who, Some(level))
        .map(|(_, person)| person)
        .collect();
    if chosen.is_empty() {
        return not_shown("nobody is chosen");
    }
    let others: BTreeSet<String> = chosen
        .iter()
        .filter(|person| !is_held(look, person, level))
        .map(|person| {
            let held = look.level_name(person.level);
            format!("{} holds \"{held}\"", person.full_name())
        })
        .collect();
    if others.is_empty() {
        return reported(true, format!("REST reports it of all {}", chosen.len()));
    }
    let others: Vec<String> = others.into_iter().collect();
    reported(false, format!("REST reports: {}", others.join("; ")))
}

/// The people whom a selector chooses, but for those whom the policy ignores. The holder of `given` is chosen whatever
/// levels it names.
pub(super) fn chosen<'a>(
    look: Tenant<'a>,
    who: &PeopleSelector,
    given: Option<LevelId>,
) -> impl Iterator<Item = (ResourceId, &'a Resource)> {
    let PeopleSelector {
        emails,
        levels,
        license_types,
        except,
        active,
    } = who.clone();
    let emails = emails.as_deref().map(globs);
    let except = globs(&[except, ignored(look)].concat());
    let any = |globs: &[GlobMatcher], person: &Resource| {
        globs.iter().any(|glob| glob.is_match(&person.email))
    };
    look.resources()
        .into_iter()
        .flatten()
        .map(|(id, person)| (*id, person))
        .filter(move |(_, person)| {
            !person.is_api_user()
                && active.is_none_or(|active| person.active == active)
                && license_types
                    .as_ref()
                    .is_none_or(|types| types.contains(&person.license_type))
                && emails.as_ref().is_none_or(|globs| any(globs, person))
                && !any(&except, person)
                && levels.as_ref().is_none_or(|levels| {
                    given.is_some_and(|given| is_held(look, person, given))
                        || names(look, person.level)
                            .iter()
                            .any(|name| levels.contains(name))
                })
        })
}

/// Whether someone holds a level, or the copy that rules put in its place.
fn is_held(look: Tenant<'_>, person: &Resource, level: LevelId) -> bool {
    person.level == level || look.remembered.copies.get(&level) == Some(&person.level)
}

/// The names that holders of a level are chosen by: its own, and that of the system level whose copy it is.
fn names(look: Tenant<'_>, level: LevelId) -> BTreeSet<LevelName> {
    let copied = look.remembered.copies.iter();
    let bases = copied
        .filter(|(_, copy)| **copy == level)
        .map(|(base, _)| *base);
    let levels = look.levels().ok();
    bases
        .chain([level])
        .filter_map(|id| Some(levels?.get(&id)?.name.clone()))
        .collect()
}

/// Whom the policy ignores.
fn ignored(look: Tenant<'_>) -> Vec<EmailPattern> {
    let words = look.desired.ownership.people.iter();
    words
        .filter(|(_, word)| **word == OwnershipWord::Ignore)
        .map(|(email, _)| EmailPattern(email.clone()))
        .collect()
}

/// Globs without case; the loader refuses what is none.
fn globs(patterns: &[EmailPattern]) -> Vec<GlobMatcher> {
    patterns
        .iter()
        .filter_map(|pattern| {
            let glob = GlobBuilder::new(&pattern.0).case_insensitive(true).build();
            Some(glob.ok()?.compile_matcher())
        })
        .collect()
}
