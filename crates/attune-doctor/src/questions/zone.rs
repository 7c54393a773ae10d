use attune_apply::ports::{Ask, Examine, Guise};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::Visit;

/// The shape of `zoneInformation`, asked at the tenant's own host (`rest.md` 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Zone {
    /// `zoneName`.
    pub zone_name: ValueType,
    /// `url`.
    pub url: Address,
    /// `webUrl`.
    pub web_url: Address,
    /// `ci`.
    pub ci: ValueType,
}

/// The shape of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Address {
    /// A whole one that ends in a slash.
    WithSlash,
    /// A whole one that does not.
    WithoutSlash,
    /// None.
    Missing,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// A text.
    Text,
    /// A number.
    Number,
    /// None, or another one.
    Missing,
}

impl Inquiry for Zone {
    const QUESTION: Question = Question {
        id: "zone",
        asks: "What does zone discovery answer?",
        matters: "It leads to the tenant's hosts, and its number keeps a ledger with its database.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let data = visit.data(Ask::Zone { user: None }, Guise::Caller).await?;
        Ok(Self {
            zone_name: ValueType::of(data.get("zoneName")),
            url: Address::of(data.get("url")),
            web_url: Address::of(data.get("webUrl")),
            ci: ValueType::of(data.get("ci")),
        })
    }

    fn words(&self) -> String {
        let Self {
            zone_name,
            url,
            web_url,
            ci,
        } = self;
        format!(
            "zoneName {}; url {}; webUrl {}; ci {}",
            zone_name.words(),
            url.words(),
            web_url.words(),
            ci.words()
        )
    }
}

impl Address {
    fn of(value: Option<&Value>) -> Self {
        match value.and_then(Value::as_str) {
            Some(url) if !url.starts_with("http") => Self::Missing,
            Some(url) if url.ends_with('/') => Self::WithSlash,
            Some(_) => Self::WithoutSlash,
            None => Self::Missing,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::WithSlash => "ends in a slash",
            Self::WithoutSlash => "ends without a slash",
            Self::Missing => "is no address",
        }
    }
}

impl ValueType {
    fn of(value: Option<&Value>) -> Self {
        match value {
            Some(Value::String(_)) => Self::Text,
            Some(Value::Number(_)) => Self::Number,
            Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {
                Self::Missing
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Text => "is a text",
            Self::Number => "is a number",
            Self::Missing => "is missing",
        }
    }
}
