use attune_apply::ports::Examine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::Visit;

/// How the numbers of levels are written in the picklist of `userType` (`rest.md` 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PicklistValues {
    /// As texts of whole numbers.
    Texts,
    /// As numbers.
    Numbers,
    /// As texts that are no whole numbers, or in more than one way.
    Otherwise,
}

impl Inquiry for PicklistValues {
    const QUESTION: Question = Question {
        id: "picklist-values",
        asks: "How does the picklist of userType write the numbers of security levels?",
        matters: "Levels are told apart by these numbers.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let levels = visit.picklist("Resources", "userType").await?;
        let mut values = levels.iter().map(|level| match level.get("value") {
            Some(value) if value.is_i64() => Self::Numbers,
            Some(value)
                if value
                    .as_str()
                    .is_some_and(|text| text.parse::<i64>().is_ok()) =>
            {
                Self::Texts
            }
            Some(_) | None => Self::Otherwise,
        });
        let first = values.next().ok_or(Why::NothingToSee)?;
        Ok(if values.all(|value| value == first) {
            first
        } else {
            Self::Otherwise
        })
    }

    fn words(&self) -> String {
        match self {
            Self::Texts => "as texts",
            Self::Numbers => "as numbers",
            Self::Otherwise => "not all as whole numbers, or not all alike",
        }
        .to_owned()
    }
}
