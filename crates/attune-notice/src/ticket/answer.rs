//! What Autotask's answers mean (`rest.md` 4.3): most mistakes are a 500 with words, and a 200 may complain too.

use reqwest::StatusCode;
use serde_json::Value;

use super::Trouble;
use crate::error::Wrong;
use crate::http::{Answer, Failure};
use crate::webhook::unanswered;
use crate::words::plain;

const RIGHTS: &str = "Check the rights of the API user for tickets and notes, and the numbers of the ticket's picklists.";
const LOOK: &str = "Nothing is repeated blindly: the next run looks for it first.";

/// How a write ended.
pub(super) enum Written {
    /// Autotask took it.
    Taken,
    /// Nothing was written.
    Refused(Trouble),
    /// It may or may not have been written.
    Lost(Wrong),
}

/// Whether the same read may be answered later.
pub(super) fn is_passing_read(answer: &Answer) -> bool {
    is_throttled(answer)
        || matches!(
            answer.status,
            StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
        )
}

/// Whether Autotask refused because of too many calls, before it did anything.
pub(super) fn is_throttled(answer: &Answer) -> bool {
    answer.status == StatusCode::TOO_MANY_REQUESTS
        || !answer.status.is_success()
            && words(answer)
                .is_some_and(|words| words.to_ascii_lowercase().contains("thread threshold"))
}

/// The document of a read.
pub(super) fn read(result: Result<Answer, Failure>) -> Result<Value, Trouble> {
    let answer = result.map_err(|failure| Trouble::All(unanswered(failure)))?;
    if let Some(trouble) = complaint(&answer) {
        return Err(trouble);
    }
    answer.json().filter(Value::is_object).ok_or_else(|| {
        Trouble::All(Wrong::new(
            "its answer is no JSON object (maintenance, or not Autotask at all)",
            "The notice is sent again by the next run.",
        ))
    })
}

/// What became of a write. Only what certainly had no effect counts as refused.
pub(super) fn write(result: Result<Answer, Failure>) -> Written {
    let answer = match result {
        Ok(answer) => answer,
        Err(failure @ Failure::NotSent(_)) => {
            return Written::Refused(Trouble::All(unanswered(failure)));
        }
        Err(failure @ Failure::Lost(_)) => return Written::Lost(unanswered(failure)),
    };
    let said = answer.status.is_client_error() || words(&answer).is_some();
    match complaint(&answer) {
        Some(trouble) if said => Written::Refused(trouble),
        None if answer.json().is_some_and(|json| json["itemId"].is_i64()) => Written::Taken,
        Some(_) | None => Written::Lost(Wrong::new(
            format!(
                "it may or may not have been written: status {} without a text",
                answer.status.as_u16()
            ),
            LOOK,
        )),
    }
}

fn complaint(answer: &Answer) -> Option<Trouble> {
    let words = words(answer);
    if answer.status.is_success() && words.is_none() {
        return None;
    }
    let status = answer.status.as_u16();
    if answer.status == StatusCode::UNAUTHORIZED {
        return Some(Trouble::All(Wrong::new(
            "it refuses the credentials",
            "Check key, secret and integration code, and whether the API user is locked.",
        )));
    }
    let wrong = match words {
        Some(words) => format!("status {status}: {words}"),
        None => format!("status {status} without a text"),
    };
    Some(Trouble::One(Wrong::new(wrong, RIGHTS)))
}

/// `{"errors": [...]}`, or the `{"Message": ...}` of unknown routes.
fn words(answer: &Answer) -> Option<String> {
    let json = answer.json()?;
    let said: Vec<&str> = json["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| error.as_str().unwrap_or("(no text)"))
        .chain(json["Message"].as_str())
        .collect();
    (!said.is_empty()).then(|| plain(&said.join(" ")))
}
