//! The HTTP client, which hears what time it is at the store.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use attune_model::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService,
};
use reqwest::Client;
use reqwest::header::{DATE, HeaderMap};

/// A store that is there answers sooner.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A renewal that waits for a call, and is a call itself, still comes before its lease has run out.
const TIMEOUT: Duration = Duration::from_secs(18);

const PARSER: DateTimeParser = DateTimeParser::new();

/// The time that the last answer said: its `Date` header (RFC 9110, 6.6.1), in whole seconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoreTime(Arc<Mutex<Option<Timestamp>>>);

impl StoreTime {
    /// What the last answer said, where it said one.
    pub(crate) fn last(&self) -> Option<Timestamp> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hear(&self, headers: &HeaderMap) {
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| PARSER.parse_timestamp(date).ok());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = date;
    }
}

/// Gives all parts of a store the same client.
#[derive(Clone, Debug)]
pub(crate) struct Connector {
    client: Client,
    time: StoreTime,
}

impl Connector {
    /// A client. What is sent again is decided in `crate::store`, which looks before it repeats a write.
    pub(crate) fn new(is_plain: bool, time: StoreTime) -> Result<Self, String> {
        let builder = attune_http::builder(is_plain)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT);
        let client = builder.build().map_err(|_| {
            "no HTTP client can be made (are root certificates installed?)".to_owned()
        })?;
        Ok(Self { client, time })
    }
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait::async_trait]
impl HttpService for Connector {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let answer = self.client.call(request).await?;
        self.time.hear(answer.headers());
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_an_answer_is_heard() {
        let (time, mut headers) = (StoreTime::default(), HeaderMap::new());
        let date = "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap();
        headers.insert(DATE, date);
        time.hear(&headers);
        assert_eq!(time.last().unwrap().to_string(), "1994-11-06T08:49:37Z");
        time.hear(&HeaderMap::new());
        assert_eq!(time.last(), None);
    }
}
