//! Names that a hostile tenant chose, in every channel.

use attune_notice::Batch;
use serde_json::Value;

use crate::rooms::Room;
use crate::world::{batch, blind, drifted, first, look};
use crate::{mail, tickets, webhook};

const NAMES: [&str; 8] = [
    "<!channel> <!everyone> <@U012AB3CD> <https://evil.example|click>",
    "<at>everyone</at> @everyone @channel @here",
    "[click](https://evil.example) **bold** `code` # title | cell",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u{1b}[31mred\u{1b}[0m \u{202e}txt.exe \u{0}\u{7}\u{200b}",
    "one\r\nBcc: victim@evil.example\r\n.\r\nQUIT\r\n",
    "&lt;b&gt; &#60;i&#62; ${env} {{x}} @{body}",
    "www.evil.example ftp://evil.example",
];

/// Every name as a tenant, a difference and a reason.
fn hostile() -> Batch {
    let tenants = NAMES.iter().enumerate().map(|(number, name)| {
        first(if number % 2 == 0 {
            look(name, drifted(&NAMES))
        } else {
            look(name, blind(name))
        })
    });
    batch(tenants)
}

/// All texts of a document.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(values) => values.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

fn is_harmless(text: &str) {
    for c in text.chars() {
        assert!(!c.is_control() || c == '\n', "{text:?}");
        assert!(!matches!(c, '\u{202e}' | '\u{feff}'), "{text:?}");
    }
}

/// What nobody is to find in a text that programs look for marks in.
fn has_no_marks(text: &str) {
    for mark in [
        "<!",
        "<at>",
        "</",
        "<script",
        "<img",
        "<@",
        "<https",
        "@everyone",
        "@channel",
        "@here",
        "://evil",
        "www.evil",
    ] {
        assert!(!text.contains(mark), "{mark} in {text:?}");
    }
    is_harmless(text);
}

#[tokio::test]
async fn slack() {
    let message = Room::Slack.told(&hostile()).await;
    for text in texts(&message) {
        has_no_marks(text);
        assert!(!text.contains(['<', '>']), "{text:?}");
    }
}

#[tokio::test]
async fn teams() {
    let message = Room::Teams.told(&hostile()).await;
    for text in texts(&message["attachments"][0]["content"]["body"]) {
        has_no_marks(text);
    }
}

#[tokio::test]
async fn mail() {
    let mail = mail::text(&hostile()).await;
    let quoted = mail.replace("=\r\n", "");
    for mark in [
        "<script",
        "<img",
        "<at>",
        "\r\nBcc:",
        "\u{1b}",
        "https://evil",
    ] {
        assert!(!quoted.contains(mark), "{mark} in {quoted}");
    }
}

#[tokio::test]
async fn webhook() {
    let document = webhook::told(&hostile(), None).await.json();
    texts(&document).into_iter().for_each(is_harmless);
}

#[tokio::test]
async fn ticket() {
    let world = tickets::World::start().await;
    world.tell_all(&hostile()).await;
    let tickets = world.tickets().await;
    assert_eq!(tickets.len(), NAMES.len());
    for ticket in &tickets {
        for field in ["title", "description"] {
            has_no_marks(ticket[field].as_str().unwrap());
        }
        let id = ticket["externalID"].as_str().unwrap();
        assert!(id.starts_with("attune:#") && id.len() <= 50, "{id}");
    }
}
