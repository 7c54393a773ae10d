//! Answers about single records.

use serde::Deserialize;

/// `GET V1.0/Version`: its content is of no interest, only that it came.
#[derive(Debug, Deserialize)]
pub(crate) struct Version {}

/// The answer to a write (`rest.md` 5).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Created {
    /// The record written.
    pub(crate) item_id: i64,
}

/// A ticket or a note with its title.
#[derive(Debug, Deserialize)]
pub(crate) struct Titled {
    /// Its number.
    pub(crate) id: i64,
    /// Its title.
    pub(crate) title: Option<String>,
}

/// A ticket or a note with its authors (`rest.md` 7).
#[derive(Debug, Deserialize)]
pub(crate) struct Authored {
    /// Its number.
    pub(crate) id: i64,
    /// Whose work it counts as.
    #[serde(rename = "creatorResourceID")]
    pub(crate) creator: Option<i64>,
    /// Who impersonated them.
    #[serde(rename = "impersonatorCreatorResourceID")]
    pub(crate) impersonator: Option<i64>,
}
