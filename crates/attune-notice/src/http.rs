//! One message to one host, within limits.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use url::Url;

use crate::patience::{Patience, TRIES};

/// The most of an answer that is read, in bytes.
const LARGEST_ANSWER: usize = 4 << 20;

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    retry_after: Option<Duration>,
}

/// Why there is no answer. The texts hold no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The request never left.
    NotSent(String),
    /// The request may have arrived; no whole answer came back.
    Lost(String),
}

/// Posts, up to three times: where nothing was sent, and where the same may be taken a little later.
pub(crate) async fn post(
    url: &Url,
    headers: &HeaderMap,
    body: &[u8],
    patience: &Patience,
) -> Result<Answer, Failure> {
    let client = attune_http::builder(attune_http::is_plain(url))
        .timeout(patience.deadline)
        // On a connection that was used before, a request that fails is sent again by the client itself.
        .pool_max_idle_per_host(0)
        .build()
        .map_err(|error| Failure::NotSent(causes(error)))?;
    let mut tried = 1;
    loop {
        let request = client
            .post(url.clone())
            .headers(headers.clone())
            .body(body.to_vec());
        let result = once(request).await;
        let asked = match &result {
            Ok(answer) if is_passing(answer) => answer.retry_after,
            Err(Failure::NotSent(_)) => None,
            Ok(_) | Err(Failure::Lost(_)) => return result,
        };
        if tried == TRIES {
            return result;
        }
        patience.pause(tried, asked).await;
        tried += 1;
    }
}

async fn once(request: RequestBuilder) -> Result<Answer, Failure> {
    let response = request.send().await.map_err(|error| {
        if error.is_connect() || error.is_builder() {
            Failure::NotSent(causes(error))
        } else {
            Failure::Lost(causes(error))
        }
    })?;
    receive(response).await
}

/// Whether a service may take the same message a little later: too many requests, or trouble of its own.
fn is_passing(answer: &Answer) -> bool {
    answer.status == StatusCode::TOO_MANY_REQUESTS || answer.status.is_server_error()
}

async fn receive(mut response: Response) -> Result<Answer, Failure> {
    let retry_after = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .map(Duration::from_secs);
    let mut body = Vec::new();
    while let Some(part) = response
        .chunk()
        .await
        .map_err(|error| Failure::Lost(causes(error)))?
    {
        body.extend_from_slice(&part);
        if body.len() > LARGEST_ANSWER {
            return Err(Failure::Lost("the answer has no end".to_owned()));
        }
    }
    Ok(Answer {
        status: response.status(),
        body,
        retry_after,
    })
}

/// The words of an error and of what caused it, without the address.
fn causes(error: reqwest::Error) -> String {
    if error.is_timeout() {
        return "there was no answer in time".to_owned();
    }
    attune_http::causes(error)
}
