//! The messages in `docs/examples` are what receivers get; `ATTUNE_BLESS=1` writes them again.

use std::{env, fs};

use serde_json::Value;

use crate::rooms::Room;
use crate::schema::root;
use crate::world::{again, batch, drifted, first, fleet, look};
use crate::{mail, tickets, webhook};

fn keep(name: &str, now: &str) {
    let path = root().join("docs/examples").join(name);
    if env::var_os("ATTUNE_BLESS").is_some() {
        fs::write(&path, now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "docs/examples/{name} is stale: ATTUNE_BLESS=1 writes it again"
    );
}

fn pretty(value: &Value) -> String {
    format!("{}\n", serde_json::to_string_pretty(value).unwrap())
}

#[tokio::test]
async fn of_a_webhook() {
    keep(
        "notice-webhook.json",
        &pretty(&webhook::told(&fleet(), None).await.json()),
    );
}

#[tokio::test]
async fn of_rooms() {
    for (room, name) in [
        (Room::Slack, "notice-slack.json"),
        (Room::Teams, "notice-teams.json"),
    ] {
        keep(name, &pretty(&room.told(&fleet()).await));
    }
}

#[tokio::test]
async fn of_a_mail() {
    keep(
        "notice-mail.eml",
        &mail::text(&fleet()).await.replace("\r\n", "\n"),
    );
}

#[tokio::test]
async fn of_a_ticket() {
    let world = tickets::World::start().await;
    world
        .tell_all(&batch([first(look("contoso", drifted(&["a"])))]))
        .await;
    world.tell_all(&fleet()).await;
    world.tell_all(&batch([again("contoso")])).await;
    let mut text = String::new();
    for ticket in world.tickets().await {
        text.push_str(&shown("Ticket", &ticket));
        for note in world.notes(&ticket).await {
            text.push_str(&shown("Note", &note));
        }
    }
    keep("notice-ticket.txt", &text);
}

fn shown(kind: &str, record: &Value) -> String {
    let field = |name: &str| record[name].as_str().unwrap().to_owned();
    format!("{kind}: {}\n\n{}\n\n", field("title"), field("description"))
}
