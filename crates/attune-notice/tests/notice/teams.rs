//! Cards to Teams, within its limits.

use attune_notice::{Batch, Channel, Teams, send};
use proptest::prelude::*;
use serde_json::Value;

use crate::receiver::Receiver;
use crate::world::{batch, drifted, first, large, look, one, patience};

/// What Teams gets of a batch.
pub(crate) async fn told(batch: &Batch) -> Value {
    let receiver = Receiver::start().await;
    let channel = Channel::Teams(Teams {
        url: receiver.url(),
    });
    let delivery = send(&channel, batch, &patience()).await;
    assert_eq!(delivery.errors, []);
    let seen = receiver.only();
    assert!(seen.body.len() <= 28 * 1024, "{}", seen.body.len());
    let message = seen.json();
    let card = &message["attachments"][0]["content"];
    assert_eq!(card["type"], "AdaptiveCard");
    card["body"].as_array().unwrap().iter().for_each(known);
    message
}

/// No element in which Markdown is read, nothing that Adaptive Cards 1.4 does not have.
fn known(element: &Value) {
    match element["type"].as_str().unwrap() {
        "Container" => element["items"].as_array().unwrap().iter().for_each(known),
        "RichTextBlock" => {
            for run in element["inlines"].as_array().unwrap() {
                assert_eq!(run["type"], "TextRun");
                assert!(run["text"].is_string());
            }
        }
        "ActionSet" => assert_eq!(element["actions"][0]["type"], "Action.OpenUrl"),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn markdown_and_mentions_stay_text() {
    let message = told(&one(&["[click](https://evil.example) <at>all</at>"])).await;
    let card = &message["attachments"][0]["content"];
    assert_eq!(
        card["body"][1]["items"][1]["inlines"][0]["text"],
        "\u{2022} [click](https:\u{200b}//evil.example) <\u{200b}at>all<\u{200b}/at>"
    );
    assert!(card["msteams"].get("entities").is_none());
}

#[tokio::test]
async fn what_does_not_fit_is_counted() {
    let long = "\u{1f512}".repeat(500);
    let lines: Vec<&str> = std::iter::repeat_n(long.as_str(), 60).collect();
    let many = (0..70).map(|number| first(look(&format!("t{number:02}"), drifted(&lines))));
    let message = told(&batch(many)).await;
    let body = message["attachments"][0]["content"]["body"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(body[0]["inlines"][0]["text"], "70 tenants drifted");
    assert_eq!(
        body[1]["items"][1]["inlines"][0]["text"],
        "\u{2022} and 60 more"
    );
    assert_eq!(body[21]["inlines"][0]["text"], "and 50 more tenants");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_is_too_long(batch in large()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(told(&batch));
    }
}
