//! Which manifest a run applied.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A manifest as a run applied it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Where its files can be had.
    pub revision: Revision,
    /// The manifest: a file or a folder. Of a commit, the path from the top of its repository, with `/` between names.
    pub manifest: String,
    /// What lay below it without being extended, the lowest first; paths as of the manifest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub below: Vec<String>,
    /// SHA-256 of every file that it was made of, in hexadecimal digits; recipes that come with attune among them, as
    /// `recipe NAME`.
    pub files: BTreeMap<String, String>,
}

/// Where the files of a manifest can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Revision {
    /// They are those of this commit, by its whole name.
    Commit(String),
    /// No commit has them, and why.
    None(String),
}
