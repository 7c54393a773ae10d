//! Sending requests.

use std::sync::Arc;

use attune_http::causes;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method};
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::time::Instant;
use tracing::Instrument as _;
use url::Url;

use crate::answer::Answer;
use crate::client::client;
use crate::limits::{Budget, Limits};
use crate::retry::{ATTEMPTS, Wait, delay};
use crate::span;
use crate::tally::Tally;

/// A request, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Value>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The request never left.
    NotSent(String),
    /// The request may have arrived; no whole answer came back.
    Lost(String),
}

impl Failure {
    /// What the network said.
    pub(crate) fn into_cause(self) -> String {
        match self {
            Self::NotSent(cause) | Self::Lost(cause) => cause,
        }
    }

    fn of(error: reqwest::Error) -> Self {
        if error.is_connect() || error.is_builder() {
            Self::NotSent(causes(error))
        } else {
            Self::Lost(causes(error))
        }
    }
}

/// Sends requests to one host.
#[derive(Debug)]
pub(crate) struct Sender {
    client: Client,
    wait: Arc<dyn Wait>,
    threads: Semaphore,
    budget: Budget,
    tally: Tally,
}

impl Sender {
    /// A sender for the host of `url`.
    pub(crate) fn new(url: &Url, wait: Arc<dyn Wait>, tally: Tally) -> Result<Self, String> {
        Ok(Self {
            client: client(url)?,
            wait,
            threads: Semaphore::new(3),
            budget: Budget::new(Limits::default().requests_per_hour),
            tally,
        })
    }

    /// The same within other limits.
    pub(crate) fn within(self, limits: Limits) -> Self {
        let Limits {
            threads,
            requests_per_hour,
        } = limits;
        Self {
            threads: Semaphore::new(usize::try_from(threads.max(1)).unwrap_or(1)),
            budget: Budget::new(requests_per_hour),
            ..self
        }
    }

    /// Sends exactly once, as soon as the limits allow it.
    pub(crate) async fn send(&self, request: &Request) -> Result<Answer, Failure> {
        self.send_attempt(request, 1).await
    }

    async fn send_attempt(&self, request: &Request, attempt: u32) -> Result<Answer, Failure> {
        // Nobody closes the semaphore.
        let _thread = self.threads.acquire().await.ok();
        let pause = self.budget.take(Instant::now());
        if !pause.is_zero() {
            self.wait.wait(pause).await;
        }
        self.tally.begins();
        let span = span::of(request, attempt);
        let result = self.exchange(request).instrument(span.clone()).await;
        span::ended(&span, &result);
        if let Err(Failure::NotSent(_)) = &result {
            self.tally.never_left();
        }
        // Method, path and status only: headers and bodies hold secrets and personal data.
        tracing::debug!(
            method = %request.method,
            path = request.url.path(),
            status = result.as_ref().ok().map(|answer| answer.status.as_u16()),
            "request"
        );
        result
    }

    /// Sends a request that changes nothing, again where waiting may help.
    ///
    /// A 500 is not repeated: that is how Autotask reports mistakes and missing rights (`rest.md` 9).
    pub(crate) async fn send_read(&self, request: &Request) -> Result<Answer, Failure> {
        let mut attempt = 1;
        loop {
            let result = self.send_attempt(request, attempt).await;
            let pause = match &result {
                Ok(answer) if !answer.is_passing() => return result,
                Ok(answer) => delay(attempt, answer.retry_after),
                Err(_) => delay(attempt, None),
            };
            if attempt == ATTEMPTS {
                return result;
            }
            attempt += 1;
            self.wait.wait(pause).await;
        }
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Failure> {
        let mut builder = self
            .client
            .request(request.method.clone(), request.url.clone())
            .headers(request.headers.clone());
        if let Some(body) = &request.body {
            builder = builder.json(body);
        }
        let response = builder.send().await.map_err(Failure::of)?;
        Answer::receive(response)
            .await
            .map_err(|error| Failure::Lost(causes(error)))
    }
}
