use std::collections::BTreeMap;

use attune_apply::ports::{Ask, Examine, Guise};
use attune_model::ResourceId;
use attune_model::catalogue::LicenseType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Inquiry, Question};
use crate::finding::{Refusal, Why};
use crate::visit::Visit;

/// Whose access `entityInformation` tells under impersonation (`rest.md` 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InformationAsPerson {
    /// No difference was seen: that of the caller, as far as these people show.
    NoDifference,
    /// Another one's than the caller's.
    Differs,
    /// The header is refused.
    Refused(Refusal),
}

/// How many people of different levels are tried.
const PEOPLE: usize = 3;

/// Entities to which levels of people often give different access.
const ENTITIES: [&str; 4] = ["Companies", "Contracts", "Tickets", "TimeEntries"];

impl Inquiry for InformationAsPerson {
    const QUESTION: Question = Question {
        id: "information-as-person",
        asks: "Under impersonation, does entityInformation tell the access of the person?",
        matters: "If so, it would show what levels of people contain, which nothing else over REST does.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let holders = visit.holders().await?;
        let api_user = LicenseType::ApiUser.number();
        let people = holders
            .iter()
            .filter(|holder| holder.active && holder.license != api_user);
        let mut by_level: BTreeMap<i64, ResourceId> = BTreeMap::new();
        for person in people {
            by_level.entry(person.level).or_insert(person.id);
        }
        if by_level.is_empty() {
            return Err(Why::NothingToSee);
        }
        for entity in ENTITIES {
            let ask = Ask::Get(format!("{entity}/entityInformation"));
            let own = visit.data(ask.clone(), Guise::Caller).await?;
            for person in by_level.values().take(PEOPLE) {
                let reply = visit.ask(ask.clone(), Guise::Person(*person)).await?;
                if let Some(refusal) = Refusal::of(&reply) {
                    return Ok(Self::Refused(refusal));
                }
                if reply.body.ok_or(Why::NotUnderstood)? != own {
                    return Ok(Self::Differs);
                }
            }
        }
        Ok(Self::NoDifference)
    }

    fn words(&self) -> String {
        match self {
            Self::NoDifference => "no difference to the caller's own access was seen".to_owned(),
            Self::Differs => "yes: it differs from the caller's own".to_owned(),
            Self::Refused(refusal) => format!("the header is refused: {refusal}"),
        }
    }
}
