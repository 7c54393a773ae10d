//! `state`: where ledgers, captures and the like are.

use std::collections::BTreeMap;
use std::path::Path;

use attune_manifest::plain_path;
use attune_manifest::strict::{Finding, Findings, Item};
use attune_model::Handle;

use super::manifests::Manifest;
use crate::rules;
use crate::tenant::State;

/// What stands for the tenant's name.
const TENANT: &str = "{tenant}";

/// The state of each manifest's tenant: no two of them have one place. Nothing where the text is not valid.
pub(super) fn read(
    state: Option<&Item<'_>>,
    tenants: &Item<'_>,
    manifests: &[Manifest],
    folder: &Path,
    out: &mut Findings,
) -> Vec<State> {
    let template = match state {
        None => None,
        Some(item) => match template(item, out) {
            Some(template) => Some(template),
            None => return Vec::new(),
        },
    };
    let states: Vec<State> = manifests
        .iter()
        .map(|manifest| match template {
            Some(template) => of(template, &manifest.name, folder),
            None => State::beside(&manifest.path),
        })
        .collect();
    let mut first: BTreeMap<&State, &Handle> = BTreeMap::new();
    for (state_of, manifest) in states.iter().zip(manifests) {
        if let Some(other) = first.insert(state_of, &manifest.name) {
            let message = format!(
                "`{other}` and `{}` would have one ledger, in {state_of}",
                manifest.name
            );
            out.push(
                Finding::error(&rules::STATE, state.unwrap_or(tenants).span(), message)
                    .label("leads two tenants to one place")
                    .help("write `{tenant}` in it, such as `state: \".attune/{tenant}\"`"),
            );
            break;
        }
    }
    states
}

fn of(template: &str, tenant: &Handle, folder: &Path) -> State {
    let place = template.replace(TENANT, tenant.as_str());
    if place.contains("://") {
        State::Url(place)
    } else {
        State::Folder(plain_path(&folder.join(place)))
    }
}

fn template<'n>(item: &Item<'n>, out: &mut Findings) -> Option<&'n str> {
    let text = item.text(out)?;
    if text.replace(TENANT, "").contains(['{', '}']) {
        return out.refuse(
            Finding::error(
                &rules::STATE,
                item.span(),
                format!("{} has a word in braces that means nothing", item.quoted()),
            )
            .label("only `{tenant}` stands for something")
            .help("write `{tenant}` where the tenant's name is to stand"),
        );
    }
    Some(text)
}
