//! From a file, or a text, to a manifest.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::LoadError;
use crate::finding::Finding;
use crate::lower::{Lowered, lower};
use crate::manifest::Manifest;
use crate::mask::{hide, star_lines, star_spans};
use crate::places::Places;
use crate::rules::empty_manifest;
use crate::source::Source;
use crate::text;
use crate::yaml::{Document, Node, parse};

/// Reads a manifest file.
///
/// Relative paths in the manifest are taken from its folder. The file is UTF-8, with or without byte-order mark, of
/// at most 1 MiB.
///
/// # Errors
/// [`LoadError::Unreadable`] where the file cannot be read, [`LoadError::Invalid`] where any diagnostic is an error.
pub fn load(path: &Path) -> Result<Manifest, LoadError> {
    let name = path.display().to_string();
    let folder = path.parent().unwrap_or(Path::new(""));
    let bytes = read(path).map_err(|cause| LoadError::Unreadable {
        path: path.to_owned(),
        hint: hint(&cause),
        cause,
    })?;
    match text::decode(bytes) {
        Ok(text) => Manifest::from_text(&name, folder, &text),
        Err((shown, finding)) => Err(unreadable(&name, &shown, *finding)),
    }
}

/// The file's bytes; one more than the largest manifest has is enough to refuse it.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(text::LARGEST).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's kinds of error are many and open"
)]
fn hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        ErrorKind::NotFound => {
            "name the manifest with `--file`; `manifests/examples` has some to start from"
        }
        ErrorKind::PermissionDenied => "check who may read the file",
        ErrorKind::IsADirectory => "name the file itself, such as `attune.yaml` in that folder",
        _ => "check the path and the disk",
    }
}

impl Manifest {
    /// Reads a manifest from `text`. `name` stands for the file in diagnostics; relative paths are taken from `folder`.
    ///
    /// # Errors
    /// [`LoadError::Invalid`] where any diagnostic is an error.
    pub fn from_text(name: &str, folder: &Path, text: &str) -> Result<Self, LoadError> {
        let text = text::check(text).map_err(|finding| unreadable(name, text, *finding))?;
        let refuse = |finding: Finding| unreadable(name, text, finding);
        let Document { root, mut findings } = parse(text).map_err(|finding| refuse(*finding))?;
        let Some(mut root) = root.filter(|root| !is_nothing(root)) else {
            return Err(refuse(empty_manifest::finding()));
        };
        let secrets = hide(&mut root);
        let source = Arc::new(Source::new(name, star_spans(text, &secrets)));
        // Without its aliases, say, the tree would give rise to errors that nobody made.
        let lowered = if findings.is_empty() {
            lower(&root, folder, &mut findings)
        } else {
            None
        };
        let diagnostics = Diagnostic::sorted(findings.into_vec(), &source);
        let failed = diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        match lowered {
            Some(Lowered {
                desired,
                connection,
            }) if !failed => Ok(Self {
                desired,
                connection,
                warnings: diagnostics,
                places: Places::new(&root),
                source,
            }),
            Some(_) | None => Err(LoadError::Invalid { diagnostics }),
        }
    }
}

fn is_nothing(root: &Node) -> bool {
    root.kind() == "nothing"
}

/// An error that leaves no tree: what may be a secret is told by the lines.
fn unreadable(name: &str, text: &str, finding: Finding) -> LoadError {
    let source = Arc::new(Source::new(name, star_lines(text)));
    LoadError::Invalid {
        diagnostics: vec![Diagnostic::new(finding, &source)],
    }
}
