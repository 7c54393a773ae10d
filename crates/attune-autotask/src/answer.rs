//! What came back: data, or a complaint in one of Autotask's many ways (`rest.md` 4.3).

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<Duration>,
    web_page: bool,
    body: Vec<u8>,
}

/// What an answer says when it is not data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Complaint {
    /// 401: key, secret, integration code or zone is wrong, or the user is locked; Autotask does not say which.
    CredentialsRefused,
    /// The integration code is wrong; some tenants say so with a 500 of its own.
    IntegrationCode(String),
    /// The level of the API user, or of the person acted for, lacks the right.
    RightMissing(String),
    /// Zone discovery does not know the key.
    UnknownZone,
    /// Too many requests in the hour, or too many at once.
    Throttled(String),
    /// A page for people: maintenance, or another server.
    WebPage,
    /// Anything else that Autotask put into words.
    Said(String),
    /// An error status without words.
    Silent,
}

impl Answer {
    /// Reads the whole body.
    pub(crate) async fn receive(response: Response) -> Result<Self, reqwest::Error> {
        let headers = response.headers();
        Ok(Self {
            status: response.status(),
            retry_after: text(headers, RETRY_AFTER)
                .and_then(|seconds| seconds.trim().parse().ok())
                .map(Duration::from_secs),
            web_page: text(headers, CONTENT_TYPE).is_some_and(|kind| {
                kind.trim_start()
                    .to_ascii_lowercase()
                    .starts_with("text/html")
            }),
            body: response.bytes().await?.to_vec(),
        })
    }

    /// Whether the same question may be answered a little later.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(
            self.status,
            StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
        ) || matches!(self.complaint(), Some(Complaint::Throttled(_)))
    }

    /// What it complains about, if it does. A 200 can carry errors too.
    pub(crate) fn complaint(&self) -> Option<Complaint> {
        if self.status == StatusCode::UNAUTHORIZED {
            return Some(Complaint::CredentialsRefused);
        }
        if self.web_page {
            return Some(Complaint::WebPage);
        }
        let words = words(&self.body);
        if self.status.is_success() && words.is_none() {
            return None;
        }
        Some(match words {
            Some(words) => self.classify(words),
            None if self.status == StatusCode::TOO_MANY_REQUESTS => {
                Complaint::Throttled("too many requests".to_owned())
            }
            None => Complaint::Silent,
        })
    }

    /// The data in it.
    ///
    /// # Errors
    ///
    /// The JSON path and what was expected there; never a value of the body.
    pub(crate) fn data<T: DeserializeOwned>(&self) -> Result<T, String> {
        if self.body.is_empty() {
            return Err("it is empty".to_owned());
        }
        // Pages are long and nearly always right: only what is wrong is read once more, as a tree, to say where.
        if is_object(&self.body)
            && let Ok(data) = serde_json::from_slice(&self.body)
        {
            return Ok(data);
        }
        let value: Value = serde_json::from_slice(&self.body)
            .map_err(|error| format!("it is not whole JSON: {error}"))?;
        if !value.is_object() {
            return Err("it is not a JSON object".to_owned());
        }
        serde_path_to_error::deserialize(value).map_err(|error| {
            let expectation = expectation(&error.inner().to_string());
            match error.path().to_string().as_str() {
                "." => expectation,
                path => format!("{path}: {expectation}"),
            }
        })
    }

    /// The body, where it is JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    fn classify(&self, words: String) -> Complaint {
        let has = |part: &str| words.to_ascii_lowercase().contains(part);
        if self.status == StatusCode::TOO_MANY_REQUESTS
            || has("thread threshold")
            || has("itgenatr005")
        {
            Complaint::Throttled(words)
        } else if has("integrationcode is invalid") {
            Complaint::IntegrationCode(words)
        } else if self.status == StatusCode::FORBIDDEN || has("adequate permissions") {
            Complaint::RightMissing(words)
        } else if has("zone information could not be determined") {
            Complaint::UnknownZone
        } else {
            Complaint::Said(words)
        }
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn is_object(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"{")
}

/// What an answer may complain with; the rows of a page are passed over and not kept.
#[derive(Deserialize)]
struct Complaints {
    #[serde(default)]
    errors: Value,
    #[serde(default, rename = "Message")]
    message: Value,
}

