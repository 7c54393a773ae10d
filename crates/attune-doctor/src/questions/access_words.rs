use attune_apply::ports::{Ask, Examine, Guise};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Inquiry, Question};
use crate::finding::Why;
use crate::visit::Visit;

/// How `userAccessFor...` is written: the help page gives numbers, recordings words (`rest.md` 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AccessWords {
    /// `None`, `All`, `Restricted`.
    Words,
    /// 0, 1, 2.
    Numbers,
    /// Otherwise.
    Otherwise,
}

impl Inquiry for AccessWords {
    const QUESTION: Question = Question {
        id: "access-words",
        asks: "Is the access to an entity told in words or in numbers?",
        matters: "It is the only thing that REST shows of what a level contains.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let ask = Ask::Get("Tickets/entityInformation".to_owned());
        let data = visit.data(ask, Guise::Caller).await?;
        let access = ["Create", "Query", "Update", "Delete"]
            .map(|verb| data.pointer(&format!("/info/userAccessFor{verb}")));
        let is_word = |access: Option<&Value>| {
            let word = access.and_then(Value::as_str);
            word.is_some_and(|word| ["None", "All", "Restricted"].contains(&word))
        };
        let is_number = |access: Option<&Value>| {
            let number = access.and_then(Value::as_i64);
            number.is_some_and(|number| (0..=2).contains(&number))
        };
        Ok(if access.into_iter().all(is_word) {
            Self::Words
        } else if access.into_iter().all(is_number) {
            Self::Numbers
        } else {
            Self::Otherwise
        })
    }

    fn words(&self) -> String {
        match self {
            Self::Words => "in words",
            Self::Numbers => "in numbers",
            Self::Otherwise => "in neither",
        }
        .to_owned()
    }
}
