//! Messages to rooms of Slack and cards to rooms of Teams, within their limits.

use attune_model::Secret;
use attune_notice::{Batch, Channel, Slack, Teams, send};
use proptest::prelude::*;
use serde_json::Value;

use crate::receiver::{Receiver, Seen};
use crate::world::{batch, drifted, first, large, look, one, patience};
use crate::{blocks, card};

/// Where a room is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Room {
    Slack,
    Teams,
}

impl Room {
    const ALL: [Self; 2] = [Self::Slack, Self::Teams];

    pub(crate) fn channel(self, url: String) -> Channel {
        let url = Secret::new(url);
        match self {
            Self::Slack => Channel::Slack(Slack { url }),
            Self::Teams => Channel::Teams(Teams { url }),
        }
    }

    fn takes(self, seen: &Seen) {
        match self {
            Self::Slack => blocks::are_taken(&seen.json()),
            Self::Teams => card::is_taken(seen),
        }
    }

    /// What it gets of a batch, which it would take.
    pub(crate) async fn told(self, batch: &Batch) -> Value {
        let receiver = Receiver::start();
        let delivery = send(&self.channel(receiver.url()), batch, &patience()).await;
        assert_eq!(delivery.errors, []);
        let seen = receiver.only();
        self.takes(&seen);
        seen.json()
    }
}

/// The text at a place of a message is this.
#[track_caller]
fn says(message: &Value, place: &str, text: &str) {
    let found = message.pointer(place).and_then(Value::as_str);
    assert_eq!(found, Some(text), "{place}");
}

#[tokio::test]
async fn signs_of_its_own_are_plain_text() {
    for (room, name, place, text) in [
        (
            Room::Slack,
            "<!channel> & *bold* <@U012>",
            "/blocks/1/text/text",
            "contoso: 1 difference\n\u{2022} &lt;\u{200b}!channel&gt; &amp; *bold* &lt;\u{200b}@\u{200b}U012&gt;",
        ),
        (
            Room::Teams,
            "[click](https://evil.example) <at>all</at>",
            "/attachments/0/content/body/1/items/1/inlines/0/text",
            "\u{2022} [click](https:\u{200b}//evil.example) <\u{200b}at>all<\u{200b}/at>",
        ),
    ] {
        says(&room.told(&one(&[name])).await, place, text);
    }
}

#[tokio::test]
async fn what_does_not_fit_is_counted() {
    let body = "/attachments/0/content/body";
    for (room, letter, texts) in [
        (
            Room::Slack,
            "&",
            [
                ("/blocks/0/text/text", "attune: 70 tenants drifted"),
                (
                    "/blocks/1/text/text",
                    "t00: 60 differences\n\u{2022} and 60 more",
                ),
                (
                    "/blocks/21/elements/0/text",
                    "and 50 more tenants; 2026-11-22 09:00 UTC",
                ),
            ],
        ),
        (
            Room::Teams,
            "\u{1f512}",
            [
                (&*format!("{body}/0/inlines/0/text"), "70 tenants drifted"),
                (
                    &*format!("{body}/1/items/1/inlines/0/text"),
                    "\u{2022} and 60 more",
                ),
                (&*format!("{body}/21/inlines/0/text"), "and 50 more tenants"),
            ],
        ),
    ] {
        let long = letter.repeat(500);
        let lines = [long.as_str(); 60];
        let many = (0..70).map(|number| first(look(&format!("t{number:02}"), drifted(&lines))));
        let message = room.told(&batch(many)).await;
        for (place, text) in texts {
            says(&message, place, text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_is_too_long(batch in large()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for room in Room::ALL {
            runtime.block_on(room.told(&batch));
        }
    }
}
