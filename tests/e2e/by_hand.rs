//! Ways in which somebody changes a tenant by hand. Each is found by `drift` with the right words, or said to be out of
//! sight with the reason, and then found once the page was captured.

use std::thread;

use serde_json::{Value, json};

use crate::harness::{Place, Sim, call, rows, tell};

const TESS: i64 = 29_682_886;
const OMAR: i64 = 29_682_887;
const PRIYA: i64 = 29_682_891;

const MANIFEST: &str = r#"attune: 1
tenant: contoso

securityLevels:
  script:
    name: Script API
    copyOf: API User (system)
    active: true
    serviceDesk: {objects: {tickets: {add: true, edit: true}}}
    other: {webhooks: {canCreate: true, max: 10}}
    webServicesApi: {resourceImpersonation: {crm: {contacts: [view]}}}

impersonation:
  desk:
    allow: true
    levelsHeldBy: {emails: ["*@contoso.example"], levels: [Service Desk User (system), Helpdesk Lead], active: true}
    systemLevels: copy

people:
  engineers:
    who: {emails: [nina.larsen@contoso.example]}
    securityLevel: Field Engineer

apiUsers:
  script:
    firstName: Nightly
    middleName: Batch
    lastName: Script
    email: scripts@contoso.example
    emailType: Primary
    active: true
    locked: false
    securityLevel: script
    customIntegration: Nightly script
    dateFormat: yyyy-MM-dd
    timeFormat: HH:mm
    numberFormat: X.XXX,XX
    primaryInternalLocation: Branch Office
    lineOfBusiness: {associated: [Projects], viewUnassigned: true}
    protectedData: [viewProtected, viewUnprotected]
    credentials: {to: {file: secrets/script.json}}
"#;

/// A tenant as the manifest says, and the numbers that it gave.
struct World {
    sim: Sim,
    place: Place,
    user: i64,
    level: i64,
    desk_copy: i64,
}

