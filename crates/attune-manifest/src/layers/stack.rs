//! Which files a manifest is made of, the lowest first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::File;
use crate::finding::{Finding, Findings};
use crate::layers::{Layer, head, join};
use crate::loader::Loader;
use crate::places::marked;
use crate::reader::Item;
use crate::rules::format_version::{self, FORMAT};
use crate::rules::{
    baseline_tenant, extends_cycle, extends_unreadable, missing_key, too_large, wrong_type,
};
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// The layers of a manifest; `None` where one of its files could not be read.
pub(super) fn of(
    loader: &mut Loader,
    files: Vec<Arc<File>>,
    below: &[PathBuf],
    sources: &mut Vec<Arc<Source>>,
    out: &mut Findings,
) -> Option<Vec<Layer>> {
    // What is below without being extended has no place in the manifest: its first line stands for it.
    let start = files.first().map_or(0, |file| file.source.start());
    let mut stack = Stack::new(loader, &files, sources, out);
    for path in below {
        if let Err(error) = stack.loader.part(path) {
            stack.whole = false;
            let finding = extends_unreadable::below(path, &error, Span::at(start));
            stack.out.push(finding);
        } else {
            stack.extend(path, Span::at(start));
        }
    }
    stack.add(files, true);
    stack.whole.then_some(stack.layers)
}

/// The manifest's own layer; `None` where one of its files gives no tree.
pub(crate) fn top(
    loader: &mut Loader,
    files: Vec<Arc<File>>,
    sources: &mut Vec<Arc<Source>>,
    out: &mut Findings,
) -> Option<Node> {
    let mut stack = Stack::new(loader, &files, sources, out);
    let (layer, _) = stack.layer(files, true);
    layer.filter(|_| stack.whole).map(|layer| layer.root)
}

struct Stack<'a> {
    loader: &'a mut Loader,
    layers: Vec<Layer>,
    /// The files that are being put together, each extended by the one before.
    open: Vec<PathBuf>,
    /// The files that are part of it already: what two of them extend is below both, once.
    done: BTreeSet<PathBuf>,
    /// Whether everything could be read so far.
    whole: bool,
    sources: &'a mut Vec<Arc<Source>>,
    out: &'a mut Findings,
}

/// The most files that one manifest may extend, however far.
const MOST_FILES: usize = 100;

impl<'a> Stack<'a> {
    /// Nothing yet, of a manifest that is made of these files.
    fn new(
        loader: &'a mut Loader,
        files: &[Arc<File>],
        sources: &'a mut Vec<Arc<Source>>,
        out: &'a mut Findings,
    ) -> Self {
        let names = files.iter().map(|file| file.source.name());
        Self {
            loader,
            layers: Vec::new(),
            open: names.map(PathBuf::from).collect(),
            done: BTreeSet::new(),
            whole: true,
            sources,
            out,
        }
    }

    /// Adds files that make one layer, and before it all that they extend.
    fn add(&mut self, files: Vec<Arc<File>>, top: bool) {
        let (layer, extends) = self.layer(files, top);
        for (path, span) in extends {
            self.extend(&path, span);
        }
        self.layers.extend(layer);
    }

    /// Files as one layer, and what they extend.
    fn layer(&mut self, files: Vec<Arc<File>>, top: bool) -> (Option<Layer>, Vec<(PathBuf, Span)>) {
        let mut layer: Option<Layer> = None;
        let mut extends = Vec::new();
        let several = files.len() > 1;
        for file in files {
            let is_known = self
                .sources
                .iter()
                .any(|known| Arc::ptr_eq(known, &file.source));
            if !is_known {
                self.sources.push(Arc::clone(&file.source));
                self.out.extend(file.findings.iter().cloned());
            }
            let source = Arc::clone(&file.source);
            let folder = file.folder.clone();
            // The tree of a baseline is needed again; that of the manifest itself is not.
            let root = match Arc::try_unwrap(file) {
                Ok(file) => file.root,
                Err(file) => file.root.clone(),
            };
            let Some(mut root) = root else {
                self.whole = false;
                continue;
            };
            let head = head::take(&mut root, self.out);
            extends.extend(
                head.extends
                    .into_iter()
                    .map(|(path, span)| (folder.join(path), span)),
            );
            if !top {
                baseline(&mut root, self.out);
            } else if several && !matches!(root.value, Value::Map(_)) {
                self.out.push(not_a_map(&root));
                self.whole = false;
                continue;
            }
            match &mut layer {
                None => {
                    layer = Some(Layer {
                        name: source.name().to_owned(),
                        root,
                        locks: head.locks,
                        drops: head.drops,
                    });
                }
                Some(layer) => {
                    join::join(&mut layer.root, root, self.out);
                    layer.locks.extend(head.locks);
                    layer.drops.extend(head.drops);
                    layer.name = format!("{}, {}", layer.name, source.name());
                }
            }
        }
        (layer, extends)
    }

    fn extend(&mut self, path: &Path, span: Span) {
        let path = crate::path::plain(path);
        if self.open.contains(&path) {
            self.whole = false;
            self.out.push(extends_cycle::finding(&path, span));
            return;
        }
        if self.done.len() == MOST_FILES {
            if self.whole {
                self.out.push(too_large::files(span, MOST_FILES));
            }
            self.whole = false;
            return;
        }
        if !self.done.insert(path.clone()) {
            return;
        }
        match self.loader.part(&path) {
            Ok((files, _)) if !files.is_empty() => {
                self.open.push(path);
                self.add(files, false);
                self.open.pop();
            }
            Ok(_) => {
                self.whole = false;
                self.out.push(extends_unreadable::empty(&path, span));
            }
            Err(error) => {
                self.whole = false;
                self.out
                    .push(extends_unreadable::finding(&path, &error, span));
            }
        }
    }
}

fn not_a_map(root: &Node) -> Finding {
    wrong_type::map(&Item {
        name: "".into(),
        head: root.span,
        node: root,
    })
}

/// Checks the head of a file that others extend, and takes it away.
fn baseline(root: &mut Node, out: &mut Findings) {
    let at = root.span;
    let Value::Map(entries) = &mut root.value else {
        out.push(not_a_map(root));
        return;
    };
    match entries.iter().find(|entry| &*entry.key.text == "attune") {
        None => {
            let head = entries.first().map_or(at, |entry| entry.key.span);
            out.push(missing_key::finding("", head, &["attune"]));
        }
        Some(entry) => {
            let item = Item::of(entry);
            if let Some(number) = item.number(0, out)
                && number != FORMAT
            {
                out.push(format_version::finding(&item, number));
            }
        }
    }
    if let Some(entry) = entries.iter().find(|entry| &*entry.key.text == "tenant") {
        out.push(baseline_tenant::finding(marked(
            entry.key.span,
            &entry.value,
        )));
    }
    entries.retain(|entry| !matches!(entry.key.text.as_ref(), "attune" | "tenant"));
}
