//! What the vendor gets, once the API user is there: where it is, and where it goes. Never the value.

use serde::{Deserialize, Serialize};

/// The last steps of a vendor's guide, at the vendor's own pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The product.
    pub product: String,
    /// The block of the API user in the manifest.
    pub api_user: String,
    /// Where its key and secret are.
    pub place: String,
    /// What to do with them, in the guide's order; empty where it says nothing.
    pub steps: Vec<String>,
    /// The guide's address.
    pub guide: String,
}

impl HandOver {
    /// Where key and secret are.
    pub fn whereabouts(&self) -> String {
        format!(
            "Key and secret of {} are in {}. They go to the vendor's page and nowhere else.",
            self.api_user, self.place
        )
    }
}
