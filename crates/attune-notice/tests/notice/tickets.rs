//! Tickets in a simulated Autotask: one a tenant, whatever gets lost.

use attune_model::Credentials;
use attune_notice::{Batch, Channel, Choice, Delivery, Ticket, TicketChoices, send};
use attune_sim::{Entity, Simulator, Tenant};
use serde_json::{Value, json};

use crate::world::{Pauses, again, batch, blind, drifted, first, look, one, patience};

const NEW: i64 = 1;
const COMPLETE: i64 = 5;

pub(crate) struct World {
    simulator: Simulator,
    client: reqwest::Client,
    channel: Channel,
}

impl World {
    pub(crate) async fn start() -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let simulator = Simulator::start(Tenant::contoso(), ([127, 0, 0, 1], 0).into())
            .await
            .unwrap();
        let bootstrap = simulator.bootstrap().clone();
        let channel = Channel::Ticket(Ticket {
            zone_url: Some(simulator.rest_url()),
            credentials: Credentials {
                key: bootstrap.user_name,
                secret: bootstrap.secret,
            },
            integration_code: bootstrap.integration_code,
            choices: TicketChoices {
                company: Choice::Number(0),
                status: Choice::Number(NEW),
                done_status: Choice::Number(COMPLETE),
                priority: Choice::Number(2),
                queue: None,
                due_hours: Some(24),
            },
        });
        Self {
            simulator,
            client: reqwest::Client::new(),
            channel,
        }
    }

    async fn tell(&self, batch: &Batch) -> Delivery {
        send(&self.channel, batch, &patience()).await
    }

    /// Tells without an error.
    pub(crate) async fn tell_all(&self, batch: &Batch) {
        let delivery = self.tell(batch).await;
        assert_eq!(delivery.errors, []);
        assert_eq!(delivery.told.len(), batch.notices().len());
    }

    /// One fault for one request.
    async fn fault(&self, method: &str, path: &str, nth: u64, kind: &str) {
        let url = format!("{}simulator/faults", self.simulator.console_url());
        let fault = json!([{"method": method, "path": path, "nth": nth, "fault": {"kind": kind}}]);
        let answer = self
            .client
            .post(url)
            .body(fault.to_string())
            .header("content-type", "application/json")
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    async fn ask(&self, method: reqwest::Method, path: &str, body: &Value) -> Value {
        let Channel::Ticket(ticket) = &self.channel else {
            panic!("no ticket");
        };
        let answer = self
            .client
            .request(method, format!("{}V1.0/{path}", self.simulator.rest_url()))
            .header("UserName", &ticket.credentials.key)
            .header("Secret", ticket.credentials.secret.expose())
            .header("ApiIntegrationCode", ticket.integration_code.expose())
            .json(body)
            .send()
            .await
            .unwrap();
        answer.json().await.unwrap()
    }

    async fn query(&self, path: &str, filter: Value) -> Vec<Value> {
        let body = json!({"filter": [filter]});
        let answer = self.ask(reqwest::Method::POST, path, &body).await;
        answer["items"].as_array().unwrap().clone()
    }

    /// All tickets of attune's, oldest first.
    pub(crate) async fn tickets(&self) -> Vec<Value> {
        let filter = json!({"op": "beginsWith", "field": "externalID", "value": "attune:"});
        self.query("Tickets/query", filter).await
    }

    /// The notes of a ticket, oldest first.
    pub(crate) async fn notes(&self, ticket: &Value) -> Vec<Value> {
        let filter = json!({"op": "eq", "field": "ticketID", "value": ticket["id"]});
        self.query("TicketNotes/query", filter).await
    }

    /// Status and titles of notes of every ticket of attune's.
    async fn summary(&self) -> Vec<(i64, Vec<String>)> {
        let mut summary = Vec::new();
        for ticket in self.tickets().await {
            let notes = self.notes(&ticket).await;
            let titles = notes
                .iter()
                .map(|note| note["title"].as_str().unwrap().to_owned());
            summary.push((ticket["status"].as_i64().unwrap(), titles.collect()));
        }
        summary
    }
}

