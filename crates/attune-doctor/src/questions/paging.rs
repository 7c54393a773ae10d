use attune_apply::ports::{Ask, Examine, Guise, Reply};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Inquiry, Question};
use crate::finding::{Refusal, Why};
use crate::visit::{Visit, one_row};

/// How a query with pages of one row is answered (`rest.md` 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Paging {
    /// Whether the page is as small as asked for.
    pub size: PageSize,
    /// What the address of the next page looks like.
    pub next: NextPage,
    /// What it answers to POST with the first query.
    pub by_post: PageAnswer,
    /// What it answers to GET.
    pub by_get: PageAnswer,
    /// What `query/count` answers.
    pub count: PageAnswer,
}

/// Whether a page has the size that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PageSize {
    /// It has.
    AsAsked,
    /// It has more rows.
    Larger,
}

/// The address of the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NextPage {
    /// A whole address.
    Absolute,
    /// One that begins at the host or at the page.
    Relative,
    /// None, although there are more rows.
    Missing,
}

/// What came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PageAnswer {
    /// What was asked for.
    Answered,
    /// Data that is not what was asked for.
    Otherwise,
    /// A refusal.
    Refused(Refusal),
    /// It was not asked, or no whole answer came.
    NoAnswer,
}

impl Inquiry for Paging {
    const QUESTION: Question = Question {
        id: "paging",
        asks: "How are the pages of a query asked for?",
        matters: "With pages that are missed, people and API users would be missing.",
    };

    async fn look<T: Examine>(visit: &mut Visit<'_, T>) -> Result<Self, Why> {
        let (entity, body) = ("Resources", one_row());
        let ask = Ask::Query {
            entity,
            body: body.clone(),
        };
        let page = visit.data(ask, Guise::Caller).await?;
        let rows = items(&page).ok_or(Why::NotUnderstood)?;
        let first = rows.first().cloned().ok_or(Why::NothingToSee)?;
        let url = page
            .pointer("/pageDetails/nextPageUrl")
            .and_then(Value::as_str);
        if url.is_none() && visit.holders().await?.len() < 2 {
            return Err(Why::NothingToSee);
        }
        let is_second = |page: &Value| items(page).is_some_and(|rows| !rows.contains(&first));
        let [by_post, by_get] = match url {
            None => [PageAnswer::NoAnswer; 2],
            Some(url) => {
                let ask = |body| Ask::NextPage {
                    url: url.to_owned(),
                    body,
                };
                let post = visit.ask(ask(Some(body.clone())), Guise::Caller).await;
                let get = visit.ask(ask(None), Guise::Caller).await;
                [post, get].map(|reply| answered(reply, is_second))
            }
        };
        let filter = json!({"filter": body.get("filter")});
        let ask = Ask::Count {
            entity,
            body: filter,
        };
        let count = visit.ask(ask, Guise::Caller).await;
        Ok(Self {
            size: if rows.len() > 1 {
                PageSize::Larger
            } else {
                PageSize::AsAsked
            },
            next: match url {
                None => NextPage::Missing,
                Some(url) if url.starts_with("http") => NextPage::Absolute,
                Some(_) => NextPage::Relative,
            },
            by_post,
            by_get,
            count: answered(count, |data| {
                data.get("queryCount").is_some_and(Value::is_i64)
            }),
        })
    }

    fn words(&self) -> String {
        let Self {
            size,
            next,
            by_post,
            by_get,
            count,
        } = self;
        let size = match size {
            PageSize::AsAsked => "pages as small as asked for",
            PageSize::Larger => "pages larger than asked for",
        };
        // Without an address there was nothing to ask.
        let of_next = |answer: &PageAnswer| match next {
            NextPage::Missing => "not asked".to_owned(),
            NextPage::Absolute | NextPage::Relative => answer.words(),
        };
        let next_words = match next {
            NextPage::Absolute => "a whole address for the next one",
            NextPage::Relative => "a relative address for the next one",
            NextPage::Missing => "no address for the next one",
        };
        format!(
            "{size}; {next_words}; by POST {}; by GET {}; query/count {}",
            of_next(by_post),
            of_next(by_get),
            count.words()
        )
    }
}

impl PageAnswer {
    fn words(self) -> String {
        match self {
            Self::Answered => "answered".to_owned(),
            Self::Otherwise => "answered with something else".to_owned(),
            Self::Refused(refusal) => format!("refused ({refusal})"),
            Self::NoAnswer => "no whole answer came".to_owned(),
        }
    }
}

fn items(page: &Value) -> Option<&Vec<Value>> {
    page.get("items").and_then(Value::as_array)
}

fn answered(reply: Result<Reply, Why>, fits: impl Fn(&Value) -> bool) -> PageAnswer {
    let Ok(reply) = reply else {
        return PageAnswer::NoAnswer;
    };
    match Refusal::of(&reply) {
        Some(refusal) => PageAnswer::Refused(refusal),
        None if reply.body.as_ref().is_some_and(fits) => PageAnswer::Answered,
        None => PageAnswer::Otherwise,
    }
}
