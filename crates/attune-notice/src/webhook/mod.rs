//! A JSON document to an address, signed.

mod document;
mod post;
mod signature;

pub use document::{NoticeDocument, NoticeV1};
pub(crate) use post::{nothing, post, url};

use reqwest::header::{HeaderMap, HeaderValue};

use crate::error::Wrong;
use crate::{Batch, NoticeError, Patience, Webhook};

/// What the channel is called in errors.
pub(crate) const KIND: &str = "webhook";

/// Whether address and signing secret are sound.
pub(crate) fn check(channel: &Webhook) -> Result<(), NoticeError> {
    let url = url(KIND, &channel.url)?;
    if let Some(secret) = &channel.signing_secret {
        signature::key(secret).map_err(|wrong| wrong.at(KIND, attune_http::host(&url)))?;
    }
    Ok(())
}

/// Posts the document.
pub(crate) async fn send(
    channel: &Webhook,
    batch: &Batch,
    patience: &Patience,
) -> Result<(), NoticeError> {
    let Webhook {
        url: address,
        signing_secret,
    } = channel;
    let url = url(KIND, address)?;
    let at = |wrong: Wrong| wrong.at(KIND, attune_http::host(&url));
    let document = NoticeDocument::of(batch);
    let body = serde_json::to_vec(&document).map_err(|error| {
        at(Wrong::new(
            error.to_string(),
            "This is an error of attune; please report it.",
        ))
    })?;
    let mut headers = HeaderMap::from_iter([
        header("webhook-id", &document.id),
        header("webhook-timestamp", &batch.at().as_second().to_string()),
    ]);
    if let Some(secret) = signing_secret {
        let signature = signature::sign(secret, &document.id, batch.at(), &body).map_err(at)?;
        headers.extend([header("webhook-signature", &signature)]);
    }
    post(KIND, nothing, &url, headers, body, patience).await
}

/// A header whose value is digits, letters and signs of base64, so that it always fits.
fn header(name: &'static str, value: &str) -> (reqwest::header::HeaderName, HeaderValue) {
    let value = HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""));
    (reqwest::header::HeaderName::from_static(name), value)
}
