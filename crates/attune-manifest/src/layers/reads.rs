//! Which paths a manifest is made of, also where some are missing or not valid.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::File;
use crate::finding::Findings;
use crate::layers::head;
use crate::loader::Loader;
use crate::path::plain;
use crate::recipe;
use crate::yaml::{Node, Value};

/// Every path that is looked at for the manifest at `path` with the files `below` it: its files, what they extend however
/// far, and where their recipes may lie. A folder stands for what is in it.
pub(crate) fn reads(loader: &mut Loader, path: &Path, below: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut all = BTreeSet::new();
    let mut named = BTreeSet::new();
    let path = plain(path);
    let folder = loader.part(&path).map(|(_, folder)| folder);
    let mut open: Vec<PathBuf> = below.iter().map(|path| plain(path)).collect();
    open.push(path);
    while let Some(path) = open.pop() {
        if !all.insert(path.clone()) {
            continue;
        }
        let files = loader.part(&path).map(|(files, _)| files);
        for file in files.into_iter().flatten() {
            all.insert(PathBuf::from(file.source.name()));
            let Some(root) = &file.root else { continue };
            open.extend(extended(root, &file));
            named.extend(recipes(root).map(|name| (file.folder.clone(), name.to_owned())));
        }
    }
    for (near, name) in named {
        let folder = folder.as_deref().unwrap_or(&near);
        let places = recipe::places(&name, &near, folder);
        all.extend(places.iter().map(|place| plain(place)));
    }
    all
}

/// What a file extends.
fn extended(root: &Node, file: &Arc<File>) -> Vec<PathBuf> {
    // What is wrong with these words is told where the manifest is loaded.
    let mut out = Findings::default();
    let head = head::take(&mut root.clone(), &mut out);
    let paths = head.extends.into_iter();
    paths
        .map(|(path, _)| plain(&file.folder.join(path)))
        .collect()
}

/// The recipes that a file names.
fn recipes(root: &Node) -> impl Iterator<Item = &str> {
    let integrations = root.entry("integrations").map(|entry| &entry.value.value);
    let entries = match integrations {
        Some(Value::Map(entries)) => entries.as_slice(),
        Some(Value::Scalar(_) | Value::List(_)) | None => &[],
    };
    entries
        .iter()
        .filter_map(|entry| entry.value.entry("recipe")?.value.text())
}
