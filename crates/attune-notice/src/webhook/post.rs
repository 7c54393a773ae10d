//! Posting JSON to the webhook of a service: what Slack, Teams and plain webhooks have in common.

use attune_model::Secret;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use url::Url;

use crate::error::Wrong;
use crate::http::{self, Answer, Failure};
use crate::place;
use crate::{NoticeError, Patience};

/// The address of a webhook.
pub(crate) fn url(kind: &'static str, text: &Secret) -> Result<Url, NoticeError> {
    place::secret_address(text).map_err(|cause| {
        Wrong::new(
            cause,
            "Copy the whole address of the webhook again; it begins with https://.",
        )
        .at(kind, "its address")
    })
}

/// Posts and judges the answer: any 2xx is a success. `said` finds the words of a refusal that are no secret.
pub(crate) async fn post(
    kind: &'static str,
    said: fn(&Answer) -> Option<String>,
    url: &Url,
    mut headers: HeaderMap,
    body: Vec<u8>,
    patience: &Patience,
) -> Result<(), NoticeError> {
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let at = |wrong: Wrong| wrong.at(kind, attune_http::host(url));
    let answer = http::post(url, &headers, &body, patience)
        .await
        .map_err(|failure| at(unanswered(failure)))?;
    if answer.status.is_success() {
        Ok(())
    } else {
        Err(at(refused(answer.status, said(&answer))))
    }
}

/// Why there was no answer.
fn unanswered(failure: Failure) -> Wrong {
    match failure {
        Failure::NotSent(cause) => Wrong::new(
            format!("it cannot be reached: {cause}"),
            "Check the network and the address; the notice is sent again by the next run.",
        ),
        Failure::Lost(cause) => Wrong::new(
            format!("it may or may not have taken the notice: {cause}"),
            "Look whether it arrived; the notice is sent again by the next run.",
        ),
    }
}

/// For servers of which nothing is known: many repeat the address in the body of a refusal.
pub(crate) fn nothing(_: &Answer) -> Option<String> {
    None
}

/// What a status means.
fn refused(status: StatusCode, said: Option<String>) -> Wrong {
    let number = match said {
        Some(said) => format!("{}, {said}", status.as_u16()),
        None => status.as_str().to_owned(),
    };
    if status.is_redirection() {
        return Wrong::new(
            format!("it answers with status {number}, which leads elsewhere and is not followed"),
            "Name the final address of the webhook.",
        );
    }
    match status {
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::NOT_FOUND
        | StatusCode::GONE => Wrong::new(
            format!("it does not know this address any more (status {number})"),
            "Make a new webhook there and name its address.",
        ),
        StatusCode::TOO_MANY_REQUESTS => Wrong::new(
            format!("it has had too many requests (status {number}), also after waiting"),
            "The notice is sent again by the next run.",
        ),
        _ if status.is_server_error() => Wrong::new(
            format!("it has trouble of its own (status {number}), also after waiting"),
            "The notice is sent again by the next run.",
        ),
        _ => Wrong::new(
            format!("it does not take the notice (status {number})"),
            "Check that the address is that of a webhook of this kind.",
        ),
    }
}
