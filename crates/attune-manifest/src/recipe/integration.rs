//! The blocks under `integrations`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attune_model::{Handle, Place};

use crate::finding::Findings;
use crate::layers::Layer;
use crate::loader::Loader;
use crate::lower::blocks;
use crate::reader::Item;
use crate::recipe::{Expanded, Recipe, Step, expand, gap, library, read};
use crate::rules::recipe_unknown;
use crate::source::Source;
use crate::yaml::Node;

/// What expanding takes.
pub(super) struct Integrations<'a> {
    pub(super) loader: &'a mut Loader,
    /// What the manifest says itself.
    pub(super) root: &'a Node,
    pub(super) folder: &'a Path,
    pub(super) tenant: &'a str,
    pub(super) sources: &'a mut Vec<Arc<Source>>,
    pub(super) out: &'a mut Findings,
}

impl Integrations<'_> {
    /// Expands all blocks.
    pub(super) fn lower(&mut self, section: &Item<'_>) -> Vec<Expanded> {
        blocks(Some(section.clone()), self.out)
            .into_iter()
            .filter_map(|(handle, item)| self.one(handle, &item))
            .collect()
    }

    fn one(&mut self, handle: Handle, item: &Item<'_>) -> Option<Expanded> {
        let mut fields = item.fields(self.out)?;
        let named = fields.required("recipe");
        let with = fields.optional("with");
        let leave = fields.optional("leave");
        fields.finish(self.out);
        let named = named?;
        let (recipe, source) = self.recipe(&named)?;
        let given = match with {
            Some(with) => with.fields(self.out)?.into_rest(),
            None => Vec::new(),
        };
        let given: BTreeMap<&str, Item<'_>> = given
            .into_iter()
            .map(|entry| (entry.key.text.as_ref(), Item::of(entry)))
            .collect();
        let whole = expand::Expansion {
            recipe: &recipe,
            handle: &handle,
            tenant: self.tenant,
            given,
            head: item.head,
        };
        let root = whole.expand(self.out)?;
        let open = gap::check(
            &recipe,
            &handle,
            leave.as_ref(),
            &named,
            self.root,
            self.out,
        );
        let after = recipe.by_hand.iter().filter_map(|step| match step {
            Step::After(text) => Some(text.clone()),
            Step::Before(_) => None,
        });
        Some(Expanded {
            integration: super::Integration {
                handle: handle.clone(),
                product: recipe.product.clone(),
                guide: recipe.url.clone(),
                after: after.collect(),
            },
            handle,
            named_at: named.span(),
            source,
            layer: Layer {
                name: format!("recipe {}", recipe.name),
                root,
                locks: Vec::new(),
                drops: Vec::new(),
            },
            open: open.into_iter().map(Place).collect(),
        })
    }

    /// The folder of the file that names a recipe: a baseline may lie elsewhere.
    fn near(&self, named: &Item<'_>) -> PathBuf {
        let at = named.span().start;
        let source = self.sources.iter().find(|source| source.holds(at));
        let file = source.and_then(|source| self.loader.opened(Path::new(source.name())));
        file.map_or(self.folder, |file| &file.folder).to_owned()
    }

    /// Finds the recipe and reads it.
    fn recipe(&mut self, named: &Item<'_>) -> Option<(Recipe, Arc<Source>)> {
        let name = named.text(self.out)?;
        let near = self.near(named);
        let found = library::find(self.loader, name, &near, self.folder);
        let file = match found {
            Ok(Some(file)) => file,
            Ok(None) => {
                let known = library::all_names(&[&near, self.folder]);
                return self
                    .out
                    .refuse(recipe_unknown::finding(named, name, &known));
            }
            Err(error) => return self.out.refuse(recipe_unknown::unreadable(named, &error)),
        };
        if !self.sources.contains(&file.source) {
            self.sources.push(Arc::clone(&file.source));
            self.out.extend(file.findings.iter().cloned());
        }
        Some((read::read(&file, self.out)?, Arc::clone(&file.source)))
    }
}
