//! Key and secret of an API user, and where they are delivered.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::Secret;

/// What an API user signs in with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// `Username (Key)`, shaped like an e-mail address; not secret, but unique in the database.
    pub key: String,
    /// `Password (Secret)`; the console shows it once.
    pub secret: Secret,
}

/// Where the credentials of a new API user are delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CredentialSink {
    /// A JSON file, mode 0600, in a folder that only its owner may read. A relative path starts at the manifest's folder.
    File(PathBuf),
}
