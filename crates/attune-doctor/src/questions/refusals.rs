use std::borrow::Cow;
use std::collections::BTreeMap;

use attune_apply::ports::{Ask, Examine, Guise};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Inquiry, Question};
use crate::finding::{Finding, Refusal, Why};
use crate::visit::{NOBODY, Visit, one_row};

/// What was answered to requests with a mistake in them (`rest.md` 4.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Refusals(pub BTreeMap<Mistake, Finding<Outcome>>);

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mistake {
    /// An entity that does not exist.
    UnknownEntity,
    /// A record that does not exist.
    UnknownRecord,
    /// A filter with a field that the entity does not have.
    UnknownField,
    /// A filter with an operator that does not exist.
    UnknownOperator,
    /// A query without a filter.
    NoFilter,
    /// A filter without conditions.
    EmptyFilter,
    /// More rows a page than are allowed.
    LargePage,
    /// A zone asked for a login that does not exist.
    UnknownLogin,
    /// The wrong secret; on request only.
    WrongSecret,
    /// The wrong integration code; on request only.
    WrongIntegrationCode,
}

/// What came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Data.
    Answered(Content),
    /// A refusal.
    Refused(Refusal),
}

/// What is in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Rows.
    Rows,
    /// An empty list of rows.
    NoRows,
    /// `{"item": null}`.
    NoItem,
    /// Something else.
    Otherwise,
}

/// A plain list of words: only then does the schema of a map say that it has no other keys.
impl JsonSchema for Mistake {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Mistake".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "enum": Self::ALL})
    }
}

impl Mistake {
    const ALL: [Self; 10] = [
        Self::UnknownEntity,
        Self::UnknownRecord,
        Self::UnknownField,
        Self::UnknownOperator,
        Self::NoFilter,
        Self::EmptyFilter,
        Self::LargePage,
        Self::UnknownLogin,
        Self::WrongSecret,
        Self::WrongIntegrationCode,
    ];

    /// Whether the request carries credentials that are wrong on purpose.
    fn is_of_credentials(self) -> bool {
        matches!(self, Self::WrongSecret | Self::WrongIntegrationCode)
    }

    /// The request, and as whom it is sent.
    fn request(self) -> (Ask, Guise) {
        let get = |path: &str| Ask::Get(path.to_owned());
        let query = |body: Value| Ask::Query {
            entity: "Resources",
            body,
        };
        let with = |filter: Value| {
            query(json!({"MaxRecords": 1, "IncludeFields": ["id"], "filter": filter}))
        };
        let ask = match self {
            Self::UnknownEntity => get("AttuneNoSuchEntity/entityInformation"),
            Self::UnknownRecord => get(&format!("Resources/{NOBODY}")),
            Self::UnknownField => {
                with(json!([{"op": "gte", "field": "attuneNoSuchField", "value": 0}]))
            }
            Self::UnknownOperator => {
                with(json!([{"op": "attuneNoSuchOperator", "field": "id", "value": 0}]))
            }
            Self::NoFilter => query(json!({"MaxRecords": 1})),
            Self::EmptyFilter => with(json!([])),
            Self::LargePage => {
                let mut body = one_row();
                if let Some(body) = body.as_object_mut() {
                    body.insert("MaxRecords".to_owned(), json!(501));
                }
                query(body)
            }
            Self::UnknownLogin => Ask::Zone {
                user: Some("attune-doctor@nobody.invalid"),
            },
            Self::WrongSecret | Self::WrongIntegrationCode => get("Version"),
        };
        let guise = match self {
            Self::WrongSecret => Guise::WrongSecret,
            Self::WrongIntegrationCode => Guise::WrongIntegrationCode,
            Self::UnknownEntity
            | Self::UnknownRecord
            | Self::UnknownField
            | Self::UnknownOperator
            | Self::NoFilter
            | Self::EmptyFilter
            | Self::LargePage
            | Self::UnknownLogin => Guise::Caller,
        };
        (ask, guise)
    }

    fn words(self) -> &'static str {
        match self {
            Self::UnknownEntity => "unknown entity",
            Self::UnknownRecord => "unknown record",
            Self::UnknownField => "unknown field",
            Self::UnknownOperator => "unknown operator",
            Self::NoFilter => "no filter",
            Self::EmptyFilter => "empty filter",
            Self::LargePage => "501 rows a page",
            Self::UnknownLogin => "zone of an unknown login",
            Self::WrongSecret => "wrong secret",
            Self::WrongIntegrationCode => "wrong integration code",
        }
    }
}

impl Inquiry for Refusals {
    const QUESTION: Question = Question {
        id: "refusals",
        asks: "Which mistake is refused how?",
        matters: "attune tells a missing right from a wrong request, and wrong credentials from maintenance, by these answers.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let mut outcomes = BTreeMap::new();
        for mistake in Mistake::ALL {
            let finding = if mistake.is_of_credentials() && !visit.wrong_credentials {
                Finding::NotAnswered(Why::NotAsked)
            } else {
                let (ask, guise) = mistake.request();
                let reply = visit.ask(ask, guise).await;
                Finding::from(reply.map(|reply| match Refusal::of(&reply) {
                    Some(refusal) => Outcome::Refused(refusal),
                    None => Outcome::Answered(Content::of(reply.body.as_ref())),
                }))
            };
            outcomes.insert(mistake, finding);
        }
        Ok(Self(outcomes))
    }

    fn words(&self) -> String {
        let said = self.0.iter().map(|(mistake, finding)| {
            let found = match finding {
                Finding::Answer(Outcome::Answered(content)) => content.words().to_owned(),
                Finding::Answer(Outcome::Refused(refusal)) => refusal.to_string(),
                Finding::NotAnswered(why) => why.to_string(),
            };
            format!("{}: {found}", mistake.words())
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

impl Content {
    fn of(body: Option<&Value>) -> Self {
        let Some(body) = body else {
            return Self::Otherwise;
        };
        match (
            body.get("items").and_then(Value::as_array),
            body.get("item"),
        ) {
            (Some(rows), _) if rows.is_empty() => Self::NoRows,
            (Some(_), _) => Self::Rows,
            (None, Some(Value::Null)) => Self::NoItem,
            (None, Some(_) | None) => Self::Otherwise,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Rows => "answered with rows",
            Self::NoRows => "answered without rows",
            Self::NoItem => "answered with an empty item",
            Self::Otherwise => "answered with something else",
        }
    }
}
