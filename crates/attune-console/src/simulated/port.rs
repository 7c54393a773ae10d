//! The operator's port of a simulator, over HTTP.

use std::time::Duration;

use attune_apply::ports::ConsoleError;
use attune_sim::operator::{Answer, Call, Refusal, Welcome};
use reqwest::{Client, StatusCode};
use url::Url;

/// Long enough for a simulator on this machine that is told to be slow.
const TIMEOUT: Duration = Duration::from_mins(1);

/// The port of one simulator.
#[derive(Debug)]
pub(super) struct OperatorPort {
    client: Client,
    operator: Url,
    tenant: Url,
}

impl OperatorPort {
    /// Asks whether a simulator is there.
    pub(super) async fn find(console_url: &str) -> Result<Option<Self>, ConsoleError> {
        let refused = |error: &dyn std::fmt::Display| {
            ConsoleError::Refused(format!("the console's address: {error}"))
        };
        let console = Url::parse(console_url).map_err(|error| refused(&error))?;
        if !(attune_http::is_plain(&console) && attune_http::is_this_machine(&console)) {
            return Ok(None);
        }
        let place = |path: &str| {
            let mut url = console.clone();
            url.set_path(&format!("{}/{path}", console.path().trim_end_matches('/')));
            url
        };
        let client = client().map_err(|error| refused(&error))?;
        let port = Self {
            operator: place("simulator/operator"),
            tenant: place("simulator/tenant"),
            client,
        };
        Ok(port.is_welcome(place("simulator")).await.then_some(port))
    }

    /// Visits a page, once.
    pub(super) async fn call(&self, call: &Call) -> Result<Answer, ConsoleError> {
        let sent = self
            .client
            .post(self.operator.clone())
            .json(call)
            .send()
            .await;
        let response = sent.map_err(|error| {
            if error.is_connect() || error.is_builder() {
                ConsoleError::Refused(
                    "nothing was sent: the simulator cannot be reached".to_owned(),
                )
            } else {
                lost(&error)
            }
        })?;
        match response.status() {
            StatusCode::OK => response
                .json::<Answer>()
                .await
                .map_err(|error| lost(&error)),
            StatusCode::CONFLICT => {
                let Refusal { refused } = response.json().await.map_err(|error| lost(&error))?;
                Err(ConsoleError::Refused(refused))
            }
            other => Err(ConsoleError::Lost(format!(
                "the simulator answers with status {}",
                other.as_u16()
            ))),
        }
    }

    /// The simulator's present state, as a tenant file.
    pub(super) async fn tenant_file(&self) -> Result<String, ConsoleError> {
        let response = self.client.get(self.tenant.clone()).send().await;
        let response = response.and_then(reqwest::Response::error_for_status);
        let text = response.map_err(|error| lost(&error))?.text().await;
        text.map_err(|error| lost(&error))
    }

    async fn is_welcome(&self, url: Url) -> bool {
        let Ok(response) = self.client.get(url).send().await else {
            return false;
        };
        if response.status() != StatusCode::OK {
            return false;
        }
        response.json().await.is_ok_and(
            |Welcome {
                 simulator,
                 version: _,
             }| simulator == "attune",
        )
    }
}

fn client() -> reqwest::Result<Client> {
    attune_http::builder(true).timeout(TIMEOUT).build()
}

/// The kind of failure only: a decoding error could repeat a secret.
fn lost(error: &reqwest::Error) -> ConsoleError {
    let what = if error.is_decode() {
        "its answer cannot be understood"
    } else if error.is_timeout() {
        "it did not answer in time"
    } else {
        "the connection broke"
    };
    ConsoleError::Lost(format!("the simulator: {what}"))
}
