//! Patterns of names and paths.

use attune_manifest::strict::{Finding, Findings, Item};
use attune_model::Handle;
use globset::{GlobBuilder, GlobMatcher};

use crate::rules;

/// A tenant's name, or a pattern of names.
pub(crate) struct NamePattern {
    matcher: GlobMatcher,
    is_glob: bool,
}

impl NamePattern {
    /// Reads a text.
    pub(crate) fn new(text: &str) -> Result<Self, globset::Error> {
        Ok(Self {
            matcher: GlobBuilder::new(text).build()?.compile_matcher(),
            is_glob: is_glob(text),
        })
    }

    /// Whether it fits a name.
    pub(crate) fn fits(&self, name: &Handle) -> bool {
        self.matcher.is_match(name.as_str())
    }

    /// Whether it may fit several.
    pub(crate) fn is_glob(&self) -> bool {
        self.is_glob
    }
}

/// Whether a text has signs of a pattern.
pub(super) fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// A pattern of paths: `*` does not go beyond a folder, `**` does.
pub(super) fn path(text: &str) -> Result<GlobMatcher, globset::Error> {
    let glob = GlobBuilder::new(text).literal_separator(true).build()?;
    Ok(glob.compile_matcher())
}

/// A pattern that cannot be read.
pub(super) fn unreadable(item: &Item<'_>, error: &globset::Error) -> Finding {
    let message = format!(
        "{} is no pattern that can be read: {}",
        item.quoted(),
        error.kind()
    );
    Finding::error(&rules::PATTERN, item.span(), message)
        .label("not a pattern")
        .help("`*` stands for any text, `?` for one character, `{a,b}` for one of these, `[ab]` for one of these letters")
}

/// The texts of a list with their readings; what cannot be read is reported and left out.
pub(super) fn texts<'n, T>(
    list: &Item<'n>,
    read: impl Fn(&str) -> Result<T, globset::Error>,
    out: &mut Findings,
) -> Vec<(Item<'n>, &'n str, T)> {
    let mut all = Vec::new();
    for item in list.list(out).unwrap_or_default() {
        let Some(text) = item.text(out) else { continue };
        match read(text) {
            Ok(pattern) => all.push((item, text, pattern)),
            Err(error) => out.push(unreadable(&item, &error)),
        }
    }
    all
}
