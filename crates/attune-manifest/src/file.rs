//! One file, read once, whichever manifests it is part of.

use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::finding::{Finding, Findings};
use crate::mask::{hide, star_lines, star_spans};
use crate::rules::{duplicate_key, empty_manifest};
use crate::source::Source;
use crate::text;
use crate::yaml::{Document, Node, parse};

/// A file and what its syntax has to say.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) source: Arc<Source>,
    /// The folder that relative paths in it start from.
    pub(crate) folder: PathBuf,
    /// The tree; `None` where the findings keep it from being read.
    pub(crate) root: Option<Node>,
    pub(crate) findings: Vec<Finding>,
}

impl File {
    /// Reads a text; its positions begin at `base`.
    pub(crate) fn from_text(name: &str, folder: &Path, text: &str, base: usize) -> Self {
        Self::hiding(name, folder, text, base, &[])
    }

    /// The same, and no value below `blocks` is shown but for references.
    pub(crate) fn hiding(
        name: &str,
        folder: &Path,
        text: &str,
        base: usize,
        blocks: &[&str],
    ) -> Self {
        match tree(text, blocks) {
            Ok((shown, mut root, findings)) => {
                if let Some(root) = &mut root {
                    root.shift(base);
                }
                Self {
                    source: Arc::new(Source::new(name, shown, base)),
                    folder: folder.to_owned(),
                    root,
                    findings: findings
                        .into_vec()
                        .into_iter()
                        .map(|finding| finding.shifted(base))
                        .collect(),
                }
            }
            Err((shown, finding)) => Self::unreadable(name, folder, &shown, *finding, base, blocks),
        }
    }

    /// Reads the bytes of a file; no value below `blocks` is shown but for references.
    pub(crate) fn from_bytes(
        name: &str,
        folder: &Path,
        bytes: Vec<u8>,
        base: usize,
        blocks: &[&str],
    ) -> Self {
        match text::decode(bytes) {
            Ok(text) => Self::hiding(name, folder, &text, base, blocks),
            Err((shown, finding)) => Self::unreadable(name, folder, &shown, *finding, base, blocks),
        }
    }

    /// A file that gives no tree: what may be a secret is told by the lines.
    fn unreadable(
        name: &str,
        folder: &Path,
        text: &str,
        finding: Finding,
        base: usize,
        blocks: &[&str],
    ) -> Self {
        Self {
            source: Arc::new(Source::new(name, star_lines(text, blocks), base)),
            folder: folder.to_owned(),
            root: None,
            findings: vec![finding.shifted(base)],
        }
    }
}

type Tree = (String, Option<Node>, Findings);

/// The tree of a text with the text as it may be shown, or what can be shown and why there is no tree.
fn tree(text: &str, blocks: &[&str]) -> Result<Tree, (String, Box<Finding>)> {
    let bare = text::bare(text);
    let refuse = |finding| (bare.to_owned(), finding);
    text::check(bare).map_err(refuse)?;
    let Document { root, mut findings } = parse(bare).map_err(refuse)?;
    let Some(mut root) = root.filter(|root| root.kind() != "nothing") else {
        return Err(refuse(Box::new(empty_manifest::finding())));
    };
    let secrets = hide(&mut root, blocks);
    let shown = star_spans(bare, &secrets);
    // Without its aliases, say, the tree would give rise to errors that nobody made.
    let whole = findings.is_empty();
    duplicate_key::check(&root, &mut findings);
    Ok((shown, Some(root).filter(|_| whole), findings))
}

/// A file's bytes; one more than the largest manifest has is enough to refuse it.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(text::LARGEST).unwrap_or(u64::MAX);
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What to do about a file that cannot be read.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system's kinds of error are many and open"
)]
pub(crate) fn hint(cause: &io::Error) -> &'static str {
    match cause.kind() {
        ErrorKind::NotFound => "name the manifest with `--file`, or let `attune init` write one",
        ErrorKind::PermissionDenied => "check who may read the file",
        ErrorKind::IsADirectory => "name a file",
        _ => "check the path and the disk",
    }
}
