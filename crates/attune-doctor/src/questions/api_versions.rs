use attune_apply::ports::{Ask, Examine, Guise};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::Visit;

/// How `versionInformation` writes versions (`rest.md` 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ApiVersions {
    /// `1.0`.
    Plain,
    /// `v1.0`.
    WithV,
    /// Otherwise.
    Otherwise,
}

impl Inquiry for ApiVersions {
    const QUESTION: Question = Question {
        id: "api-versions",
        asks: "How does versionInformation write the versions of the API?",
        matters: "attune speaks version 1.0; another one would have to be noticed.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let data = visit.data(Ask::ApiVersions, Guise::Caller).await?;
        let versions = data.get("apiVersions").and_then(Value::as_array);
        let last = versions.and_then(|versions| versions.last()?.as_str());
        Ok(match last.ok_or(Why::NotUnderstood)? {
            "1.0" => Self::Plain,
            "v1.0" | "V1.0" => Self::WithV,
            _ => Self::Otherwise,
        })
    }

    fn words(&self) -> String {
        match self {
            Self::Plain => "as 1.0",
            Self::WithV => "as v1.0",
            Self::Otherwise => "neither as 1.0 nor as v1.0",
        }
        .to_owned()
    }
}
