//! `impersonation`.

use std::collections::BTreeMap;

use attune_model::{Handle, ImpersonationRule, RuleLevels, SystemLevelPolicy};

use crate::finding::Findings;
use crate::lower::block::blocks;
use crate::lower::selector;
use crate::reader::{Fields, Item};
use crate::rules::{can_login_true, one_of_two, unknown_word};

/// Reads the section.
pub(super) fn lower(
    section: Option<Item<'_>>,
    out: &mut Findings,
) -> BTreeMap<Handle, ImpersonationRule> {
    blocks(section, out)
        .into_iter()
        .filter_map(|(handle, item)| Some((handle, rule(&item, out)?)))
        .collect()
}

fn rule(item: &Item<'_>, out: &mut Findings) -> Option<ImpersonationRule> {
    let mut fields = item.fields(out)?;
    let allow = fields.required("allow");
    let allow = allow.and_then(|item| item.boolean(out));
    let levels = levels_of(item, &mut fields, out);
    let system_levels = match fields.optional("systemLevels") {
        Some(item) => policy(&item, out),
        None => Some(SystemLevelPolicy::Refuse),
    };
    let can_login = fields
        .optional("canLogin")
        .and_then(|item| never_again(&item, out));
    fields.finish(out);
    Some(ImpersonationRule {
        allow: allow?,
        levels: levels?,
        system_levels: system_levels?,
        can_login,
    })
}

/// The levels that are meant: by who holds them, or by name.
fn levels_of(item: &Item<'_>, fields: &mut Fields<'_>, out: &mut Findings) -> Option<RuleLevels> {
    let named = fields.optional("levels");
    let held = match &named {
        None => fields.required("levelsHeldBy"),
        Some(_) => fields.optional("levelsHeldBy"),
    };
    match (held, named) {
        (Some(held), None) => selector::lower(&held, out).map(RuleLevels::HeldBy),
        (None, Some(named)) => selector::names(&named, out).map(RuleLevels::Named),
        (Some(held), Some(named)) => out.refuse(one_of_two::finding(item, &held, &named)),
        (None, None) => None,
    }
}

fn policy(item: &Item<'_>, out: &mut Findings) -> Option<SystemLevelPolicy> {
    match item.node.text() {
        Some("copy") => Some(SystemLevelPolicy::Copy),
        Some("refuse") => Some(SystemLevelPolicy::Refuse),
        Some(_) | None => out.refuse(unknown_word::finding(item, &["copy", "refuse"])),
    }
}

fn never_again(item: &Item<'_>, out: &mut Findings) -> Option<bool> {
    if item.boolean(out)? {
        return out.refuse(can_login_true::finding(item));
    }
    Some(false)
}
