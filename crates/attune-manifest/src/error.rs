//! Why a manifest could not be loaded.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Location;

/// Why a manifest could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("cannot read the manifest {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
        /// What to do next.
        hint: &'static str,
    },
    /// There is no recipe of this name.
    #[error("there is no recipe `{name}`")]
    NoRecipe {
        /// The name.
        name: String,
        /// A recipe that may be meant.
        near: Option<String>,
    },
    /// It was read and is not valid.
    #[error("the manifest is not valid: {}", count(diagnostics))]
    Invalid {
        /// Everything that was found, errors and warnings, in the order of the text.
        diagnostics: Vec<Diagnostic>,
    },
}

impl LoadError {
    /// What was found in the text; empty where it could not be read.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Unreadable {
                path: _,
                cause: _,
                hint: _,
            }
            | Self::NoRecipe { name: _, near: _ } => &[],
            Self::Invalid { diagnostics } => diagnostics,
        }
    }

    /// All of it as diagnostics, for documents: a file that could not be read is one itself, at its first line.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let (location, message, help) = match self {
            Self::Invalid { diagnostics } => return diagnostics,
            Self::Unreadable { path, cause, hint } => {
                let file = path.display().to_string();
                let message = format!("cannot read the manifest {file}: {cause}");
                let at = Location {
                    file,
                    line: 1,
                    column: 1,
                };
                (Some(at), message, hint.to_owned())
            }
            Self::NoRecipe { name, near } => {
                let message = format!("there is no recipe `{name}`");
                let help = near.map(|near| format!("did you mean `{near}`?"));
                (None, message, help.unwrap_or_default())
            }
        };
        vec![Diagnostic {
            rule: "unreadable",
            severity: Severity::Error,
            location,
            message,
            label: String::new(),
            help,
            related: Vec::new(),
            drawn: None,
        }]
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
