//! What all webhooks have in common: tries, redirects, errors without secrets.

use std::sync::Arc;
use std::time::Duration;

use attune_autotask::RealTime;
use attune_model::Secret;
use attune_notice::{Channel, Delivery, NoticeError, Patience, Webhook, send};

use crate::receiver::{Receiver, Reply, TOKEN};
use crate::rooms::Room;
use crate::world::{Pauses, one, patience};

const OK: Reply = Reply::of(200);
const BUSY: Reply = Reply::of(503);

fn webhook(url: String) -> Channel {
    Channel::Webhook(Webhook {
        url: Secret::new(url),
        signing_secret: None,
    })
}

/// The only error, which holds no part of the secret.
fn error(delivery: &Delivery) -> NoticeError {
    assert!(delivery.told.is_empty());
    let [error] = delivery.errors.as_slice() else {
        panic!("{delivery:?}");
    };
    assert!(!format!("{error:?} {error}").contains(TOKEN), "{error:?}");
    error.clone()
}

async fn tell(replies: &[Reply]) -> (Delivery, usize, Vec<u64>) {
    let receiver = Receiver::start();
    receiver.answers(replies.iter().copied());
    let pauses = Pauses::default();
    let channel = webhook(receiver.url());
    let delivery = send(&channel, &one(&["a"]), &pauses.patience()).await;
    (delivery, receiver.got().len(), pauses.taken())
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let (delivery, requests, pauses) = tell(&[BUSY, BUSY, OK]).await;
    assert_eq!(delivery.errors, []);
    assert_eq!((requests, pauses), (3, vec![1, 2]));
}

#[tokio::test]
async fn tries_are_counted() {
    let (delivery, requests, pauses) = tell(&[BUSY]).await;
    assert_eq!((requests, pauses), (3, vec![1, 2]));
    let error = error(&delivery);
    assert!(
        error
            .to_string()
            .ends_with(": it has trouble of its own (status 503), also after waiting")
    );
    assert_eq!(error.hint, "The notice is sent again by the next run.");
}

#[tokio::test]
async fn a_server_says_how_long_to_wait_within_limits() {
    let (delivery, _, pauses) = tell(&[
        Reply::of(429).with("retry-after", "7"),
        Reply::of(429).with("retry-after", "86400"),
        OK,
    ])
    .await;
    assert_eq!(delivery.errors, []);
    assert_eq!(pauses, [7, 30]);
}

#[tokio::test]
async fn what_is_refused_for_good_is_not_tried_again() {
    let (delivery, requests, _) = tell(&[Reply {
        body: "Cannot POST /hooks/T0K3NofTheHook",
        ..Reply::of(404)
    }])
    .await;
    assert_eq!(requests, 1);
    let error = error(&delivery);
    assert_eq!(
        error.wrong,
        "it does not know this address any more (status 404)"
    );
    assert_eq!(error.hint, "Make a new webhook there and name its address.");
}

#[tokio::test]
async fn slack_says_why_in_a_word_and_nothing_else_is_repeated() {
    let cases: [(Reply, &str); 2] = [
        (
            Reply {
                body: "no_service",
                ..Reply::of(404)
            },
            "it does not know this address any more (status 404, no_service)",
        ),
        (
            Reply {
                body: "invalid /hooks/T0K3NofTheHook",
                ..Reply::of(400)
            },
            "it does not take the notice (status 400)",
        ),
    ];
    for (reply, expected) in cases {
        let receiver = Receiver::start();
        receiver.answers([reply]);
        let channel = Room::Slack.channel(receiver.url());
        let delivery = send(&channel, &one(&["a"]), &patience()).await;
        assert_eq!(error(&delivery).wrong, expected);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let receiver = Receiver::start();
    receiver.answers([Reply::of(307).with("location", "/elsewhere")]);
    let delivery = send(&webhook(receiver.url()), &one(&["a"]), &patience()).await;
    assert_eq!(
        error(&delivery).to_string(),
        format!(
            "webhook at {}: it answers with status 307, which leads elsewhere and is not followed",
            receiver.host
        )
    );
    assert_eq!(receiver.got().len(), 1);
}

#[tokio::test]
async fn nobody_there_is_tried_three_times() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap();
    drop(listener);
    let pauses = Pauses::default();
    let channel = webhook(format!("http://{host}/{TOKEN}"));
    let delivery = send(&channel, &one(&["a"]), &pauses.patience()).await;
    let error = error(&delivery);
    assert_eq!(error.place, host.to_string());
    assert!(error.wrong.starts_with("it cannot be reached: "), "{error}");
    assert_eq!(pauses.taken(), [1, 2]);
}

#[tokio::test]
async fn an_answer_that_never_comes_is_not_waited_for_and_not_asked_again() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap();
    // Connections are taken by the system, and nobody reads them.
    let channel = webhook(format!("http://{host}/{TOKEN}"));
    let patience = Patience {
        deadline: Duration::from_millis(200),
        wait: Arc::new(RealTime),
    };
    let delivery = send(&channel, &one(&["a"]), &patience).await;
    assert_eq!(
        error(&delivery).wrong,
        "it may or may not have taken the notice: there was no answer in time"
    );
    drop(listener);
}

#[tokio::test]
async fn addresses_in_clear_text_are_for_this_machine() {
    let url = || format!("http://hooks.example/{TOKEN}");
    for channel in [
        webhook(url()),
        Room::Slack.channel(url()),
        Room::Teams.channel(url()),
    ] {
        let refused = channel.check().unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!(
                "{} at its address: plain http would send it in clear text (http is for this machine only)",
                channel.kind()
            )
        );
        let delivery = send(&channel, &one(&["a"]), &patience()).await;
        assert_eq!(error(&delivery), refused);
    }
}

#[test]
fn channels_do_not_print_their_addresses() {
    let channel = webhook(format!("https://hooks.example/{TOKEN}"));
    assert!(!format!("{channel:?}").contains(TOKEN));
}
