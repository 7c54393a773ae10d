use std::collections::BTreeSet;

use attune_apply::ports::Examine;
use attune_model::catalogue::LicenseType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inquiry, Question};
use crate::count::Count;
use crate::finding::Why;
use crate::visit::Visit;

/// The licence types that people and API users have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LicenseTypes {
    /// Those that attune knows, by their fixed numbers (`rest.md` 1.3).
    pub known: BTreeSet<u8>,
    /// How many other numbers there are.
    pub unknown: Count,
}

impl Inquiry for LicenseTypes {
    const QUESTION: Question = Question {
        id: "license-types",
        asks: "Which licence types are in use?",
        matters: "API users are those with type 7; other types cannot be impersonated everywhere.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let holders = visit.holders().await?;
        let seen: BTreeSet<LicenseType> = holders
            .iter()
            .map(|holder| LicenseType::from(holder.license))
            .collect();
        let known = |license: &&LicenseType| LicenseType::KNOWN.contains(license);
        Ok(Self {
            known: seen
                .iter()
                .filter(known)
                .filter_map(|license| u8::try_from(license.number()).ok())
                .collect(),
            unknown: Count::of(seen.iter().filter(|license| !known(license)).count()),
        })
    }

    fn words(&self) -> String {
        let Self { known, unknown } = self;
        let known: Vec<String> = known.iter().map(u8::to_string).collect();
        format!("{}; others: {unknown}", known.join(", "))
    }
}
