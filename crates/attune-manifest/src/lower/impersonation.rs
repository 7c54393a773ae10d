//! `impersonation`.

use std::collections::BTreeMap;

use attune_model::{EmailPattern, Handle, ImpersonationRule, PeopleSelector, SystemLevelPolicy};
use globset::GlobBuilder;

use crate::finding::Findings;
use crate::lower::block::blocks;
use crate::reader::Item;
use crate::rules::{can_login_true, email_shape, emails_empty, glob_invalid, unknown_word};

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
    let people = fields.required("levelsHeldBy");
    let people = people.and_then(|item| people_of(&item, out));
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
        levels_held_by: people?,
        system_levels: system_levels?,
        can_login,
    })
}

fn people_of(item: &Item<'_>, out: &mut Findings) -> Option<PeopleSelector> {
    let mut fields = item.fields(out)?;
    let emails = fields.required("emails");
    let emails = emails.and_then(|item| {
        let emails = patterns(&item, out)?;
        if emails.is_empty() {
            return out.refuse(emails_empty::finding(&item));
        }
        Some(emails)
    });
    let except = match fields.optional("except") {
        Some(item) => patterns(&item, out),
        None => Some(Vec::new()),
    };
    let active = fields.optional("active").and_then(|item| item.boolean(out));
    fields.finish(out);
    Some(PeopleSelector {
        emails: emails?,
        except: except?,
        active,
    })
}

/// Addresses and patterns; nothing where one of them is neither.
fn patterns(item: &Item<'_>, out: &mut Findings) -> Option<Vec<EmailPattern>> {
    let entries = item.list(out)?;
    let patterns: Vec<Option<EmailPattern>> =
        entries.iter().map(|entry| pattern(entry, out)).collect();
    patterns.into_iter().collect()
}

fn pattern(item: &Item<'_>, out: &mut Findings) -> Option<EmailPattern> {
    let pattern = EmailPattern(item.text(out)?.to_owned());
    if pattern.is_glob() {
        let glob = GlobBuilder::new(&pattern.0).case_insensitive(true).build();
        if let Err(error) = glob {
            return out.refuse(glob_invalid::finding(item, &error));
        }
    } else if !email_shape::is_address(&pattern.0) {
        return out.refuse(email_shape::finding(item));
    }
    Some(pattern)
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
