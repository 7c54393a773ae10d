//! Five vendors' guides on one tenant: what each integration can do afterwards, and could not before.

use serde_json::{Value, json};

use crate::account::{Account, MAY_NOT_CREATE};
use crate::client::impersonated_note;
use crate::harness::{Place, Sim, bind_identifiers, flat, rows};

const FIVE: &str = "five-integrations.yaml";
const TESS: i64 = 29_682_886;
const NINA: i64 = 29_682_893;
const FAY: i64 = 501;

/// A simulated tenant and the example's folder.
fn contoso() -> (Sim, Place) {
    (Sim::start(), Place::with_example(FIVE))
}

fn plan(sim: &Sim, place: &Place, code: i32) -> String {
    let arguments = ["plan", "-f", FIVE, "--detailed-exitcode"];
    place.attune(sim, &arguments).exits(code).stdout
}

fn apply(sim: &Sim, place: &Place) -> String {
    let arguments = [
        "apply",
        "-f",
        FIVE,
        "--auto-approve",
        "--console",
        "simulated",
    ];
    place.attune(sim, &arguments).exits(0).stdout
}

/// What the apply delivered. From now on an identifier signs in the API user of its own vendor only.
fn account<'a>(sim: &'a Sim, place: &Place, handle: &str) -> Account<'a> {
    bind_identifiers(sim);
    let identifier = match handle {
        "tasky" => "SIMULATED00TASKY00000000101",
        "cloudradial" => "SIMULATED00CHATSTYLE0000102",
        "deskdirector" => "SIMULATED00DESKDIRECTOR0103",
        "office-protect" => "SIMULATED00OFFICEPROTECT104",
        "relokia" => "SIMULATED00RELOKIA000000105",
        _ => panic!("{handle} is not in the example"),
    };
    Account::delivered(
        sim,
        place,
        &format!("secrets/contoso/{handle}.json"),
        identifier,
    )
}

/// The name of the level that a person or API user holds.
fn level_of(sim: &Sim, id: i64) -> String {
    let resource = &rows(
        sim,
        "Resources",
        &json!({"op": "eq", "field": "id", "value": id}),
    )[0];
    let fields = Account::own(sim).fields("Resources");
    let field = fields
        .iter()
        .find(|field| field["name"] == "userType")
        .unwrap();
    let values = field["picklistValues"].as_array().unwrap();
    let held = resource["userType"].to_string();
    let value = values.iter().find(|value| value["value"] == held.as_str());
    value.unwrap()["label"].as_str().unwrap().to_owned()
}

#[test]
fn an_identifier_that_only_the_vendor_knows_is_no_failure() {
    let (sim, place) = contoso();
    bind_identifiers(&sim);
    let said = apply(&sim, &place);
    assert_eq!(
        said.matches("that it signs in was not seen").count(),
        5,
        "{said}"
    );
    assert!(plan(&sim, &place, 0).contains("No changes."));
}

#[test]
fn five_guides_are_planned_applied_and_in_sync() {
    let (sim, place) = contoso();
    let planned = plan(&sim, &place, 2);
    for name in [
        "API User (with Impersonation)",
        "CloudRadial Chat Security User",
        "DeskDirector API User",
        "Office Protect API User",
        "Data Migration API User",
    ] {
        assert!(planned.contains(name), "{name} is not planned:\n{planned}");
    }
    apply(&sim, &place);
    assert!(plan(&sim, &place, 0).contains("No changes."));
    let files: Vec<_> = std::fs::read_dir(place.path("secrets/contoso"))
        .unwrap()
        .collect();
    assert_eq!(files.len(), 5);
}

#[test]
fn tasky_writes_as_the_technician() {
    let (sim, place) = contoso();
    let before = Account::own(&sim);
    assert_eq!(
        before.note(Some(TESS), &json!({})),
        Err(MAY_NOT_CREATE.to_owned())
    );
    apply(&sim, &place);
    let tasky = account(&sim, &place, "tasky");
    let note = tasky.note(Some(TESS), &json!({})).unwrap();
    assert_eq!(note["creatorResourceID"], TESS);
    assert!(note["impersonatorCreatorResourceID"].is_i64(), "{note}");
    assert_eq!(
        before.note(Some(TESS), &json!({})),
        Err(MAY_NOT_CREATE.to_owned())
    );
}

#[test]
fn an_independent_client_writes_as_the_technician_with_taskys_credentials() {
    let (sim, place) = contoso();
    let before = impersonated_note(&Account::own(&sim));
    assert_eq!(before["note"]["details"], MAY_NOT_CREATE);
    apply(&sim, &place);
    let after = impersonated_note(&account(&sim, &place, "tasky"));
    assert_eq!(after["note"]["creatorResourceID"], TESS, "{after}");
}

#[test]
fn cloudradial_hears_of_changes_by_ten_webhooks() {
    let (sim, place) = contoso();
    let before = Account::own(&sim);
    assert_eq!(before.webhook(), Err(MAY_NOT_CREATE.to_owned()));
    apply(&sim, &place);
    let cloudradial = account(&sim, &place, "cloudradial");
    for _ in 0..10 {
        cloudradial.webhook().unwrap();
    }
    assert_eq!(
        cloudradial.webhook(),
        Err("The maximum number of Webhooks (10) has been reached.".to_owned())
    );
    for other in [before, account(&sim, &place, "tasky")] {
        assert_eq!(other.webhook(), Err(MAY_NOT_CREATE.to_owned()));
    }
}

