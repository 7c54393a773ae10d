//! What is claimed of a level: that it is there, its name, its `Active` box, its cells.

use attune_model::{Claim, DesiredLevel, Handle};

use super::hands::Hands;
use super::tenant::Tenant;
use super::{cells, claim, not_shown, reported};

pub(super) fn claims(
    look: Tenant<'_>,
    handle: &Handle,
    wanted: &DesiredLevel,
    hands: &Hands,
    claims: &mut Vec<Claim>,
) {
    let object = format!("level \"{}\"", wanted.name);
    let levels = match look.levels() {
        Ok(levels) => levels,
        Err(why) => {
            let why = format!("the levels could not be read: {why}");
            claims.push(claim(&object, "is there", not_shown(why)));
            return;
        }
    };
    let found = look
        .level_of(handle)
        .and_then(|id| levels.get_key_value(&id));
    let Some((id, level)) = found else {
        let verdict = reported(false, "REST lists no level, or more than one, of this name");
        claims.push(claim(&object, "is there", verdict));
        return;
    };
    let there = reported(true, format!("REST lists it as level {id}"));
    claims.push(claim(&object, "is there", there));
    let named = reported(
        level.name == wanted.name,
        format!("REST lists level {id} as \"{}\"", level.name),
    );
    claims.push(claim(
        &object,
        format!("is named \"{}\"", wanted.name),
        named,
    ));
    let active = if look.is_over(wanted.expires) {
        Some(false)
    } else {
        wanted.active
    };
    if let Some(active) = active {
        let what = format!("is {}", word(active));
        let verdict = reported(
            level.active == active,
            format!("REST lists it as {}", word(level.active)),
        );
        claims.push(claim(&object, what, verdict));
    }
    if !wanted.cells.is_empty() {
        claims.extend(cells::claims(look, &object, *id, level, wanted, hands));
    }
}

/// The `Active` box in a word.
pub(super) fn word(active: bool) -> &'static str {
    if active { "active" } else { "inactive" }
}
