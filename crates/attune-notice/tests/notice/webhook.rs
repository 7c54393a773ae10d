//! The document of a webhook.

use std::fs;

use attune_model::Secret;
use attune_notice::{Channel, Webhook, send};

use crate::receiver::{Receiver, Seen};
use crate::schema::root;
use crate::world::{again, batch, blind, drifted, first, fleet, look, patience};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// What the receiver gets of a batch; valid against the published schema.
pub(crate) async fn told(notices: &attune_notice::Batch, signing_secret: Option<&str>) -> Seen {
    let receiver = Receiver::start();
    let channel = Channel::Webhook(Webhook {
        url: Secret::new(receiver.url()),
        signing_secret: signing_secret.map(Secret::new),
    });
    let delivery = send(&channel, notices, &patience()).await;
    assert_eq!(delivery.errors, []);
    assert_eq!(delivery.told.len(), notices.notices().len());
    let seen = receiver.only();
    let schema = fs::read_to_string(root().join("schemas/notice.v1.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    jsonschema::validate(&schema, &seen.json()).unwrap();
    seen
}

#[tokio::test]
async fn it_is_signed_as_others_check_it() {
    let seen = told(&fleet(), Some(SECRET)).await;
    assert_eq!(seen.path, "/hooks/T0K3NofTheHook");
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("webhook-id"), seen.json()["id"].as_str());
    assert_eq!(seen.header("webhook-timestamp"), Some("1795338000"));
    assert_eq!(
        seen.header("webhook-signature"),
        Some("v1,8GWPrr9iJGgIZQW/gNErDY3h+vArL4fatoaf28a/FwY=")
    );
}

#[tokio::test]
async fn without_a_secret_it_is_not_signed() {
    let seen = told(&fleet(), None).await;
    assert_eq!(seen.header("webhook-signature"), None);
}

#[tokio::test]
async fn a_weak_secret_sends_nothing() {
    let receiver = Receiver::start();
    let channel = Channel::Webhook(Webhook {
        url: Secret::new(receiver.url()),
        signing_secret: Some(Secret::new("hunter2")),
    });
    let delivery = send(&channel, &fleet(), &patience()).await;
    assert_eq!(delivery.errors, [channel.check().unwrap_err()]);
    assert_eq!(delivery.errors[0].wrong, "the signing secret is too short");
    assert_eq!(receiver.got().len(), 0);
}

#[tokio::test]
async fn what_is_left_out_is_counted() {
    let differences: Vec<String> = (0..205).map(|number| number.to_string()).collect();
    let differences: Vec<&str> = differences.iter().map(String::as_str).collect();
    let many = (0..510).map(|number| first(look(&format!("t{number:03}"), blind("down"))));
    let document = told(
        &batch(many.chain([first(look("contoso", drifted(&differences)))])),
        None,
    )
    .await
    .json();
    assert_eq!(document["counts"]["could_not_look"], 510);
    assert_eq!(document["notices"].as_array().unwrap().len(), 500);
    assert_eq!(document["more"], 11);
    let contoso = &document["notices"][0];
    assert_eq!(contoso["tenant"], "contoso");
    assert_eq!(contoso["differences"].as_array().unwrap().len(), 200);
    assert_eq!(contoso["more"], 5);
}

#[test]
fn the_same_notices_of_a_run_have_one_id() {
    let one = batch([again("adatum"), again("contoso")]).id();
    assert_eq!(one, batch([again("contoso"), again("adatum")]).id());
    assert_ne!(one, batch([again("contoso")]).id());
}
