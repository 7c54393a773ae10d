//! `policy`: what is protected, what is ignored and whether what has lost its block goes, apart from the blocks.

use std::collections::BTreeMap;

use attune_model::{Ownership, OwnershipWord};
use globset::GlobBuilder;

use crate::finding::Findings;
use crate::reader::{Fields, Item};
use crate::rules::{glob_invalid, policy_word};

/// Reads the section.
pub(super) fn lower(section: Option<Item<'_>>, out: &mut Findings) -> Ownership {
    let mut ownership = Ownership::default();
    let Some(mut fields) = section.and_then(|section| section.fields(out)) else {
        return ownership;
    };
    let parts = [
        ("securityLevels", &mut ownership.security_levels),
        ("apiUsers", &mut ownership.api_users),
        ("people", &mut ownership.people),
    ];
    for (key, target) in parts {
        if let Some(item) = fields.optional(key) {
            *target = words(&item, out);
        }
    }
    let prune = fields.optional("prune");
    ownership.prune = prune.and_then(|item| item.boolean(out)).unwrap_or(false);
    fields.finish(out);
    ownership
}

fn words(item: &Item<'_>, out: &mut Findings) -> BTreeMap<String, OwnershipWord> {
    let rest = item.fields(out).map(Fields::into_rest).unwrap_or_default();
    rest.into_iter()
        .filter_map(|entry| {
            let item = Item::of(entry);
            let glob = GlobBuilder::new(&item.name).case_insensitive(true).build();
            if let Err(error) = glob {
                return out.refuse(glob_invalid::finding(&item, &error));
            }
            Some((item.name.clone().into_owned(), word(&item, out)?))
        })
        .collect()
}

fn word(item: &Item<'_>, out: &mut Findings) -> Option<OwnershipWord> {
    let before = out.count();
    let mut fields = item.fields(out)?;
    let protect = fields.optional("protect");
    let protect = protect.and_then(|item| item.boolean(out)).unwrap_or(false);
    let ignore = fields.optional("ignore");
    let ignore = ignore.and_then(|item| item.boolean(out)).unwrap_or(false);
    fields.finish(out);
    match (protect, ignore) {
        (true, false) => Some(OwnershipWord::Protect),
        (false, true) => Some(OwnershipWord::Ignore),
        (true, true) => out.refuse(policy_word::both(item)),
        // A slip in the one word that stands there was reported already.
        (false, false) if out.count() > before => None,
        (false, false) => out.refuse(policy_word::neither(item)),
    }
}
