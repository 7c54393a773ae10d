use attune_apply::ports::{Ask, Examine, Guise};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::count::Count;
use crate::finding::{Refusal, Why};
use crate::visit::Visit;

/// What `GET V1.0/EntityInformation` answers: the vendor's `OpenAPI` document has it, nobody was seen using it (`rest.md` 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BulkInformation {
    /// The entities, as described.
    Entities(Count),
    /// Data of another shape.
    Otherwise,
    /// A refusal.
    Refused(Refusal),
}

impl Inquiry for BulkInformation {
    const QUESTION: Question = Question {
        id: "bulk-information",
        asks: "Does one call tell the access to all entities?",
        matters: "Without it attune asks for each of 232 entities by itself.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let ask = Ask::Get("EntityInformation".to_owned());
        let reply = visit.ask(ask, Guise::Caller).await?;
        if let Some(refusal) = Refusal::of(&reply) {
            return Ok(Self::Refused(refusal));
        }
        let entities = reply
            .body
            .as_ref()
            .and_then(|body| body.get("entityDescriptions")?.as_array());
        let named = |entity: &Value| entity.pointer("/info/name").is_some_and(Value::is_string);
        Ok(match entities {
            Some(entities) if !entities.is_empty() && entities.iter().all(named) => {
                Self::Entities(Count::of(entities.len()))
            }
            Some(_) | None => Self::Otherwise,
        })
    }

    fn words(&self) -> String {
        match self {
            Self::Entities(count) => format!("yes: {count} entities"),
            Self::Otherwise => "it answers with something else".to_owned(),
            Self::Refused(refusal) => format!("no: {refusal}"),
        }
    }
}
