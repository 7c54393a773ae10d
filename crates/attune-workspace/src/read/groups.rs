//! `groups`: names for several tenants, and when these may be applied.

use std::collections::BTreeSet;

use attune_manifest::strict::{Finding, Findings, Item, Span, blocks};
use attune_model::Handle;

use super::manifests::Manifest;
use super::pattern::{self, NamePattern};
use super::{ALL, near, window};
use crate::rules;
use crate::window::Window;

/// A group.
pub(super) struct Group {
    pub(super) name: Handle,
    members: BTreeSet<Handle>,
    window: Option<(Window, Span)>,
}

impl Group {
    /// Whether a tenant is in it.
    pub(super) fn has(&self, tenant: &Handle) -> bool {
        self.members.contains(tenant)
    }
}

/// The groups by name.
pub(super) fn read(
    section: Option<Item<'_>>,
    manifests: &[Manifest],
    out: &mut Findings,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for (name, item) in blocks(section, out) {
        if name.as_str() == ALL {
            out.push(
                Finding::error(&rules::GROUP, item.span(), "no group can be called `all`")
                    .label("means every tenant already")
                    .help("take another name"),
            );
            continue;
        }
        let Some(mut fields) = item.fields(out) else {
            continue;
        };
        let tenants = fields.required("tenants");
        let window = fields.optional("window");
        fields.finish(out);
        let members = tenants.map(|item| members(&item, manifests, out));
        let window = window.and_then(|item| Some((window::read(&item, out)?, item.span())));
        groups.push(Group {
            name,
            members: members.unwrap_or_default(),
            window,
        });
    }
    groups.sort_by(|one, other| one.name.cmp(&other.name));
    groups
}

fn members(list: &Item<'_>, manifests: &[Manifest], out: &mut Findings) -> BTreeSet<Handle> {
    let names: Vec<&str> = manifests.iter().map(|it| it.name.as_str()).collect();
    let mut members = BTreeSet::new();
    for (item, text, pattern) in pattern::texts(list, NamePattern::new, out) {
        let fitting = manifests.iter().map(|manifest| &manifest.name);
        let fitting: Vec<&Handle> = fitting.filter(|name| pattern.fits(name)).collect();
        if fitting.is_empty() {
            let message = format!("no tenant of the workspace fits {}", item.quoted());
            out.push(
                Finding::error(&rules::NOTHING, item.span(), message)
                    .label("means nobody")
                    .help(near(text, &names)),
            );
        }
        members.extend(fitting.into_iter().cloned());
    }
    members
}

/// The window of each tenant. Of two groups with different ones, neither would be kept.
pub(super) fn windows(
    groups: &[Group],
    manifests: &[Manifest],
    out: &mut Findings,
) -> Vec<Option<Window>> {
    manifests
        .iter()
        .map(|manifest| {
            let mut own: Option<(&Window, &Group, Span)> = None;
            for group in groups.iter().filter(|group| group.has(&manifest.name)) {
                let Some((window, span)) = &group.window else {
                    continue;
                };
                match own {
                    Some((other, first, at)) if other != window => {
                        out.push(two(&manifest.name, (first, at), (group, *span)));
                        return None;
                    }
                    Some(_) | None => own = Some((window, group, *span)),
                }
            }
            own.map(|(window, _, _)| window.clone())
        })
        .collect()
}

fn two(tenant: &Handle, first: (&Group, Span), second: (&Group, Span)) -> Finding {
    let message = format!(
        "`{tenant}` has two windows: that of `{}` and that of `{}`",
        first.0.name, second.0.name
    );
    Finding::error(&rules::WINDOW, second.1, message)
        .label("the second")
        .related(first.1, "the first")
        .help("give windows to groups that have no tenant in common")
}