/// How a change comes to light.
enum Found {
    /// At once, with these words of the text on drift.
    AtOnce(&'static [&'static str]),
    /// Not at all by REST. The first words say what is out of sight; the others are said once the pages were captured.
    Captured(&'static str, &'static [&'static str]),
    /// It is nothing that the manifest speaks of.
    NoDrift,
}
use Found::{AtOnce, Captured, NoDrift};

struct Way {
    what: &'static str,
    hand: fn(&World),
    found: Found,
}

impl World {
    fn new() -> Self {
        let (sim, place) = (Sim::start(), Place::with("attune.yaml", MANIFEST));
        let apply = ["apply", "--auto-approve", "--console", "simulated"];
        place.attune(&sim, &apply).exits(0);
        let first = |entity, field: &str, value: &str| {
            let filter = json!({"op": "eq", "field": field, "value": value});
            rows(&sim, entity, &filter)[0].clone()
        };
        let script = first("Resources", "firstName", "Nightly");
        let tess = first("Resources", "firstName", "Tess");
        let number = |value: &Value| value.as_i64().unwrap();
        let (user, level) = (number(&script["id"]), number(&script["userType"]));
        let desk_copy = number(&tess["userType"]);
        Self {
            sim,
            place,
            user,
            level,
            desk_copy,
        }
    }

    fn operator(&self, call: &Value) {
        tell(&self.sim, "operator", call);
    }

    fn form(&self, fields: &Value) {
        self.operator(&json!({"do": "updateApiUser", "user": self.user, "fields": fields}));
    }

    fn level(&self, level: i64, name: &Value, cells: &Value) {
        let call = json!({"do": "saveLevel", "level": level, "name": name, "active": null, "cells": cells});
        self.operator(&call);
    }

    fn cells(&self, cells: &Value) {
        self.level(self.level, &Value::Null, cells);
    }

    fn assign(&self, resource: i64, level: i64) {
        self.operator(&json!({"do": "assignLevel", "resource": resource, "level": level}));
    }

    fn rest(&self, fields: Value) {
        let own = (self.sim.user_name.as_str(), self.sim.secret.as_str());
        let method = reqwest::Method::PATCH;
        let (status, answer) = call(&self.sim, method, "Resources", own, None, Some(fields));
        assert_eq!(status, 200, "{answer}");
    }

    fn drift(&self, code: i32) -> String {
        self.place.attune(&self.sim, &["drift"]).exits(code).stdout
    }
}

const API_USER: &str = "API user Nightly Script <scripts@contoso.example>\n";

#[expect(clippy::too_many_lines, reason = "one table, a row a way")]
fn ways() -> Vec<Way> {
    let way = |what, hand, found| Way { what, hand, found };
    vec![
        way(
            "an API user is inactivated",
            |world| world.rest(json!({"id": world.user, "isActive": false})),
            AtOnce(&[API_USER, "Active is off, wanted on; attune set on at "]),
        ),
        way(
            "an API user gets another e-mail address",
            |world| world.form(&json!({"email": "else@contoso.example"})),
            AtOnce(&[
                "Email Address is else@contoso.example, wanted scripts@contoso.example; attune set",
            ]),
        ),
        way(
            "an API user gets another first name",
            |world| world.form(&json!({"firstName": "Daily"})),
            AtOnce(&["First Name is Daily, wanted Nightly"]),
        ),
        way(
            "an API user gets another middle name",
            |world| world.form(&json!({"middleName": "B."})),
            AtOnce(&["Middle Name is B., wanted Batch; attune set Batch at "]),
        ),
        way(
            "an API user's e-mail type changes",
            |world| world.form(&json!({"emailTypeCode": "Secondary"})),
            AtOnce(&["Email Type is SECONDARY, wanted Primary"]),
        ),
        way(
            "the formats of an API user change",
            |world| {
                world.form(&json!({"dateFormat": "MM/dd/yyyy", "timeFormat": "hh:mm a", "numberFormat": "X,XXX.XX"}));
            },
            AtOnce(&[
                "Date Format is MM/dd/yyyy, wanted yyyy-MM-dd",
                "Time Format is hh:mm a, wanted HH:mm",
                "Number Format is X,XXX.XX, wanted X.XXX,XX",
            ]),
        ),
        way(
            "an API user is moved to another location",
            |world| world.form(&json!({"locationID": 90_682})),
            AtOnce(&["Primary Internal Location is Headquarters, wanted Branch Office"]),
        ),
        way(
            "an API user is given the level of everything",
            |world| world.assign(world.user, 24),
            AtOnce(&[
                "Security Level is \"API User (system)\", wanted \"Script API\"; attune set \"Script API\" at ",
            ]),
        ),
        way(
            "an API user is locked",
            |world| world.form(&json!({"locked": true})),
            AtOnce(&[API_USER, "sign-in is refused, wanted accepted"]),
        ),
        way(
            "an API user is taken off a line of business",
            |world| world.form(&json!({"linesOfBusiness": []})),
            Captured(
                "what only the form of API user Nightly Script <scripts@contoso.example> shows: 4 values",
                &[
                    API_USER,
                    "Associated is , wanted Projects; attune set Projects at ",
                ],
            ),
        ),
        way(
            "an API user no longer sees items without a line of business",
            |world| world.form(&json!({"viewsUnassigned": false})),
            Captured(
                "what only the form of API user Nightly Script",
                &["Resource can view items with no assigned Line of Business is off, wanted on"],
            ),
        ),
        way(
            "an API user may edit protected data",
            |world| {
                let boxes = [
                    "editProtected",
                    "viewProtected",
                    "editUnprotected",
                    "viewUnprotected",
                ];
                world.operator(
                    &json!({"do": "setProtectedData", "user": world.user, "boxes": boxes}),
                );
            },
            Captured(
                "what only the form of API user Nightly Script",
                &[
                    "Protected Data Permission is Edit Protected Data, ",
                    "wanted View Protected Data, View Unprotected Data",
                ],
            ),
        ),
        way(
            "a level is renamed",
            |world| world.level(world.level, &json!("Script API (do not use)"), &json!({})),
            AtOnce(&[
                "name is \"Script API (do not use)\", wanted \"Script API\"; attune set \"Script API\" at ",
            ]),
        ),
        way(
            "a level is inactivated",
            |world| {
                world
                    .operator(&json!({"do": "switchLevel", "level": world.level, "active": false}));
            },
            AtOnce(&[
                "security level \"Script API\"\n",
                "Active is off, wanted on; attune set on at ",
            ]),
        ),
        way(
            "a level loses a right that REST shows",
            |world| world.cells(&json!({"serviceDesk.objects.tickets.add": false})),
            AtOnce(&[
                "security level \"Script API\"\n",
                "Ticket: Add over REST is None, wanted All; attune saw All at ",
            ]),
        ),
        way(
            "a level gets a right that REST shows, outside of the manifest",
            |world| world.cells(&json!({"crm.objects.contacts.add": false})),
            AtOnce(&["Contact: Add over REST is None, wanted All"]),
        ),
        way(
            "a level loses a box of the impersonation table",
            |world| {
                world.cells(
                    &json!({"webServicesApi.resourceImpersonation.crm.contacts.view": false}),
                );
            },
            Captured(
                "the cells of security level \"Script API\": 8 values",
                &[
                    "security level \"Script API\"\n",
                    "webServicesApi.resourceImpersonation.crm.contacts.view is off, wanted on; attune set on at ",
                ],
            ),
        ),
        way(
            "a level gets another maximum of webhooks",
            |world| world.cells(&json!({"other.webhooks.max": 3})),
            Captured(
                "the cells of security level \"Script API\"",
                &["other.webhooks.max is 3, wanted 10; attune set 10 at "],
            ),
        ),
        way(
            "a level of people no longer lets anybody act as them",
            |world| {
                let flag = "webServicesApi.allowImpersonation";
                world.level(world.desk_copy, &Value::Null, &json!({flag: false}));
            },
            Captured(
                "the cells of security level \"Service Desk User (with Impersonation)\": 1 value",
                &["webServicesApi.allowImpersonation is off, wanted on; attune set on at "],
            ),
        ),
        way(
            "a person is moved back to the system level",
            |world| world.assign(TESS, 39),
            AtOnce(&[
                "Tess Turner <tess.turner@contoso.example>\n",
                "Security Level is \"Service Desk User (system)\", wanted \"Service Desk User (with Impersonation)\"; attune set ",
            ]),
        ),
        way(
            "an assigned person is given another level",
            |world| world.assign(29_682_893, 37),
            AtOnce(&[
                "Nina Larsen <nina.larsen@contoso.example>\n",
                "Security Level is \"Team Member (system)\", wanted \"Field Engineer\"",
            ]),
        ),
        way(
            "a colleague comes to the service desk",
            |world| world.assign(PRIYA, 39),
            AtOnce(&[
                "Manifest changed, or somebody new fits it: attune never set this:\n",
                "Priya Nair <priya.nair@contoso.example>\n",
                "Security Level is \"Service Desk User (system)\", wanted \"Service Desk User (with Impersonation)\"",
            ]),
        ),
        way(
            "a person leaves",
            |world| world.rest(json!({"id": OMAR, "isActive": false})),
            NoDrift,
        ),
        way(
            "a level that nobody describes is edited",
            |world| {
                world.level(
                    53,
                    &Value::Null,
                    &json!({"serviceDesk.objects.tickets.delete": "All"}),
                );
            },
            NoDrift,
        ),
    ]
}

fn try_way(way: &Way) {
    let world = World::new();
    (way.hand)(&world);
    let requires = |said: &str, words: &[&str]| {
        for word in words {
            assert!(said.contains(word), "{}: {word}\n{said}", way.what);
        }
    };
    match &way.found {
        AtOnce(words) => requires(&world.drift(2), words),
        NoDrift => requires(&world.drift(0), &["No drift. "]),
        Captured(unseen, words) => {
            requires(&world.drift(0), &["No drift. ", unseen]);
            let capture = ["capture", "--console", "simulated"];
            world.place.attune(&world.sim, &capture).exits(0);
            requires(&world.drift(2), words);
        }
    }
    // What was found is what a plan puts right; nothing else was touched.
    let apply = ["apply", "--auto-approve", "--console", "simulated"];
    world.place.attune(&world.sim, &apply).exits(0);
    let after = world.drift(0);
    requires(&after, &["No drift. "]);
}

#[test]
fn what_people_change_by_hand_comes_to_light() {
    let ways = ways();
    assert!(ways.len() > 20);
    // A few at a time; every one that fails says so by its own panic.
    let failed: usize = ways
        .chunks(4)
        .map(|some| {
            thread::scope(|scope| {
                let tried: Vec<_> = some
                    .iter()
                    .map(|way| scope.spawn(|| try_way(way)))
                    .collect();
                tried.into_iter().filter_map(|one| one.join().err()).count()
            })
        })
        .sum();
    assert_eq!(failed, 0);
}
