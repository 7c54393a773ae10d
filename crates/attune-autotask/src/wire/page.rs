//! A page of a query (`rest.md` 5).

use serde::Deserialize;

/// Rows, and where the next ones are.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page<T> {
    /// The rows.
    pub(crate) items: Vec<T>,
    /// Without these nobody could tell whether more follows: required.
    pub(crate) page_details: PageDetails,
}

/// Where a page stands among the others.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageDetails {
    /// Null on the last page.
    pub(crate) next_page_url: Option<String>,
}
