//! Layers: what a manifest is made of, lowest first, and how they become one tree.
//!
//! Recipes lie lowest, then the files that are extended, then the manifest itself. Maps merge key by key; a list or a
//! single value takes the place of the one below.

mod drop;
mod head;
mod join;
mod lock;
mod merge;
mod reads;
mod stack;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use attune_model::Place;

use crate::file::File;
use crate::finding::Findings;
use crate::loader::Loader;
use crate::recipe::{self, Expanded};
use crate::source::{Source, Span};
use crate::yaml::Node;

pub(crate) use merge::merge;
pub(crate) use reads::reads;
pub(crate) use stack::top;

/// One layer without the words that are about layers.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    /// What it is called: a file, or a recipe.
    pub(crate) name: String,
    pub(crate) root: Node,
    pub(crate) locks: Vec<(Place, Span)>,
    pub(crate) drops: Vec<(Place, Span)>,
}

/// The layers as one tree.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    /// `None` where the layers could not be put together.
    pub(crate) root: Option<Node>,
    /// All layers, the lowest first.
    pub(crate) layers: Vec<Layer>,
    /// What the recipes came to.
    pub(crate) recipes: Vec<Expanded>,
    pub(crate) sources: Vec<Arc<Source>>,
}

/// Puts the files of a manifest together with all that they extend and all recipes that they use; what stands `below`
/// without being extended lies beneath what is.
pub(crate) fn compose(
    loader: &mut Loader,
    files: Vec<Arc<File>>,
    folder: &Path,
    below: &[PathBuf],
    out: &mut Findings,
) -> Composed {
    let mut composed = Composed::default();
    let Some(layers) = stack::of(loader, files, below, &mut composed.sources, out) else {
        return composed;
    };
    let top = layers.last().and_then(|layer| layer.root.entry("tenant"));
    let tenant = top.and_then(|entry| entry.value.text());
    let mut puzzle = Puzzle {
        loader,
        folder,
        tenant: tenant.unwrap_or("tenant"),
        sources: &mut composed.sources,
    };
    let Some(whole) = puzzle.whole(&layers, out) else {
        return composed;
    };
    lock::check(&mut puzzle, &layers, &whole, out);
    composed.layers = whole
        .recipes
        .iter()
        .map(|recipe| recipe.layer.clone())
        .chain(layers)
        .collect();
    composed.recipes = whole.recipes;
    composed.root = Some(whole.root);
    composed
}

/// Layers with their recipes as one tree.
struct Whole {
    root: Node,
    recipes: Vec<Expanded>,
}

/// What putting layers together takes.
struct Puzzle<'a> {
    loader: &'a mut Loader,
    /// The manifest's folder.
    folder: &'a Path,
    /// The manifest's tenant: baselines have none, and recipes name it in paths.
    tenant: &'a str,
    sources: &'a mut Vec<Arc<Source>>,
}

impl Puzzle<'_> {
    /// Merges layers, the lowest first, and puts the recipes that they use below them.
    fn whole(&mut self, layers: &[Layer], out: &mut Findings) -> Option<Whole> {
        let mut drops = drop::Drops::default();
        let mut root: Option<Node> = None;
        for layer in layers {
            if let Some(below) = &mut root {
                drops.apply(below, &layer.drops);
            }
            drops.add(&layer.drops);
            root = Some(match root {
                None => layer.root.clone(),
                Some(below) => merge(below, &layer.root),
            });
        }
        let root = root?;
        let recipes = recipe::expand_all(
            self.loader,
            &root,
            self.folder,
            self.tenant,
            self.sources,
            out,
        );
        let mut below: Option<Node> = None;
        for recipe in &recipes {
            below = Some(match below {
                None => recipe.layer.root.clone(),
                Some(below) => merge(below, &recipe.layer.root),
            });
        }
        if let Some(below) = &mut below {
            let all: Vec<(Place, Span)> = layers
                .iter()
                .flat_map(|layer| layer.drops.iter().cloned())
                .collect();
            drops.apply(below, &all);
        }
        drops.report(out);
        let root = match below {
            None => root,
            Some(below) => merge(below, &root),
        };
        Some(Whole { root, recipes })
    }
}
