use attune_apply::ports::{Ask, Examine, Guise};
use attune_model::ResourceId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inquiry, Question};
use crate::finding::{Refusal, Why};
use crate::visit::{NOBODY, Visit, one_row};

/// What a query does with the header `ImpersonationResourceId` (`rest.md` 7). Nobody is impersonated: the number in it is
/// no person's, so a query that works all the same has ignored it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QueryAsPerson {
    /// It heeds the header, and refuses.
    Enforced(Refusal),
    /// It ignores the header.
    Ignored,
}

/// Entities that support impersonation, any of which the caller may be able to query.
const ENTITIES: [&str; 2] = ["Tickets", "Companies"];

impl Inquiry for QueryAsPerson {
    const QUESTION: Question = Question {
        id: "query-as-person",
        asks: "Do queries heed the impersonation header?",
        matters: "If so, a query of one row shows whether a level lets its holders be impersonated.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let mut why = Why::NothingToSee;
        for entity in ENTITIES {
            let ask = Ask::Query {
                entity,
                body: one_row(),
            };
            if let Err(refused) = visit.data(ask.clone(), Guise::Caller).await {
                why = refused;
                continue;
            }
            let reply = visit.ask(ask, Guise::Person(ResourceId(NOBODY))).await?;
            return match (Refusal::of(&reply), reply.body) {
                (Some(refusal), _) => Ok(Self::Enforced(refusal)),
                (None, Some(_)) => Ok(Self::Ignored),
                (None, None) => Err(Why::NotUnderstood),
            };
        }
        Err(why)
    }

    fn words(&self) -> String {
        match self {
            Self::Enforced(refusal) => format!("yes; for a person who does not exist: {refusal}"),
            Self::Ignored => "no: a person who does not exist makes no difference".to_owned(),
        }
    }
}
