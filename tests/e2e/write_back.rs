//! `attune drift --write-back`: what somebody changed in the tenant stands in the manifest afterwards, and nothing else does.

mod layers;
mod left;
mod lines;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, Place, Ran, Sim, call, rows, tell};

const WRITE_BACK: [&str; 2] = ["drift", "--write-back"];
const TESS: i64 = 29_682_886;

fn here(manifest: &str) -> (Sim, Place) {
    let (sim, place) = (Sim::start(), Place::with("attune.yaml", manifest));
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place)
}

/// Only the page shows cells.
fn capture(sim: &Sim, place: &Place) {
    place
        .attune(sim, &["capture", "--console", "simulated"])
        .exits(0);
}

fn save(level: &Value, cells: &Value) -> Value {
    json!({"do": "saveLevel", "level": level, "name": null, "active": null, "cells": cells})
}

fn fields(user: i64, fields: &Value) -> Value {
    json!({"do": "updateApiUser", "user": user, "fields": fields})
}

/// The number of an API user.
fn user_named(sim: &Sim, first_name: &str) -> i64 {
    let name = json!({"op": "eq", "field": "firstName", "value": first_name});
    rows(sim, "Resources", &name)[0]["id"].as_i64().unwrap()
}

/// What is not written back: `object: value: place: why`.
fn left(document: &Value) -> Vec<String> {
    let left = document["write_back"]["left"].as_array().unwrap();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or("-").to_owned();
    let keys = ["object", "value", "place", "why"];
    left.iter()
        .map(|one| keys.map(|key| text(one, key)).join(": "))
        .collect()
}

/// The numbers of all levels, by name.
fn levels(sim: &Sim) -> Value {
    let (status, answer) = call(
        sim,
        Method::GET,
        "Resources/entityInformation/fields",
        (&sim.user_name, &sim.secret),
        None,
        None,
    );
    assert_eq!(status, 200, "{answer}");
    let fields = answer["fields"].as_array().unwrap();
    let level = fields
        .iter()
        .find(|field| field["name"] == "userType")
        .unwrap();
    let values = level["picklistValues"].as_array().unwrap().iter();
    let values = values.map(|value| {
        let id: i64 = value["value"].as_str().unwrap().parse().unwrap();
        (value["label"].as_str().unwrap().to_owned(), json!(id))
    });
    Value::Object(values.collect())
}

#[test]
fn a_folder_is_changed_where_the_line_stands_and_a_failed_look_changes_nothing() {
    let sim = Sim::start();
    let place = Place::empty();
    let levels_file = "# levels\nsecurityLevels:\n  script: {name: Script API, copyOf: API User (system), active: true}\n";
    let users_file = "# users\napiUsers:\n  script:\n    firstName: Nightly\n    lastName: Script\n    \
                      email: script@contoso.example\n    securityLevel: script\n    customIntegration: Nightly\n    \
                      credentials: {to: {file: secrets/script.json}}\n";
    place.write("t/head.yaml", "attune: 1\ntenant: contoso\n");
    place.write("t/levels.yaml", levels_file);
    place.write("t/users.yaml", users_file);
    let apply = [&APPLY_HERE[..], &["-f", "t"]].concat();
    place.attune(&sim, &apply).exits(0);
    let user = user_named(&sim, "Nightly");
    tell(&sim, "operator", &fields(user, &json!({"lastName": "Job"})));
    let rename = json!({"do": "saveLevel", "level": levels(&sim)["Script API"], "name": "Job API", "active": null, "cells": {}});
    tell(&sim, "operator", &rename);

    let arguments = ["drift", "--write-back", "-f", "t"];
    let mut refused = place.command(Some(&sim), &arguments);
    Ran::of(refused.env("AUTOTASK_SECRET", "wrong")).exits(3);
    assert_eq!(place.read("t/levels.yaml"), levels_file);
    assert_eq!(place.read("t/users.yaml"), users_file);

    place.attune(&sim, &arguments).exits(2).says(&[
        "Written back: t/levels.yaml:3: securityLevels.script.name was \"Script API\", is \"Job API\"",
        "t/users.yaml:5: apiUsers.script.lastName was Script, is Job",
    ]);
    assert_eq!(place.read("t/head.yaml"), "attune: 1\ntenant: contoso\n");
    assert_eq!(
        place.read("t/levels.yaml"),
        levels_file.replace("Script API", "Job API")
    );
    assert_eq!(
        place.read("t/users.yaml"),
        users_file.replace("lastName: Script", "lastName: Job")
    );
    place.attune(&sim, &["drift", "-f", "t"]).exits(0);
    place
        .attune(&sim, &["drift", "--write-back", "--since-last", "-f", "t"])
        .exits(64);
}

#[test]
fn of_many_tenants_each_is_changed_for_itself() {
    let sim = Sim::start();
    let place = Place::with(
        "attune.workspace.yaml",
        "workspace: 1\ntenants: [tenants/contoso.yaml]\n",
    );
    let manifest = "attune: 1\ntenant: contoso\nsecurityLevels:\n  script: {name: Script API, copyOf: API User (system), active: true}\n";
    place.write("tenants/contoso.yaml", manifest);
    let apply = [&APPLY_HERE[..], &["--all"]].concat();
    place.attune(&sim, &apply).exits(0);
    let switch = json!({"do": "switchLevel", "level": levels(&sim)["Script API"], "active": false});
    tell(&sim, "operator", &switch);
    let ran = place
        .attune(&sim, &["drift", "--write-back", "--all"])
        .exits(2);
    ran.says(&["tenants/contoso.yaml:4: securityLevels.script.active was on, is off"]);
    assert_eq!(
        place.read("tenants/contoso.yaml"),
        manifest.replace("active: true", "active: false")
    );
    place.attune(&sim, &["drift", "--all"]).exits(0);
}