#[tokio::test]
async fn a_ticket_is_made_noted_and_closed() {
    let world = World::start().await;
    world.tell_all(&one(&["a"])).await;
    let made = world.tickets().await[0].clone();
    assert_eq!(made["externalID"], "attune:contoso");
    assert_eq!(
        made["title"],
        "attune: contoso needs attention [attune:contoso]"
    );
    assert_eq!(made["dueDateTime"], "2026-11-23T09:00:00Z");
    insta::assert_snapshot!(made["description"].as_str().unwrap(), @"
    contoso: 1 difference

    - a

    Told by attune at 2026-11-22 09:00 UTC. It adds a note when this changes and closes the ticket when the tenant is in sync.
    [attune:contoso 3b196fd4907bedf5]
    ");
    world.tell_all(&one(&["a", "b"])).await;
    world.tell_all(&batch([again("contoso")])).await;
    insta::assert_debug_snapshot!(world.summary().await, @r#"
    [
        (
            5,
            [
                "contoso: 2 differences [attune:contoso 3c9d591045bc8876]",
                "contoso: in sync again; it had drifted (told at 2026-11-21 09:00 UTC) [attune:contoso in-sync]",
            ],
        ),
    ]
    "#);
}

#[tokio::test]
async fn telling_the_same_again_changes_nothing() {
    let world = World::start().await;
    for _ in 0..2 {
        world.tell_all(&one(&["a"])).await;
        assert_eq!(world.summary().await, [(NEW, vec![])]);
    }
    for _ in 0..2 {
        world.tell_all(&one(&["b"])).await;
        assert_eq!(world.summary().await[0].1.len(), 1);
    }
    for _ in 0..2 {
        world.tell_all(&batch([again("contoso")])).await;
        let summary = world.summary().await;
        assert_eq!((summary[0].0, summary[0].1.len()), (COMPLETE, 2));
    }
}

#[tokio::test]
async fn drift_after_a_closed_ticket_makes_a_new_one() {
    let world = World::start().await;
    world.tell_all(&one(&["a"])).await;
    world.tell_all(&batch([again("contoso")])).await;
    world.tell_all(&one(&["a"])).await;
    let states: Vec<i64> = world
        .summary()
        .await
        .iter()
        .map(|ticket| ticket.0)
        .collect();
    assert_eq!(states, [COMPLETE, NEW]);
}

#[tokio::test]
async fn a_ticket_that_somebody_completed_is_history() {
    let world = World::start().await;
    world.tell_all(&one(&["a"])).await;
    let number = world.tickets().await[0]["id"].as_i64().unwrap();
    world.simulator.with_tenant(|tenant| {
        let ticket = tenant.record_mut(Entity::Tickets, number).unwrap();
        ticket.insert("completedDate".to_owned(), json!("2026-11-22T10:00:00Z"));
    });
    world.tell_all(&one(&["b"])).await;
    assert_eq!(world.summary().await, [(NEW, vec![]), (NEW, vec![])]);
}

#[tokio::test]
async fn every_tenant_has_its_own() {
    let world = World::start().await;
    let notices =
        ["contoso", "adatum", "contoso-2"].map(|tenant| first(look(tenant, drifted(&["a"]))));
    world.tell_all(&batch(notices)).await;
    world.tell_all(&batch([again("contoso")])).await;
    let states: Vec<(Value, Value)> = world
        .tickets()
        .await
        .iter()
        .map(|ticket| (ticket["externalID"].clone(), ticket["status"].clone()))
        .collect();
    assert_eq!(
        states,
        [
            (json!("attune:adatum"), json!(NEW)),
            (json!("attune:contoso"), json!(COMPLETE)),
            (json!("attune:contoso-2"), json!(NEW)),
        ]
    );
}

#[tokio::test]
async fn in_sync_without_a_ticket_makes_none() {
    let world = World::start().await;
    world.tell_all(&batch([again("contoso")])).await;
    assert_eq!(world.tickets().await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_tenant_that_cannot_be_looked_at_has_a_ticket_too() {
    let world = World::start().await;
    world
        .tell_all(&batch([first(look("contoso", blind("down")))]))
        .await;
    world.tell_all(&batch([again("contoso")])).await;
    assert_eq!(world.summary().await[0].0, COMPLETE);
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_ticket_and_no_second_note() {
    for kind in ["cutAfter", "silentError", "emptyBody"] {
        let world = World::start().await;
        world.fault("POST", "V1.0/Tickets", 1, kind).await;
        world.tell_all(&one(&["a"])).await;
        world.fault("POST", "V1.0/Tickets/*/Notes", 1, kind).await;
        world.tell_all(&one(&["b"])).await;
        world.fault("PATCH", "V1.0/Tickets", 1, kind).await;
        world.tell_all(&batch([again("contoso")])).await;
        let summary = world.summary().await;
        assert_eq!(summary.len(), 1, "{kind}");
        assert_eq!((summary[0].0, summary[0].1.len()), (COMPLETE, 2), "{kind}");
    }
}

#[tokio::test]
async fn what_never_arrived_is_told_by_the_next_run() {
    let world = World::start().await;
    world.fault("POST", "V1.0/Tickets", 1, "cutBefore").await;
    let delivery = world.tell(&one(&["a"])).await;
    assert!(delivery.told.is_empty());
    assert!(
        delivery.errors[0]
            .wrong
            .starts_with("contoso: it may or may not have been written: "),
        "{:?}",
        delivery.errors
    );
    assert_eq!(world.summary().await, []);
    world.tell_all(&one(&["a"])).await;
    assert_eq!(world.summary().await, [(NEW, vec![])]);
}

#[tokio::test]
async fn a_close_that_did_not_last_is_an_error_and_tried_again() {
    let world = World::start().await;
    world.tell_all(&one(&["a"])).await;
    world.fault("PATCH", "V1.0/Tickets", 1, "lostWrite").await;
    let delivery = world.tell(&batch([again("contoso")])).await;
    let number = world.tickets().await[0]["id"].clone();
    assert_eq!(
        delivery.errors[0].wrong,
        format!("contoso: ticket {number} is still open after it was closed")
    );
    world.tell_all(&batch([again("contoso")])).await;
    let summary = world.summary().await;
    assert_eq!((summary[0].0, summary[0].1.len()), (COMPLETE, 1));
}

#[tokio::test]
async fn throttling_is_waited_for() {
    let world = World::start().await;
    world
        .fault("POST", "V1.0/Tickets/query", 1, "tooManyRequests")
        .await;
    let pauses = Pauses::default();
    let delivery = send(&world.channel, &one(&["a"]), &pauses.patience()).await;
    assert_eq!(delivery.errors, []);
    assert_eq!(pauses.taken(), [1]);
    assert_eq!(world.tickets().await.len(), 1);
}

#[tokio::test]
async fn one_tenants_trouble_is_not_anothers_but_bad_credentials_are() {
    let world = World::start().await;
    let both = batch(["adatum", "contoso"].map(|tenant| first(look(tenant, drifted(&["a"])))));
    world.fault("POST", "V1.0/Tickets", 1, "error").await;
    let delivery = world.tell(&both).await;
    assert_eq!(delivery.told.iter().collect::<Vec<_>>(), ["contoso"]);
    assert!(delivery.errors[0].wrong.starts_with("adatum: status 500: "));
    world
        .fault("POST", "V1.0/Tickets/query", 1, "unauthorized")
        .await;
    let delivery = world.tell(&both).await;
    assert!(delivery.told.is_empty());
    let [error] = &delivery.errors[..] else {
        panic!("{:?}", delivery.errors)
    };
    let Some(says) = error.wrong.strip_prefix("adatum: ") else {
        panic!("{error:?}")
    };
    assert!(says.contains(" refuses the credentials of "), "{says}");
}

#[tokio::test]
async fn a_write_that_is_refused_for_now_is_told_by_the_next_run() {
    let world = World::start().await;
    world
        .fault("POST", "V1.0/Tickets", 1, "tooManyRequests")
        .await;
    let delivery = world.tell(&one(&["a"])).await;
    assert!(delivery.told.is_empty());
    assert_eq!(delivery.errors.len(), 1);
    assert_eq!(world.summary().await, []);
    world.tell_all(&one(&["a"])).await;
    assert_eq!(world.summary().await, [(NEW, vec![])]);
}

#[tokio::test]
async fn a_note_of_somebody_else_says_nothing() {
    let world = World::start().await;
    world.tell_all(&one(&["a"])).await;
    let number = world.tickets().await[0]["id"].clone();
    let forged = json!({
        "title": "thanks [attune:contoso in-sync]", "description": "x", "noteType": 1, "publish": 1,
    });
    let path = format!("Tickets/{number}/Notes");
    let made = world.ask(reqwest::Method::POST, &path, &forged).await;
    world.simulator.with_tenant(|tenant| {
        let number = made["itemId"].as_i64().unwrap();
        let note = tenant.record_mut(Entity::TicketNotes, number).unwrap();
        note.insert("creatorResourceID".to_owned(), json!(29_682_886));
    });
    world.tell_all(&batch([again("contoso")])).await;
    let summary = world.summary().await;
    assert_eq!((summary[0].0, summary[0].1.len()), (COMPLETE, 2));
}
