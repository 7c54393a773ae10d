//! The JSON Schema of a workspace for editors, in draft 07, as those of manifests and recipes are.

use attune_manifest::schema::shape::{
    blocks, email, list, map, number, patterned, said, set, some, text, text_such_as, word,
};
use attune_manifest::schema::{connection, reference};
use serde_json::{Value, json};

use crate::budgets::Budgets;
use crate::window::DAYS;

/// The schema of workspaces.
pub fn workspace() -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "attune workspace",
        "description": "A folder of tenants: which there are, what they share, when they may be applied and who is told.",
    });
    let top = map([
        (
            "workspace",
            said(
                json!({"type": "integer", "enum": [1]}),
                "The version of this language: 1.",
            ),
        ),
        (
            "tenants",
            said(
                some(text_such_as(&["tenants/*/attune.yaml", "tenants/*.yaml"])),
                "Paths of manifests, or patterns of paths, from the folder of this file.",
            ),
        ),
        (
            "exclude",
            said(
                list(text_such_as(&["tenants/old-*/**"])),
                "Manifests that are none of the workspace's, by their paths or those of their folders.",
            ),
        ),
        ("groups", groups()),
        (
            "baselines",
            said(
                named_lists(),
                "What lies below the manifests without being extended: of `all` tenants, then of groups, the later above.",
            ),
        ),
        (
            "state",
            said(
                text_such_as(&[".attune/{tenant}", "s3://bucket/{tenant}"]),
                "Where ledgers and captures are: a folder or an address, with `{tenant}` in it. Without it, beside each manifest.",
            ),
        ),
        ("budgets", budgets()),
        (
            "hold",
            said(
                text(),
                "The stop switch: every apply is held, and this is said.",
            ),
        ),
        ("notices", said(list(notice()), "Who is told of drift.")),
    ]);
    for (keyword, value) in top.as_object().into_iter().flatten() {
        set(&mut schema, keyword, value.clone());
    }
    set(&mut schema, "required", json!(["workspace", "tenants"]));
    schema
}

fn groups() -> Value {
    let days: Vec<&str> = DAYS.iter().map(|(word, _)| *word).collect();
    let time = || {
        patterned(
            "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$",
            "hours and minutes, such as 22:00",
        )
    };
    let mut window = map([
        (
            "days",
            said(
                some(word(&days)),
                "The days on which it opens; every day without them.",
            ),
        ),
        ("from", said(time(), "When it opens; 00:00 unless given.")),
        (
            "until",
            said(
                time(),
                "When it closes, on the next day where that is not later than `from`; 24:00 unless given.",
            ),
        ),
        (
            "timeZone",
            said(
                text_such_as(&["Europe/Paris", "America/New_York", "UTC"]),
                "Whose clocks are meant.",
            ),
        ),
    ]);
    set(&mut window, "required", json!(["timeZone"]));
    let mut group = map([
        (
            "tenants",
            said(list(text()), "Names of tenants, or patterns of names."),
        ),
        (
            "window",
            said(
                window,
                "When its tenants may be applied; at other times an apply is held.",
            ),
        ),
    ]);
    set(&mut group, "required", json!(["tenants"]));
    said(
        blocks(group, "a group", &json!({"tenants": ["${2:contoso}"]})),
        "Names for several tenants.",
    )
}

fn named_lists() -> Value {
    let files = said(
        list(text_such_as(&["baselines/common.yaml"])),
        "Files without a tenant, the lowest first.",
    );
    blocks(files, "baselines", &json!(["${2:baselines/common.yaml}"]))
}

fn budgets() -> Value {
    let up_to = |most: u32| {
        let mut schema = number(1);
        set(&mut schema, "maximum", json!(most));
        schema
    };
    let Budgets {
        concurrency,
        threads,
        requests_per_hour,
    } = Budgets::default();
    let unless = |help: &str, default: u32| format!("{help}; {default} unless given.");
    said(
        map([
            (
                "concurrency",
                said(
                    up_to(Budgets::MOST_CONCURRENCY),
                    &unless("How many tenants at once", concurrency),
                ),
            ),
            (
                "threads",
                said(
                    up_to(Budgets::MOST_THREADS),
                    &unless("How many calls to one tenant at once", threads),
                ),
            ),
            (
                "requestsPerHour",
                said(
                    up_to(Budgets::MOST_REQUESTS),
                    &unless(
                        "How many requests to one tenant in an hour",
                        requests_per_hour,
                    ),
                ),
            ),
        ]),
        "How much of Autotask a run may use.",
    )
}

fn notice() -> Value {
    let hook = |what: &str| {
        let mut schema = map([("url", said(reference(), "Its address."))]);
        set(&mut schema, "required", json!(["url"]));
        said(schema, what)
    };
    let mut webhook = map([
        ("url", said(reference(), "Its address.")),
        (
            "secret",
            said(reference(), "What the document is signed with."),
        ),
    ]);
    set(&mut webhook, "required", json!(["url"]));
    let mut schema = map([
        (
            "webhook",
            said(webhook, "A JSON document to an address of one's own."),
        ),
        ("slack", hook("A message in Slack, by an incoming webhook.")),
        (
            "teams",
            hook("A message in Microsoft Teams, by a workflow's webhook."),
        ),
        ("mail", mail()),
        ("ticket", ticket()),
        (
            "for",
            said(
                list(text()),
                "Groups whose tenants it tells of; all tenants without it.",
            ),
        ),
        (
            "failedLooks",
            said(
                json!({"type": "integer", "minimum": 1}),
                "After how many failed looks in a row it tells that a tenant cannot be looked at; 1 without it.",
            ),
        ),
    ]);
    let one = ["webhook", "slack", "teams", "mail", "ticket"];
    let one: Vec<Value> = one.iter().map(|kind| json!({"required": [kind]})).collect();
    set(&mut schema, "oneOf", json!(one));
    schema
}

fn mail() -> Value {
    let mut schema = map([
        (
            "server",
            said(
                text_such_as(&["smtp.example.com:587"]),
                "Its name and port; 587, 465 or 25 unless given.",
            ),
        ),
        (
            "tls",
            said(
                word(&["starttls", "implicit", "none"]),
                "How the connection is protected; starttls unless given.",
            ),
        ),
        ("from", said(email(), "The sender.")),
        ("to", said(some(email()), "Who gets it.")),
        ("user", said(reference(), "What attune signs in with.")),
        ("password", said(reference(), "Its password.")),
    ]);
    set(&mut schema, "required", json!(["server", "from", "to"]));
    set(
        &mut schema,
        "dependencies",
        json!({"user": ["password"], "password": ["user"]}),
    );
    said(schema, "A mail.")
}

fn ticket() -> Value {
    let choice = |what: &str| {
        said(
            json!({"type": ["integer", "string"], "minimum": 0, "minLength": 1}),
            &format!("{what}: a number or a name."),
        )
    };
    let mut schema = map([
        ("connection", connection()),
        (
            "company",
            choice("The company that it is for; 0 is one's own"),
        ),
        ("queue", choice("The queue")),
        ("priority", choice("The priority")),
        (
            "status",
            choice("The status of a ticket that is to be worked on"),
        ),
        (
            "doneStatus",
            choice("The status once there is no drift any more"),
        ),
    ]);
    set(
        &mut schema,
        "required",
        json!(["connection", "company", "priority", "status", "doneStatus"]),
    );
    said(schema, "A ticket in one's own Autotask.")
}
