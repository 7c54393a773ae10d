//! Where recipes are: beside the manifest, by path, or within attune.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attune_model::{Date, nearest};

use crate::diagnostic::Diagnostic;
use crate::error::LoadError;
use crate::file::File;
use crate::finding::Findings;
use crate::folder::{files_in, is_yaml};
use crate::loader::Loader;
use crate::recipe::Recipe;
use crate::recipe::read::read;
use crate::source::Sources;

/// The recipes that come with attune: names and texts, sorted.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/recipes.rs"));

/// The folder of recipes beside a manifest.
const FOLDER: &str = "recipes";

/// The recipe of this name, or at this path from the folder of the file that names it. A recipe beside that file goes
/// before one beside the manifest, and that before one that comes with attune.
pub(crate) fn find(
    loader: &mut Loader,
    name: &str,
    near: &Path,
    folder: &Path,
) -> io::Result<Option<Arc<File>>> {
    if is_path(name) {
        return loader.open(&near.join(name)).map(Some);
    }
    for own in places(name, near, folder) {
        if own.is_file() {
            return loader.open(&own).map(Some);
        }
    }
    let embedded = EMBEDDED.iter().find(|(known, _)| *known == name);
    Ok(embedded.map(|(name, text)| loader.open_embedded(&format!("recipes/{name}.yaml"), text)))
}

/// Where a recipe's file may lie, the first that is there first.
pub(crate) fn places(name: &str, near: &Path, folder: &Path) -> Vec<PathBuf> {
    if is_path(name) {
        return vec![near.join(name)];
    }
    let own = format!("{name}.yaml");
    let folders = [near, folder].into_iter();
    folders
        .map(|folder| folder.join(FOLDER).join(&own))
        .collect()
}

/// Whether a recipe is named by its path.
fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || is_yaml(Path::new(name))
}

/// The names of all recipes that files in these folders can use, sorted.
pub(crate) fn all_names(folders: &[&Path]) -> Vec<String> {
    let mut all: Vec<String> = EMBEDDED
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    for folder in folders {
        // A name stands for `NAME.yaml`: a recipe that ends in `.yml` is used by its path.
        for path in files_in(&folder.join(FOLDER)).into_iter().flatten() {
            if path.extension().is_some_and(|end| end == "yaml")
                && let Some(name) = path.file_stem()
            {
                all.push(name.to_string_lossy().into_owned());
            }
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Recipes as a manifest in some folder can use them.
#[derive(Debug)]
pub struct Library<'a> {
    folder: &'a Path,
    loader: Loader,
}

impl<'a> Library<'a> {
    /// The recipes that come with attune and those in the folder `recipes` of `folder`.
    pub fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            loader: Loader::new(Date::MIN),
        }
    }

    /// All names, sorted.
    pub fn names(&self) -> Vec<String> {
        all_names(&[self.folder])
    }

    /// All that are valid, by name.
    pub(crate) fn all(&mut self) -> Vec<Recipe> {
        let names = self.names();
        let all = names.iter().filter_map(|name| self.recipe(name).ok());
        all.collect()
    }

    /// Reads one by its name, or by the path of its file from the folder.
    ///
    /// # Errors
    /// [`LoadError::NoRecipe`] where there is none, [`LoadError::Unreadable`] where it cannot be read,
    /// [`LoadError::Invalid`] where it is not valid.
    pub fn recipe(&mut self, name: &str) -> Result<Recipe, LoadError> {
        let unreadable = |cause: io::Error, hint| LoadError::Unreadable {
            path: PathBuf::from(name),
            cause,
            hint,
        };
        let found = find(&mut self.loader, name, self.folder, self.folder)
            .map_err(|cause| unreadable(cause, "check the path"))?;
        let Some(file) = found else {
            let names = self.names();
            let near = near(name, names.iter().map(String::as_str)).map(str::to_owned);
            let name = name.to_owned();
            return Err(LoadError::NoRecipe { name, near });
        };
        let mut out = Findings::default();
        out.extend(file.findings.iter().cloned());
        let recipe = read(&file, &mut out);
        match recipe {
            Some(recipe) if !out.has_errors() => Ok(recipe),
            Some(_) | None => {
                let sources = Sources::new(vec![Arc::clone(&file.source)]);
                Err(LoadError::Invalid {
                    diagnostics: Diagnostic::sorted(out.into_vec(), &sources),
                })
            }
        }
    }
}

/// The recipe that may be meant: people remember a part of the name, such as `tasky` for `tallman-tasky`.
pub(crate) fn near<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    known
        .clone()
        .find(|known| !name.is_empty() && known.contains(name))
        .or_else(|| nearest(name, known))
}
