//! How many API-only levels a tenant may have.

use attune_model::{LevelName, Place, ProblemKind};

use crate::context::Context;
use crate::findings::Findings;
use crate::targets::{Key, Origin, Targets};

/// The most custom API-only levels that Autotask lets a tenant have (`rest.md` 1.4). Whether inactive ones count is not
/// established; they are counted.
const CUSTOM_API_ONLY: usize = 50;

/// Says where more API-only levels would be made than Autotask allows.
///
/// Levels whose kind nobody knows are not counted, only spoken of: a guess would refuse plans that Autotask takes.
pub(crate) fn check(context: &Context<'_>, targets: &Targets, findings: &mut Findings) {
    let made: Vec<(&LevelName, Place)> = targets
        .keys()
        .filter_map(|key| {
            let Key::New(name) = key else { return None };
            let target = targets.get(key)?;
            // What an interrupted run began may be there already: it is finished, not made once more.
            let is_made =
                matches!(target.origin, Origin::Copy(_)) && !context.is_unfinished(&target.step);
            let place = Place("securityLevels".to_owned()).key(target.handle.as_ref()?);
            (is_made && targets.is_api_only(context, key) == Some(true)).then_some((name, place))
        })
        .collect();
    if made.is_empty() {
        return;
    }
    let kinds: Vec<Option<bool>> = context
        .levels
        .iter()
        .filter(|(_, level)| !level.system)
        .map(|(id, _)| context.is_api_only(*id))
        .collect();
    let there = kinds.iter().filter(|kind| **kind == Some(true)).count();
    let unknown = kinds.iter().filter(|kind| kind.is_none()).count();
    let room = CUSTOM_API_ONLY.saturating_sub(there);
    let Some((first, place)) = made.get(room) else {
        return;
    };
    let others = if unknown == 0 {
        String::new()
    } else {
        format!("; of {unknown} other custom levels nobody knows whether they are API-only")
    };
    let message = format!(
        "\"{first}\" would be one too many: a tenant may have {CUSTOM_API_ONLY} custom API-only levels, this one has {there}, and {} would be made{others}",
        made.len()
    );
    findings.problem(
        place,
        ProblemKind::LevelLimit,
        message,
        "Autotask does not lift this limit. Let API users share a level, or rename one that is no longer used with `was`.",
    );
}