/// The words of an error body: `{"errors": [...]}`, or the `{"Message": ...}` of unknown routes.
fn words(body: &[u8]) -> Option<String> {
    if !is_object(body) {
        return None;
    }
    let Complaints { errors, message } = serde_json::from_slice(body).ok()?;
    let said: Vec<&str> = errors
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| {
            error
                .get("message")
                .unwrap_or(error)
                .as_str()
                .unwrap_or("(no text)")
        })
        .chain(message.as_str())
        .collect();
    (!said.is_empty()).then(|| printable(&said.join(" ")))
}

/// Keeps a server's words to one line of bearable length.
fn printable(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(500)
        .collect()
}

/// The part of a decoding error that does not repeat what was found.
fn expectation(error: &str) -> String {
    match error.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None if error.starts_with("missing field ") => error.to_owned(),
        None => "not as expected".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, web_page: bool, body: &str) -> Answer {
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            retry_after: None,
            web_page,
            body: body.as_bytes().to_vec(),
        }
    }

    fn complaint(status: u16, body: &str) -> Option<Complaint> {
        answer(status, false, body).complaint()
    }

    #[test]
    fn data_is_no_complaint() {
        assert_eq!(complaint(200, r#"{"items":[]}"#), None);
        assert_eq!(complaint(200, r#"{"errors":[]}"#), None);
        assert_eq!(complaint(200, r#"{"errors":null}"#), None);
    }

    #[test]
    fn complaints_are_told_apart() {
        assert_eq!(complaint(401, ""), Some(Complaint::CredentialsRefused));
        assert_eq!(complaint(500, ""), Some(Complaint::Silent));
        assert_eq!(
            answer(404, true, "<html>").complaint(),
            Some(Complaint::WebPage)
        );
        assert_eq!(
            answer(200, true, "<html>").complaint(),
            Some(Complaint::WebPage)
        );
        let right = "The logged in Resource does not have the adequate permissions to query this entity type.";
        assert_eq!(
            complaint(500, &format!(r#"{{"errors":["{right}"]}}"#)),
            Some(Complaint::RightMissing(right.to_owned()))
        );
        assert_eq!(
            complaint(403, r#"{"errors":[{"message":"no"}]}"#),
            Some(Complaint::RightMissing("no".to_owned()))
        );
        assert_eq!(
            complaint(200, r#"{"errors":["a","b"]}"#),
            Some(Complaint::Said("a b".to_owned()))
        );
        assert_eq!(
            complaint(
                405,
                r#"{"Message":"The requested resource does not support http method 'GET'."}"#
            ),
            Some(Complaint::Said(
                "The requested resource does not support http method 'GET'.".to_owned()
            ))
        );
    }

    #[test]
    fn only_what_passes_is_passing() {
        assert!(answer(429, false, "").is_passing());
        assert!(answer(503, true, "<html>").is_passing());
        assert!(
            answer(
                500,
                false,
                r#"{"errors":["Thread threshold of 3 exceeded (Itgenatr005)"]}"#
            )
            .is_passing()
        );
        assert!(!answer(500, false, r#"{"errors":["queueID is required"]}"#).is_passing());
        assert!(!answer(404, true, "<html>").is_passing());
        assert!(!answer(200, false, "{}").is_passing());
    }

    #[test]
    fn words_stay_on_one_line() {
        assert_eq!(
            complaint(500, r#"{"errors":["a\u001b[31m\nb"]}"#),
            Some(Complaint::Said("a [31m b".to_owned()))
        );
    }

    #[test]
    fn a_decoding_error_names_the_path_and_not_the_value() {
        #[derive(Debug, serde::Deserialize)]
        struct Row {
            #[serde(rename = "id")]
            _id: i64,
        }
        #[derive(Debug, serde::Deserialize)]
        struct Rows {
            #[serde(rename = "items")]
            _items: Vec<Row>,
        }
        let cause = |body: &str| answer(200, false, body).data::<Rows>().map(drop);
        assert_eq!(
            cause(r#"{"items":[{"id":1},{"id":"hunter2, expected x"}]}"#),
            Err("items[1].id: expected i64".to_owned())
        );
        assert_eq!(
            cause(r#"{"items":[{}]}"#),
            Err("items[0]: missing field `id`".to_owned())
        );
        assert_eq!(cause(""), Err("it is empty".to_owned()));
        assert_eq!(cause("[]"), Err("it is not a JSON object".to_owned()));
        assert_eq!(
            cause(r#"{"items":[{"id"#),
            Err("it is not whole JSON: EOF while parsing a string at line 1 column 14".to_owned())
        );
    }
}
