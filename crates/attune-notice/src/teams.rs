//! A card to Teams, in the envelope that workflows take.
//!
//! Teams takes messages of 28 KB; the card is an Adaptive Card 1.4, which Teams shows on all its devices.

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use crate::digest::{Digest, Section};
use crate::webhook::{nothing, post, url};
use crate::{Batch, NoticeError, Patience, Teams};

/// What the channel is called in errors.
pub(crate) const KIND: &str = "Teams";

/// The most bytes of a message, with room for what a workflow puts around the card.
const BYTES: usize = 26 * 1024;

/// Whether the address is sound.
pub(crate) fn check(channel: &Teams) -> Result<(), NoticeError> {
    url(KIND, &channel.url).map(drop)
}

/// Posts the card.
pub(crate) async fn send(
    channel: &Teams,
    batch: &Batch,
    patience: &Patience,
) -> Result<(), NoticeError> {
    let url = url(KIND, &channel.url)?;
    let message = Digest::fitting(batch, message, |message| message.to_string().len() <= BYTES);
    let body = message.to_string().into_bytes();
    post(KIND, nothing, &url, HeaderMap::new(), body, patience).await
}

fn message(digest: &Digest) -> Value {
    let mut body = vec![text(
        &digest.headline,
        &json!({"size": "large", "weight": "bolder"}),
    )];
    body.extend(digest.sections.iter().map(section));
    if let Some(more) = &digest.more {
        body.push(text(more, &json!({})));
    }
    body.push(text(
        &digest.when,
        &json!({"size": "small", "isSubtle": true}),
    ));
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                "fallbackText": format!("attune: {}", digest.headline),
                "msteams": {"width": "Full"},
                "body": body,
            },
        }],
    })
}

fn section(section: &Section) -> Value {
    let mut items = vec![text(&section.title, &json!({"weight": "bolder"}))];
    items.extend(
        section
            .lines
            .iter()
            .map(|line| text(&format!("\u{2022} {line}"), &json!({}))),
    );
    if let Some(link) = &section.link {
        let open = json!({"type": "Action.OpenUrl", "title": "Read more", "url": link.to_string()});
        items.push(json!({"type": "ActionSet", "actions": [open]}));
    }
    json!({"type": "Container", "separator": true, "items": items})
}

/// A line. Markdown is read in a `TextBlock` but not in a `TextRun`, and names of tenants are no Markdown.
fn text(text: &str, style: &Value) -> Value {
    let mut run = json!({"type": "TextRun", "text": text});
    if let (Value::Object(run), Value::Object(style)) = (&mut run, style) {
        run.extend(style.clone());
    }
    json!({"type": "RichTextBlock", "inlines": [run]})
}
