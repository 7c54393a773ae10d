//! `baselines`: what lies below the manifests of all tenants, or of a group's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use attune_manifest::plain_path;
use attune_manifest::strict::{Finding, Findings, Item, blocks};
use attune_model::Handle;

use super::groups::Group;
use super::{ALL, near};
use crate::rules;

/// The files below the manifests of a group, the lowest first; of all tenants where there is no group.
pub(super) type Layers = Vec<(Option<Handle>, Vec<PathBuf>)>;

/// The layers, the lowest first: those of all tenants, then the groups in the order of the text.
pub(super) fn read(
    section: Option<&Item<'_>>,
    groups: &[Group],
    folder: &Path,
    out: &mut Findings,
) -> Layers {
    let mut layers = Layers::new();
    for (name, item) in blocks(section.cloned(), out) {
        let group = (name.as_str() != ALL).then_some(name);
        if let Some(name) = &group
            && !groups.iter().any(|group| group.name == *name)
        {
            let known: Vec<&str> = std::iter::once(ALL)
                .chain(groups.iter().map(|group| group.name.as_str()))
                .collect();
            let message = format!("the workspace has no group `{name}`");
            out.push(
                Finding::error(&rules::GROUP, item.span(), message)
                    .label("no group")
                    .help(near(name.as_str(), &known)),
            );
            continue;
        }
        let files = files(&item, folder, out);
        layers.push((group, files));
    }
    // The order of the groups stays.
    layers.sort_by_key(|(group, _)| group.is_some());
    layers
}

fn files(list: &Item<'_>, folder: &Path, out: &mut Findings) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for item in list.list(out).unwrap_or_default() {
        let Some(text) = item.text(out) else { continue };
        let path = plain_path(&folder.join(text));
        if path.exists() {
            files.push(path);
        } else {
            let message = format!("there is no {}", path.display());
            out.push(
                Finding::error(&rules::NOTHING, item.span(), message)
                    .label("not there")
                    .help("the path starts at the folder of this file; check it"),
            );
        }
    }
    files
}

/// What lies below a tenant in these groups, each file once, where it is lowest.
pub(super) fn of(layers: &Layers, groups: &BTreeSet<Handle>) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    layers
        .iter()
        .filter(|(group, _)| group.as_ref().is_none_or(|group| groups.contains(group)))
        .flat_map(|(_, files)| files)
        .filter(|file| seen.insert(*file))
        .cloned()
        .collect()
}
