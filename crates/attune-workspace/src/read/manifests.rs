//! `tenants` and `exclude`: which manifests there are.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use attune_manifest::strict::{Finding, Findings, Item, Span};
use attune_manifest::{Diagnostic, Loader, plain_path};
use attune_model::{Date, Handle};
use globset::GlobMatcher;

use super::pattern;
use crate::rules;

/// A manifest and its tenant.
pub(super) struct Manifest {
    pub(super) name: Handle,
    pub(super) path: PathBuf,
}

/// The manifests by the names of their tenants; the workspace's own file is none. Nothing where one of them cannot be told.
pub(super) fn find(
    tenants: &Item<'_>,
    exclude: Option<&Item<'_>>,
    file: &Path,
    of_manifests: &mut Vec<Diagnostic>,
    out: &mut Findings,
) -> Option<Vec<Manifest>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let own = file.file_name().map(PathBuf::from);
    let mut paths: BTreeMap<PathBuf, Span> = BTreeMap::new();
    for (item, text, _) in pattern::texts(tenants, pattern::path, out) {
        match paths_of(folder, text) {
            Ok(found) if found.is_empty() => out.push(nothing(&item, "nothing lies there")),
            Ok(found) => {
                for path in found.into_iter().filter(|path| own.as_ref() != Some(path)) {
                    paths.entry(path).or_insert(item.span());
                }
            }
            Err(error) => out.push(nothing(&item, &error.to_string())),
        }
    }
    if let Some(exclude) = exclude {
        for (item, _, pattern) in pattern::texts(exclude, pattern::path, out) {
            let before = paths.len();
            paths.retain(|path, _| !takes(&pattern, path));
            if paths.len() == before {
                out.push(nothing(&item, "none of the manifests lies there"));
            }
        }
    }
    if paths.is_empty() && !out.has_errors() {
        let message = "the workspace has no tenants";
        return out.refuse(
            Finding::error(&rules::NOTHING, tenants.span(), message)
                .label("no manifest is left")
                .help("write the paths of manifests: `tenants: [\"tenants/*.yaml\"]`"),
        );
    }
    named(folder, paths, of_manifests, out)
}

/// The manifests with their names, by name.
fn named(
    folder: &Path,
    paths: BTreeMap<PathBuf, Span>,
    of_manifests: &mut Vec<Diagnostic>,
    out: &mut Findings,
) -> Option<Vec<Manifest>> {
    let mut named: BTreeMap<Handle, (PathBuf, Span)> = BTreeMap::new();
    let mut whole = true;
    for (path, span) in paths {
        let path = plain_path(&folder.join(path));
        // What a manifest shares with others does not matter for its head, so nothing is kept.
        let name = match Loader::new(Date::MIN).tenant(&path) {
            Ok(name) => name,
            Err(error) => {
                of_manifests.extend(error.into_diagnostics());
                whole = false;
                continue;
            }
        };
        if let Some((other, first)) = named.get(&name) {
            let message = format!(
                "`{name}` is the tenant of two manifests: {} and {}",
                other.display(),
                path.display()
            );
            out.push(
                Finding::error(&rules::TENANT, span, message)
                    .label("finds the second")
                    .related(*first, "finds the first")
                    .help("give each tenant a name of its own, or leave one of them out with `exclude`"),
            );
            whole = false;
            continue;
        }
        named.insert(name, (path, span));
    }
    let all = named.into_iter();
    whole.then(|| {
        all.map(|(name, (path, _))| Manifest { name, path })
            .collect()
    })
}

/// Whether a path, or a folder that it lies in, fits.
fn takes(pattern: &GlobMatcher, path: &Path) -> bool {
    path.ancestors().any(|path| pattern.is_match(path))
}

fn nothing(item: &Item<'_>, why: &str) -> Finding {
    let message = format!("{} means no manifest: {why}", item.quoted());
    Finding::error(&rules::NOTHING, item.span(), message)
        .label("means nothing")
        .help("paths start at the folder of this file; check it, or remove the line")
}

/// The paths that fit a pattern, from the folder. Hidden files, and folders that are links, are left out by `*` and `**`.
fn paths_of(folder: &Path, pattern: &str) -> io::Result<Vec<PathBuf>> {
    let parts: Vec<Component<'_>> = Path::new(pattern).components().collect();
    let mut found = Vec::new();
    walk(folder, Path::new(""), &parts, &mut found)?;
    Ok(found)
}

fn walk(
    folder: &Path,
    path: &Path,
    parts: &[Component<'_>],
    found: &mut Vec<PathBuf>,
) -> io::Result<()> {
    let here = folder.join(path);
    let Some((part, rest)) = parts.split_first() else {
        if here.exists() {
            found.push(plain_path(path));
        }
        return Ok(());
    };
    let text = part.as_os_str().to_string_lossy();
    if !pattern::is_glob(&text) {
        return walk(folder, &path.join(part), rest, found);
    }
    if !here.is_dir() {
        return Ok(());
    }
    let deep = text == "**";
    if deep {
        walk(folder, path, rest, found)?;
    }
    let matcher = pattern::path(&text).map_err(io::Error::other)?;
    let here = if here.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &here
    };
    for entry in fs::read_dir(here)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let below = path.join(&name);
        if deep {
            if entry.file_type()?.is_dir() {
                walk(folder, &below, parts, found)?;
            } else if rest.is_empty() {
                found.push(below);
            }
        } else if matcher.is_match(&name) {
            walk(folder, &below, rest, found)?;
        }
    }
    Ok(())
}
