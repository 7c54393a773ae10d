//! Why a workspace could not be loaded.

use std::io;
use std::path::PathBuf;

use attune_manifest::{Diagnostic, Severity};
use thiserror::Error;

/// Why a workspace could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("cannot read the workspace {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// It was read and is not valid, or one of its manifests has no valid head.
    #[error("the workspace is not valid: {}", count(diagnostics))]
    Invalid {
        /// Everything that was found: in the workspace first, then in its manifests.
        diagnostics: Vec<Diagnostic>,
    },
}

impl LoadError {
    /// What was found in the texts; empty where the workspace could not be read.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Unreadable { path: _, cause: _ } => &[],
            Self::Invalid { diagnostics } => diagnostics,
        }
    }
}

fn count(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    if errors == 1 {
        "1 error".to_owned()
    } else {
        format!("{errors} errors")
    }
}