#[test]
fn cloudradial_and_deskdirector_write_as_a_customers_contact() {
    let (sim, place) = contoso();
    let as_fay = json!({"createdByContactID": FAY});
    let authors = |account: &Account<'_>| -> [Value; 2] {
        let ticket = account.ticket(None, &as_fay).unwrap();
        let note = account.note(None, &as_fay).unwrap();
        [ticket, note].map(|record| record["createdByContactID"].clone())
    };
    let own = Account::own(&sim);
    assert_eq!(authors(&own), [Value::Null, Value::Null]);
    apply(&sim, &place);
    for handle in ["cloudradial", "deskdirector"] {
        let account = account(&sim, &place, handle);
        assert_eq!(authors(&account), [json!(FAY), json!(FAY)], "{handle}");
    }
    for without in [own, account(&sim, &place, "tasky")] {
        assert_eq!(authors(&without), [Value::Null, Value::Null]);
    }
}

#[test]
fn office_protect_sees_no_costs_and_creates_tickets() {
    let (sim, place) = contoso();
    let datto = Account::datto(&sim);
    let product = json!({
        "name": "Firewall", "isActive": true, "isSerialized": false, "productBillingCodeID": 1,
        "unitCost": 80.0, "unitPrice": 120.0,
    });
    let made = datto
        .create("Products", "Products", None, &product)
        .unwrap();
    let path = format!("Products/{}", made["id"]);
    let tess = format!("Resources/{TESS}");
    let amounts = |account: &Account<'_>| {
        let product = account.read(&path);
        [
            product["unitCost"].clone(),
            product["unitPrice"].clone(),
            account.read(&tess)["internalCost"].clone(),
        ]
    };
    assert_eq!(amounts(&datto), [json!(80.0), json!(120.0), json!(0.0)]);
    apply(&sim, &place);
    let office_protect = account(&sim, &place, "office-protect");
    assert_eq!(
        amounts(&office_protect),
        [Value::Null, json!(120.0), Value::Null]
    );
    assert_eq!(amounts(&datto), [json!(80.0), json!(120.0), json!(0.0)]);
    let ticket = office_protect.ticket(None, &json!({})).unwrap();
    assert_eq!(ticket["title"], "From an integration");
}

#[test]
fn relokia_writes_as_an_agent_who_held_a_system_level() {
    let (sim, place) = contoso();
    assert_eq!(level_of(&sim, NINA), "Team Member (system)");
    let own = Account::own(&sim);
    assert_eq!(
        own.ticket(Some(NINA), &json!({})),
        Err(MAY_NOT_CREATE.to_owned())
    );
    apply(&sim, &place);
    assert_eq!(level_of(&sim, NINA), "Team Member (with Impersonation)");
    let relokia = account(&sim, &place, "relokia");
    let ticket = relokia.ticket(Some(NINA), &json!({})).unwrap();
    assert_eq!(ticket["creatorResourceID"], NINA);
}

#[test]
fn after_its_last_day_a_migration_is_not_begun() {
    let (sim, place) = contoso();
    place.edit(FIVE, "until: 2027-03-31", "until: 2020-01-01");
    let planned = flat(&plan(&sim, &place, 2));
    for said in [
        "(advice) \"Data Migration API User\" is not made: its last day was 2020-01-01.",
        "(advice) The API user Relokia Data Migration <psa-integrations@contoso.example> is not made: its last day was 2020-01-01.",
        "6 levels to copy, 1 level to edit, 4 API users to create, 4 people to move.",
    ] {
        assert!(planned.contains(said), "no {said:?} in:\n{planned}");
    }
    apply(&sim, &place);
    assert!(!place.path("secrets/contoso/relokia.json").exists());
    assert!(plan(&sim, &place, 0).contains("No changes."));
}

#[test]
fn after_its_last_day_a_migration_is_shut_out() {
    let (sim, place) = contoso();
    apply(&sim, &place);
    let relokia = account(&sim, &place, "relokia");
    relokia.ticket(None, &json!({})).unwrap();
    place.edit(FIVE, "until: 2027-03-31", "until: 2020-01-01");
    let planned = plan(&sim, &place, 2);
    assert_eq!(planned.matches("why: its last day is over").count(), 2);
    // Bound identifiers refuse sign-ins that were accepted before, so that whether somebody locked it is looked at again.
    let planned = flat(&planned);
    for said in [
        "update API user Office Protect Alert Integration <psa-integrations@contoso.example> [operator -> console-reread] \
         why: its present value is unknown Locked unknown -> off",
        "1 level to edit, 2 API users to update.",
    ] {
        assert!(planned.contains(said), "no {said:?} in:\n{planned}");
    }
    apply(&sim, &place);
    assert!(relokia.is_refused(), "the API user still signs in");
    assert!(plan(&sim, &place, 0).contains("No changes."));
    // The other four are as they were.
    account(&sim, &place, "tasky")
        .note(Some(TESS), &json!({}))
        .unwrap();
}
