//! One tenant of a workspace.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use attune_model::Handle;

use crate::window::Window;

/// One tenant of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// The name that its manifest gives it.
    pub name: Handle,
    /// Its manifest: a file, or a folder whose files are read as one.
    pub manifest: PathBuf,
    /// The groups that it is in.
    pub groups: BTreeSet<Handle>,
    /// What lies below its manifest without being extended, the lowest first.
    pub baselines: Vec<PathBuf>,
    /// Where its ledger, captures and the like are.
    pub state: State,
    /// When it may be applied; `None` is always.
    pub window: Option<Window>,
}

/// Where the state of a tenant is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A place elsewhere, such as `s3://bucket/contoso`.
    Url(String),
}

impl State {
    /// That of a manifest without another word: `.attune` in the folder of the file, or in the folder that it is.
    pub(crate) fn beside(manifest: &Path) -> Self {
        let folder = if manifest.is_dir() {
            manifest
        } else {
            manifest.parent().unwrap_or(Path::new(""))
        };
        Self::Folder(folder.join(".attune"))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Url(url) => f.write_str(url),
        }
    }
}
