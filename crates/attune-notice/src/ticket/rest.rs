//! The calls: queries, creates and patches of tickets and notes (`rest.md` 5).

use std::sync::Arc;

use attune_apply::ports::TenantRead as _;
use attune_autotask::{Autotask, ConnectOptions};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use tokio::time::timeout;
use url::Url;

use super::answer::{self, Written, is_passing_read, is_throttled};
use super::{Ticket, Trouble};
use crate::Patience;
use crate::error::Wrong;
use crate::http::{Request, Sender};
use crate::place;
use crate::webhook::unanswered;

/// The most rows that a page holds.
const PAGE: u32 = 500;

/// The most pages that are asked for: a ticket with more notes is no longer one that attune should write to.
const PAGES: usize = 20;

/// A database's REST API.
#[derive(Debug)]
pub(super) struct Rest<'a> {
    sender: Sender<'a>,
    base: Url,
    headers: HeaderMap,
}

impl<'a> Rest<'a> {
    /// Finds the zone; the credentials are not tried yet.
    pub(super) async fn connect(channel: &Ticket, patience: &'a Patience) -> Result<Self, Wrong> {
        const HINT: &str =
            "Check the key and the network; the notice is sent again by the next run.";
        let wrong = |cause: String| Wrong::new(cause, HINT);
        let options = ConnectOptions {
            zone_url: channel.zone_url.clone(),
            credentials: channel.credentials.clone(),
            integration_code: channel.integration_code.clone(),
        };
        let connected = Autotask::connect_waiting(options, Arc::clone(&patience.wait));
        let identity = timeout(patience.deadline, async {
            connected.await?.identity().await
        })
        .await
        .map_err(|_| wrong("the zone is not named in time".to_owned()))?
        .map_err(|error| wrong(error.to_string()))?;
        let base = place::address(&identity.rest_url).map_err(wrong)?;
        let sender = Sender::new(&base, patience).map_err(unanswered)?;
        Ok(Self {
            sender,
            base,
            headers: headers(channel).map_err(wrong)?,
        })
    }

    /// Host and port.
    pub(super) fn host(&self) -> String {
        attune_http::host(&self.base)
    }

    /// All rows that fit every condition.
    pub(super) async fn query(
        &self,
        path: &str,
        conditions: &Value,
    ) -> Result<Vec<Value>, Trouble> {
        let unreadable = |cause: &str| {
            Trouble::All(Wrong::new(
                format!("its answer to {path} cannot be understood: {cause}"),
                "The notice is sent again by the next run.",
            ))
        };
        let body = json!({"MaxRecords": PAGE, "filter": conditions});
        let mut request = self.request(Method::POST, path, &body);
        let mut rows = Vec::new();
        for _ in 0..PAGES {
            let mut page = answer::read(self.sender.send(&request, is_passing_read).await)?;
            let items = page["items"]
                .as_array_mut()
                .ok_or_else(|| unreadable("items are missing"))?;
            rows.append(items);
            let Some(next) = page["pageDetails"]["nextPageUrl"].as_str() else {
                return Ok(rows);
            };
            // The page is asked for with the verb and body of the first request.
            request.url = self
                .base
                .join(next)
                .ok()
                .filter(|url| url.origin() == self.base.origin())
                .ok_or_else(|| unreadable("the next page is on another host"))?;
        }
        Err(unreadable("it has no end"))
    }

    /// Reads what a path has.
    pub(super) async fn read(&self, method: Method, path: &str) -> Result<Value, Trouble> {
        let mut request = self.request(method, path, &Value::Null);
        request.body.clear();
        answer::read(self.sender.send(&request, is_passing_read).await)
    }

    /// Writes once; again only where Autotask had too many calls or nothing was sent.
    pub(super) async fn write(&self, method: Method, path: &str, body: &Value) -> Written {
        let request = self.request(method, path, body);
        answer::write(self.sender.send(&request, is_throttled).await)
    }

    fn request(&self, method: Method, path: &str, body: &Value) -> Request {
        let mut url = self.base.clone();
        url.set_path(&format!("{}V1.0/{path}", self.base.path()));
        Request {
            method,
            url,
            headers: self.headers.clone(),
            body: body.to_string().into_bytes(),
        }
    }
}

/// The three headers of a signed request (`rest.md` 4.1); secret ones never print.
fn headers(channel: &Ticket) -> Result<HeaderMap, String> {
    let value = |what: &str, text: &str| {
        let mut value = HeaderValue::from_str(text)
            .map_err(|_| format!("the {what} holds a character that a header cannot carry"))?;
        value.set_sensitive(true);
        Ok::<HeaderValue, String>(value)
    };
    Ok(HeaderMap::from_iter([
        (
            HeaderName::from_static("username"),
            value("key", &channel.credentials.key)?,
        ),
        (
            HeaderName::from_static("secret"),
            value("secret", channel.credentials.secret.expose())?,
        ),
        (
            HeaderName::from_static("apiintegrationcode"),
            value("integration code", channel.integration_code.expose())?,
        ),
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
    ]))
}
