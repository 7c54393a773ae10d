//! Strict reading of attune's other documents: as a manifest is read, with a place for every finding.
//!
//! A [`Document`] gives its top as [`Fields`]; each key is an [`Item`], which gives a value or reports what keeps it from
//! being one. What nobody asked for is an unknown key, with the near one as help.

use std::borrow::Cow;
use std::io;
use std::path::Path;
use std::sync::Arc;

use attune_model::Handle;

pub use crate::finding::{Finding, Findings};
pub use crate::reader::{Fields, Item};
pub use crate::source::Span;

use crate::connection::{Connection, Reference};
use crate::diagnostic::{Diagnostic, Severity};
use crate::file::{self, File};
use crate::lower;
use crate::rules::{WORKSPACE, email_shape, empty_manifest, unknown_word};
use crate::source::Sources;
use crate::yaml::Value;

/// A YAML document in attune's subset, of at most 1 MiB: no anchors, no tags, no duplicate keys.
#[derive(Debug)]
pub struct Document {
    file: File,
}

/// What was read, and what someone should look at.
#[derive(Debug)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Warnings in the order of the text.
    pub warnings: Vec<Diagnostic>,
}

impl Document {
    /// Reads a file. No diagnostic shows a value below one of `blocks` but for references.
    ///
    /// # Errors
    /// Where the system cannot read it.
    pub fn open(path: &Path, blocks: &[&str]) -> io::Result<Self> {
        let name = path.display().to_string();
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = File::from_bytes(&name, folder, file::read(path)?, 0, blocks);
        Ok(Self { file })
    }

    /// Reads a workspace: hands its top to `read`, which reports all that is wrong.
    ///
    /// # Errors
    /// All diagnostics in the order of the text where one of them is an error, or where `read` gives nothing.
    pub fn workspace<T>(
        &self,
        read: impl FnOnce(Fields<'_>, &mut Findings) -> Option<T>,
    ) -> Result<Read<T>, Vec<Diagnostic>> {
        let mut out = Findings::default();
        out.extend(self.file.findings.iter().cloned().map(of_workspace));
        let value = self.file.root.as_ref().and_then(|root| {
            let head = match &root.value {
                Value::Map(entries) => entries.first().map(|entry| entry.key.span),
                Value::Scalar(_) | Value::List(_) => None,
            };
            let top = Item {
                name: Cow::Borrowed(WORKSPACE),
                head: head.unwrap_or(root.span),
                node: root,
            };
            read(top.fields(&mut out)?, &mut out)
        });
        let sources = Sources::new(vec![Arc::clone(&self.file.source)]);
        let diagnostics = Diagnostic::sorted(out.into_vec(), &sources);
        let failed = diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        match value {
            Some(value) if !failed => Ok(Read {
                value,
                warnings: diagnostics,
            }),
            Some(_) | None => Err(diagnostics),
        }
    }
}

/// An empty file is told as what it was to be.
fn of_workspace(finding: Finding) -> Finding {
    if finding.rule == empty_manifest::RULE.id {
        Finding {
            message: "the workspace is empty".to_owned(),
            ..finding
        }
        .help("the smallest valid workspace is\nworkspace: 1\ntenants: [\"tenants/*.yaml\"]")
    } else {
        finding
    }
}

/// The blocks of a map whose keys are handles, in the order of the text; those with a bad handle are reported.
pub fn blocks<'n>(section: Option<Item<'n>>, out: &mut Findings) -> Vec<(Handle, Item<'n>)> {
    lower::blocks(section, out)
}

/// A value that is a handle.
pub fn handle(item: &Item<'_>, out: &mut Findings) -> Option<Handle> {
    lower::handle(item, out)
}

/// A reference, `{env: NAME}` or `{file: PATH}`; help texts take `variable` for an example.
pub fn reference(
    item: &Item<'_>,
    variable: &str,
    folder: &Path,
    out: &mut Findings,
) -> Option<Reference> {
    lower::connection::reference(item, variable, folder, out)
}

/// What attune signs in with: the block `connection` of a manifest.
pub fn connection(item: &Item<'_>, folder: &Path, out: &mut Findings) -> Connection {
    lower::connection::lower(item, folder, out)
}

/// An e-mail address.
pub fn email(item: &Item<'_>, out: &mut Findings) -> Option<String> {
    let text = item.text(out)?;
    if email_shape::is_address(text) {
        Some(text.to_owned())
    } else {
        out.refuse(email_shape::finding(item))
    }
}

/// What one of these words stands for.
pub fn word<T: Copy>(item: &Item<'_>, words: &[(&str, T)], out: &mut Findings) -> Option<T> {
    let text = item.text(out)?;
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, meaning)| *meaning).or_else(|| {
        let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        out.refuse(unknown_word::finding(item, &words))
    })
}
