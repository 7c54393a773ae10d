//! A message to Slack, of blocks.
//!
//! Limits as Slack documents them: 50 blocks, 3,000 characters a text, 150 a header.

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::digest::{Digest, Section};
use crate::http::Answer;
use crate::webhook::{post, url};
use crate::words::cut;
use crate::{Batch, NoticeError, Patience, Slack};

/// What the channel is called in errors.
pub(crate) const KIND: &str = "Slack";

/// The most blocks of a message.
const BLOCKS: usize = 50;

/// The most characters of a text.
const TEXT: usize = 3000;

/// The most characters of a header.
const HEADER: usize = 150;

/// Whether the address is sound.
pub(crate) fn check(channel: &Slack) -> Result<(), NoticeError> {
    url(KIND, &channel.url).map(drop)
}

/// Posts the message.
pub(crate) async fn send(
    channel: &Slack,
    batch: &Batch,
    patience: &Patience,
) -> Result<(), NoticeError> {
    let url = url(KIND, &channel.url)?;
    let message = Digest::fitting(batch, message, fits);
    let body = message.to_string().into_bytes();
    post(KIND, said, &url, HeaderMap::new(), body, patience).await
}

/// Slack refuses with one word, such as `no_service` or `invalid_blocks`; its addresses hold capitals and digits.
fn said(answer: &Answer) -> Option<String> {
    let word = std::str::from_utf8(&answer.body).ok()?.trim();
    let is_word =
        (1..=40).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_word.then(|| word.to_owned())
}

/// Texts of tenants are `plain_text`, in which nothing is markup. What programs without blocks show has none of them.
fn message(digest: &Digest) -> Value {
    let mut blocks = vec![json!({
        "type": "header",
        "text": plain(&cut(&format!("attune: {}", digest.headline), HEADER)),
    })];
    for section in &digest.sections {
        blocks.push(json!({"type": "section", "text": plain(&text(section))}));
        if let Some(link) = &section.link {
            let link = escape(&link.to_string());
            let text = json!({"type": "mrkdwn", "text": format!("<{link}|Read more>")});
            blocks.push(json!({"type": "context", "elements": [text]}));
        }
    }
    let last = match &digest.more {
        Some(more) => format!("{more}; {}", digest.when),
        None => digest.when.clone(),
    };
    blocks.push(json!({"type": "context", "elements": [plain(&last)]}));
    json!({
        "text": escape(&format!("attune: {}", digest.headline)),
        "blocks": blocks,
        "unfurl_links": false,
        "unfurl_media": false,
    })
}

fn text(section: &Section) -> String {
    let mut text = section.title.clone();
    for line in &section.lines {
        text.push_str("\n\u{2022} ");
        text.push_str(line);
    }
    text
}

/// Slack takes `&`, `<` and `>` as signs of its own in every text.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": escape(text), "emoji": false})
}

fn fits(message: &Value) -> bool {
    let Some(blocks) = message["blocks"].as_array() else {
        return false;
    };
    let short = |block: &Value| {
        block["text"]["text"]
            .as_str()
            .is_none_or(|text| text.chars().count() <= TEXT)
    };
    blocks.len() <= BLOCKS && blocks.iter().all(short)
}
