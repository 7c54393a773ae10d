//! Two tenants.

use attune_audit::{
    ApiUserComparison, ApiUserName, ApiUsersComparison, FieldComparison, LevelComparison,
    LevelsComparison, TenantComparison, TenantSide,
};
use attune_model::LevelName;

use super::levels::{cell, differs, tally, values};
use crate::audit::{chapters, words};
use crate::outline::{Chapter, Entry, Outline};

pub(super) fn outline(comparison: &TenantComparison) -> Outline {
    let TenantComparison {
        a,
        b,
        levels,
        api_users,
    } = comparison;
    let mut chapters: Vec<Chapter> = [a, b].into_iter().map(unseen).collect();
    chapters.extend(
        levels
            .iter()
            .flat_map(|levels| level_chapters(levels, a, b)),
    );
    chapters.extend(
        api_users
            .iter()
            .flat_map(|users| user_chapters(users, a, b)),
    );
    let title = format!("Comparison of {} with {}", named(a), named(b));
    Outline::new(&title, &summary(comparison), chapters)
}

/// With the time, by which one tenant at two times is told apart.
fn named(
    TenantSide {
        tenant,
        at,
        unseen: _,
    }: &TenantSide,
) -> String {
    format!("{tenant} at {at}")
}

fn unseen(side: &TenantSide) -> Chapter {
    let title = format!("What could not be read of {}", named(side));
    Chapter::new(&title, chapters::unseen(&side.unseen))
}

fn level_chapters(levels: &LevelsComparison, a: &TenantSide, b: &TenantSide) -> [Chapter; 4] {
    let LevelsComparison {
        only_a,
        only_b,
        both,
    } = levels;
    let names = |names: &[LevelName]| names.iter().map(|name| Entry::new(name.as_str())).collect();
    let (other, like): (Vec<_>, Vec<_>) = both.iter().partition(|level| is_other(level));
    let entries = |levels: Vec<&LevelComparison>| levels.into_iter().map(level).collect();
    [
        Chapter::new(&format!("Levels of {} only", named(a)), names(only_a)),
        Chapter::new(&format!("Levels of {} only", named(b)), names(only_b)),
        Chapter::new("Levels that differ", entries(other)),
        Chapter::new("Levels of which no difference was seen", entries(like)),
    ]
}

fn is_other(level: &LevelComparison) -> bool {
    level.counts.differs > 0 || level.a.active != level.b.active
}

fn level(level: &LevelComparison) -> Entry {
    let LevelComparison {
        a,
        b,
        counts,
        cells,
    } = level;
    let active = (a.active != b.active)
        .then(|| format!("{} | {}", words::active(a.active), words::active(b.active)));
    let holders = format!(
        "{} | {}",
        words::holders(a.holders),
        words::holders(b.holders)
    );
    let cells = cells.iter().filter(|one| differs(&one.verdict)).map(cell);
    Entry::new(a.name.as_str())
        .maybe("state", active)
        .fact("held by", &holders)
        .fact("cells", &tally(*counts))
        .list(cells)
}

fn user_chapters(users: &ApiUsersComparison, a: &TenantSide, b: &TenantSide) -> [Chapter; 4] {
    let ApiUsersComparison {
        only_a,
        only_b,
        both,
    } = users;
    let names = |names: &[ApiUserName]| names.iter().map(|name| Entry::new(&who(name))).collect();
    let (other, like): (Vec<_>, Vec<_>) = both.iter().partition(|user| has_difference(user));
    let entries = |users: Vec<&ApiUserComparison>| users.into_iter().map(user).collect();
    [
        Chapter::new(&format!("API users of {} only", named(a)), names(only_a)),
        Chapter::new(&format!("API users of {} only", named(b)), names(only_b)),
        Chapter::new("API users that differ", entries(other)),
        Chapter::new("API users of which no difference was seen", entries(like)),
    ]
}

fn who(ApiUserName { name, email }: &ApiUserName) -> String {
    format!("{name} <{email}>")
}

fn has_difference(user: &ApiUserComparison) -> bool {
    user.fields.iter().any(|field| differs(&field.verdict))
}

fn user(ApiUserComparison { a, b: _, fields }: &ApiUserComparison) -> Entry {
    let fields = fields
        .iter()
        .map(|FieldComparison { field, verdict }| format!("{field}: {}", values(verdict)));
    Entry::new(&who(a)).list(fields)
}

fn summary(comparison: &TenantComparison) -> String {
    let levels = comparison.levels.as_ref().map(|levels| {
        let other = levels.both.iter().filter(|level| is_other(level)).count();
        (other, levels.only_a.len() + levels.only_b.len())
    });
    let users = comparison.api_users.as_ref().map(|users| {
        let other = users
            .both
            .iter()
            .filter(|user| has_difference(user))
            .count();
        (other, users.only_a.len() + users.only_b.len())
    });
    let part = |counts: Option<(usize, usize)>, one: &str, many: &str| match counts {
        Some((other, only)) => format!(
            "{} and {only} on one side only",
            words::counted(other, one, many)
        ),
        None => format!("{many}: not compared"),
    };
    format!(
        "{}; {}.",
        part(levels, "level that differs", "levels that differ"),
        part(users, "API user that differs", "API users that differ")
    )
}
