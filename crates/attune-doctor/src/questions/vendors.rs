use attune_apply::ports::Examine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inquiry, Question};
use crate::count::Count;
use crate::finding::Why;
use crate::visit::{Visit, is_inactive};

/// What the picklist `Tickets.apiVendorID` has (`rest.md` 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vendors {
    /// Integration vendors.
    pub listed: Count,
    /// Those of them that are marked as inactive.
    pub inactive: Count,
}

impl Inquiry for Vendors {
    const QUESTION: Question = Question {
        id: "vendors",
        asks: "Does the picklist of apiVendorID list the integration vendors, inactive ones too?",
        matters: "A vendor that a manifest names is looked up there.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let vendors = visit.picklist("Tickets", "apiVendorID").await?;
        let inactive = vendors.iter().filter(|vendor| is_inactive(vendor));
        Ok(Self {
            listed: Count::of(vendors.len()),
            inactive: Count::of(inactive.count()),
        })
    }

    fn words(&self) -> String {
        let Self { listed, inactive } = self;
        format!("{listed} listed, {inactive} of them inactive")
    }
}
