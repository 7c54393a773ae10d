//! Where the credentials of attune itself come from.

use std::path::PathBuf;

/// What attune signs in with, as references; a manifest never holds the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// `Username (Key)` of the API user.
    pub user_name: Reference,
    /// `Password (Secret)` of the API user.
    pub secret: Reference,
    /// The tracking identifier that Autotask calls the integration code.
    pub integration_code: Reference,
}

impl Default for Connection {
    /// The names that stand for a connection, or a key of it, that the manifest leaves out.
    fn default() -> Self {
        let environment = |name: &str| Reference::Environment(name.to_owned());
        Self {
            user_name: environment("AUTOTASK_USERNAME"),
            secret: environment("AUTOTASK_SECRET"),
            integration_code: environment("AUTOTASK_INTEGRATION_CODE"),
        }
    }
}

/// Where a value is to be fetched when it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The environment variable of this name.
    Environment(String),
    /// The content of this file; a relative path of the manifest is already joined to the manifest's folder.
    File(PathBuf),
}
