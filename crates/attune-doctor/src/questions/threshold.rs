use attune_apply::ports::{Ask, Examine, Guise};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::Visit;

/// What `ThresholdInformation` tells (`rest.md` 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Threshold {
    /// `externalRequestThreshold`: 10,000 by the documentation.
    pub requests: Limit,
    /// `requestThresholdTimeframe`: 60 minutes by the documentation.
    pub minutes: Limit,
    /// Whether `currentTimeframeRequestCount` is a number.
    pub counted: bool,
}

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// As documented.
    AsDocumented,
    /// Another number.
    Otherwise,
    /// It is not told.
    Missing,
}

impl Inquiry for Threshold {
    const QUESTION: Question = Question {
        id: "threshold",
        asks: "What is told of the hourly limit on requests?",
        matters: "All integrations share it; beyond it Autotask answers nobody.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let ask = Ask::Get("ThresholdInformation".to_owned());
        let data = visit.data(ask, Guise::Caller).await?;
        Ok(Self {
            requests: Limit::of(data.get("externalRequestThreshold"), 10_000),
            minutes: Limit::of(data.get("requestThresholdTimeframe"), 60),
            counted: data
                .get("currentTimeframeRequestCount")
                .is_some_and(Value::is_i64),
        })
    }

    fn words(&self) -> String {
        let Self {
            requests,
            minutes,
            counted,
        } = self;
        format!(
            "10,000 requests: {}; in 60 minutes: {}; what was used {}",
            requests.words(),
            minutes.words(),
            if *counted { "is told" } else { "is not told" }
        )
    }
}

impl Limit {
    fn of(value: Option<&Value>, documented: i64) -> Self {
        match value.and_then(Value::as_i64) {
            Some(number) if number == documented => Self::AsDocumented,
            Some(_) => Self::Otherwise,
            None => Self::Missing,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::AsDocumented => "yes",
            Self::Otherwise => "another number",
            Self::Missing => "not told",
        }
    }
}
