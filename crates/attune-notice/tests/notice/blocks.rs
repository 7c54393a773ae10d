//! What Slack takes, as `https://docs.slack.dev/reference/block-kit` has it.

use serde_json::Value;

/// The blocks of a message are within the limits, and of the kinds that hold plain text.
pub(crate) fn are_taken(message: &Value) {
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
            // Of markup there are the links of whoever runs attune.
            let is_link =
                text["type"] == "mrkdwn" && text["text"].as_str().unwrap().starts_with("<https://");
            assert!(is_link || text["type"] == "plain_text", "{text}");
            let length = text["text"].as_str().unwrap().chars().count();
            assert!((1..=most).contains(&length), "{length}");
        }
    }
}
