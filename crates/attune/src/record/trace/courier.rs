//! What the exporter sends with: attune's own HTTP client.

use std::sync::PoisonError;
use std::time::Duration;

use async_trait::async_trait;
use attune_http::causes;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use tokio::runtime::Handle;
use url::Url;

use super::Trouble;

/// Sends spans to the collector, once, and keeps what went wrong first: the exporter tells nobody.
#[derive(Debug)]
pub(super) struct Courier {
    client: reqwest::Client,
    /// The exporter works on a thread that has none.
    runtime: Handle,
    trouble: Trouble,
}

impl Courier {
    /// One for an address that may be sent to.
    ///
    /// # Errors
    /// Why there is none, such as a system without root certificates.
    pub(super) fn new(url: &Url, timeout: Duration, trouble: Trouble) -> Result<Self, String> {
        let builder = attune_http::builder(attune_http::is_plain(url)).timeout(timeout);
        let runtime = Handle::try_current().map_err(|error| error.to_string())?;
        Ok(Self {
            client: builder.build().map_err(causes)?,
            runtime,
            trouble,
        })
    }

    fn note(&self, why: &str) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.get_or_insert_with(|| why.to_owned());
    }
}

#[async_trait]
impl HttpClient for Courier {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let exchange = exchange(self.client.clone(), request);
        let answer = match self.runtime.spawn(exchange).await {
            Ok(answer) => answer,
            Err(_) => Err("the run ended before".to_owned()),
        };
        match answer {
            Ok(answer) => {
                if !answer.status().is_success() {
                    self.note(&format!("it answers {}", answer.status().as_u16()));
                }
                Ok(answer)
            }
            Err(why) => {
                self.note(&why);
                Err(why.into())
            }
        }
    }
}

/// One request. The answer's body is nobody's business.
async fn exchange(
    client: reqwest::Client,
    mut request: Request<Bytes>,
) -> Result<Response<Bytes>, String> {
    // Among them are those of OTEL_EXPORTER_OTLP_HEADERS, which the exporter reads itself.
    for value in request.headers_mut().values_mut() {
        value.set_sensitive(true);
    }
    let request = reqwest::Request::try_from(request).map_err(causes)?;
    let answer = client.execute(request).await.map_err(causes)?;
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = answer.status();
    Ok(response)
}
