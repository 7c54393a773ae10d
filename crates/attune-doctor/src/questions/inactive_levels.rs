use attune_apply::ports::Examine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::{Visit, is_inactive, number};

/// Whether inactive levels stay in the picklist of `userType` (`rest.md` 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InactiveLevels {
    /// The picklist has one that is marked as inactive.
    Listed,
    /// Somebody holds a level that the picklist does not have.
    NotListed,
}

impl Inquiry for InactiveLevels {
    const QUESTION: Question = Question {
        id: "inactive-levels",
        asks: "Do inactive security levels stay in the picklist of userType?",
        matters: "A level that is not listed looks as if it did not exist, and its name as if it were free.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let levels = visit.picklist("Resources", "userType").await?;
        if levels.iter().any(is_inactive) {
            return Ok(Self::Listed);
        }
        // A level whose number cannot be read may be the one that somebody holds.
        let listed: Option<Vec<i64>> = levels
            .iter()
            .map(|level| number(level.get("value")?))
            .collect();
        let listed = listed.ok_or(Why::NotUnderstood)?;
        let holders = visit.holders().await?;
        if holders.iter().all(|holder| listed.contains(&holder.level)) {
            Err(Why::NothingToSee)
        } else {
            Ok(Self::NotListed)
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Listed => "yes, marked as inactive",
            Self::NotListed => "no: somebody holds a level that is not listed",
        }
        .to_owned()
    }
}
