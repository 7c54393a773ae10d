//! Recipes: vendors' guides as data, and what they come to in a manifest.

mod expand;
mod gap;
mod integration;
mod library;
mod parameter;
mod read;
mod substitute;

use std::path::Path;
use std::sync::Arc;

use attune_model::Handle;

use crate::finding::Findings;
use crate::layers::Layer;
use crate::loader::Loader;
use crate::reader::Item;
use crate::source::{Source, Span};
use crate::yaml::Node;

pub(crate) use expand::desired;
pub use library::Library;
pub(crate) use library::{near, places};
pub use parameter::{Parameter, ParameterType};
pub use read::{Evidence, Gap, Recipe, Step};

pub(crate) use substitute::{Values, alone};

/// What a vendor's guide says beyond the tenant: where the product is told of its API user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integration {
    /// The integration, and the blocks that its recipe makes.
    pub handle: Handle,
    /// The product.
    pub product: String,
    /// The guide's address.
    pub guide: String,
    /// What stays to be done by hand once all is applied, in the guide's order. No text holds a value.
    pub after: Vec<String>,
}

/// What an integration's recipe comes to.
#[derive(Clone, Debug)]
pub(crate) struct Expanded {
    /// The integration.
    pub(crate) handle: Handle,
    /// Where the manifest names the recipe.
    pub(crate) named_at: Span,
    /// The recipe's text.
    pub(crate) source: Arc<Source>,
    /// The blocks, as a layer below all others.
    pub(crate) layer: Layer,
    /// The places that the guide leaves open.
    pub(crate) open: Vec<attune_model::Place>,
    /// What the guide says beyond the tenant.
    pub(crate) integration: Integration,
}

/// Expands every block under `integrations`.
pub(crate) fn expand_all(
    loader: &mut Loader,
    root: &Node,
    folder: &Path,
    tenant: &str,
    sources: &mut Vec<Arc<Source>>,
    out: &mut Findings,
) -> Vec<Expanded> {
    let Some(entry) = root.entry("integrations") else {
        return Vec::new();
    };
    let mut all = integration::Integrations {
        loader,
        root,
        folder,
        tenant,
        sources,
        out,
    };
    all.lower(&Item::of(entry))
}
