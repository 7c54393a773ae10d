//! Messages to Slack, within its limits.

use attune_notice::{Batch, Channel, Slack, send};
use proptest::prelude::*;
use serde_json::Value;

use crate::receiver::Receiver;
use crate::world::{batch, drifted, first, large, look, one, patience};

/// What Slack gets of a batch.
pub(crate) async fn told(batch: &Batch) -> Value {
    let receiver = Receiver::start().await;
    let channel = Channel::Slack(Slack {
        url: receiver.url(),
    });
    let delivery = send(&channel, batch, &patience()).await;
    assert_eq!(delivery.errors, []);
    let message = receiver.only().json();
    within_limits(&message);
    message
}

/// As `https://docs.slack.dev/reference/block-kit` has them.
fn within_limits(message: &Value) {
    let blocks = message["blocks"].as_array().unwrap();
    assert!((1..=50).contains(&blocks.len()), "{}", blocks.len());
    for block in blocks {
        let texts: Vec<&Value> = match block["type"].as_str().unwrap() {
            "header" | "section" => vec![&block["text"]],
            "context" => block["elements"].as_array().unwrap().iter().collect(),
            other => panic!("{other}"),
        };
        assert!((1..=10).contains(&texts.len()));
        let most = if block["type"] == "header" { 150 } else { 3000 };
        for text in texts {
            let length = text["text"].as_str().unwrap().chars().count();
            assert!((1..=most).contains(&length), "{length}");
        }
    }
}

#[tokio::test]
async fn signs_of_its_own_are_escaped_and_texts_are_plain() {
    let message = told(&one(&["<!channel> & *bold* <@U012>"])).await;
    let text = &message["blocks"][1]["text"];
    assert_eq!(text["type"], "plain_text");
    assert_eq!(
        text["text"],
        "contoso: 1 difference\n\u{2022} &lt;\u{200b}!channel&gt; &amp; *bold* &lt;\u{200b}@\u{200b}U012&gt;"
    );
    assert_eq!(message["text"], "attune: 1 tenant drifted");
}

#[tokio::test]
async fn what_does_not_fit_is_counted() {
    let long = "&".repeat(500);
    let lines: Vec<&str> = std::iter::repeat_n(long.as_str(), 60).collect();
    let many = (0..70).map(|number| first(look(&format!("t{number:02}"), drifted(&lines))));
    let message = told(&batch(many)).await;
    let blocks = message["blocks"].as_array().unwrap();
    assert_eq!(blocks[0]["text"]["text"], "attune: 70 tenants drifted");
    assert_eq!(
        blocks[1]["text"]["text"],
        "t00: 60 differences\n\u{2022} and 60 more"
    );
    let last = blocks.last().unwrap();
    assert_eq!(
        last["elements"][0]["text"],
        "and 50 more tenants; 2026-11-22 09:00 UTC"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_is_too_long(batch in large()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(told(&batch));
    }
}
