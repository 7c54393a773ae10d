//! A folder of tenants.

use std::io;
use std::path::{Path, PathBuf};

use attune_manifest::Diagnostic;
use attune_manifest::strict::{Document, Read};
use attune_model::Handle;

use crate::budgets::Budgets;
use crate::error::LoadError;
use crate::notice::Notice;
use crate::read;
use crate::tenant::Tenant;

/// The name of the file.
pub const FILE_NAME: &str = "attune.workspace.yaml";

/// The blocks of which every value may be a secret: the addresses of these webhooks are.
const SECRET: &[&str] = &["webhook", "slack", "teams"];

/// A folder of tenants.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its file.
    pub path: PathBuf,
    /// The tenants by name.
    pub tenants: Vec<Tenant>,
    /// The names of all groups, sorted.
    pub groups: Vec<Handle>,
    /// How much of Autotask a run may use.
    pub budgets: Budgets,
    /// Why nothing may be applied; `None` where nothing is held.
    pub hold: Option<String>,
    /// Who is told of drift, in the order of the file.
    pub notices: Vec<Notice>,
    /// What someone should look at, in the order of the text.
    pub warnings: Vec<Diagnostic>,
}

impl Workspace {
    /// Reads a workspace: its file, or the folder with an `attune.workspace.yaml`.
    ///
    /// Of the manifests only the heads are read; whether the rest of one is valid is told where it is loaded.
    ///
    /// # Errors
    /// [`LoadError::Unreadable`] where the file cannot be read, [`LoadError::Invalid`] where any diagnostic is an error.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        let path = if path.is_dir() {
            path.join(FILE_NAME)
        } else {
            path.to_owned()
        };
        let unreadable = |cause: io::Error| LoadError::Unreadable {
            path: path.clone(),
            cause,
        };
        let document = Document::open(&path, SECRET).map_err(unreadable)?;
        let mut of_manifests = Vec::new();
        let read =
            document.workspace(|top, out| read::workspace(top, &path, &mut of_manifests, out));
        match read {
            Ok(Read { value, warnings }) if of_manifests.is_empty() => Ok(Self {
                path,
                tenants: value.tenants,
                groups: value.groups,
                budgets: value.budgets,
                hold: value.hold,
                notices: value.notices,
                warnings,
            }),
            Ok(Read { value: _, warnings }) => Err(invalid(warnings, of_manifests)),
            Err(diagnostics) => Err(invalid(diagnostics, of_manifests)),
        }
    }

    /// The tenant of this name.
    pub fn tenant(&self, name: &Handle) -> Option<&Tenant> {
        let found = self
            .tenants
            .binary_search_by(|tenant| tenant.name.cmp(name));
        self.tenants.get(found.ok()?)
    }
}

fn invalid(mut diagnostics: Vec<Diagnostic>, of_manifests: Vec<Diagnostic>) -> LoadError {
    diagnostics.extend(of_manifests);
    LoadError::Invalid { diagnostics }
}
