//! `DeskDirector`: an API user from the Integration Center, in the words of its guide.

use attune_sim::{ConsoleOptions, Rendering};
use reqwest::Method;
use serde_json::Value;

use crate::hand::Person;
use crate::vendor::Vendor;

const LEVEL: &str = "DeskDirector API User";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deskdirector_on_plain_pages() {
    walk(Rendering::Classic).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deskdirector_on_drawn_pages() {
    walk(Rendering::Mvc).await;
}

async fn walk(rendering: Rendering) {
    let options = ConsoleOptions {
        rendering,
        ..ConsoleOptions::default()
    };
    let mut person = Person::sign_in("deskdirector", options).await;
    make_level(&mut person).await;
    let mut vendor = make_api_user(&mut person).await;
    let simulator = person.leave().await;

    assert!(vendor.signs_in(&simulator).await);
    let (_, info) = vendor
        .call(
            &simulator,
            None,
            Method::GET,
            "Tickets/entityInformation",
            &Value::Null,
        )
        .await;
    assert_eq!(info["info"]["userAccessForCreate"], "All");
    assert_eq!(info["info"]["userAccessForDelete"], "None");
    vendor.code = "SIMULATED00TASKY00000000101";
    assert!(
        !vendor.signs_in(&simulator).await,
        "another vendor's identifier"
    );
}

/// The guide gives the settings of the section as a picture: everything is taken here. Tickets cannot be deleted.
async fn make_level(person: &mut Person) {
    person
        .menu("Features & Settings", "Features & Settings")
        .await;
    person.click("Resources/Users (HR)").await;
    person.click("Security Levels").await;
    person.arrive("Security Levels").await;
    person
        .right_click("API User (system) (API-only)", "Copy Security Level")
        .await;
    person.arrive("Security Level").await;
    person.fill("Name", LEVEL).await;
    person.click("Service Desk").await;
    person
        .choose_cell(
            "Object Permissions",
            "Service Desk",
            "Tickets",
            "Delete",
            "None",
        )
        .await;
    person.picture("service-desk").await;
    person.click_in("Web Services API", "Full Permission").await;
    person.click("Web Services API").await;
    person.picture("web-services-api").await;
    person.click("Save & Close").await;
    person.arrive("Security Levels").await;
}

async fn make_api_user(person: &mut Person) -> Vendor {
    let category = "Extensions & Integrations";
    person.menu(category, category).await;
    person.click("Other Extensions & Tools").await;
    person.click("Integration Center").await;
    person.arrive("Integration Center").await;
    person
        .row_menu("DeskDirector - DeskDirector Portal", "Add API User")
        .await;
    person.arrive("New API User").await;
    person.choose("Security Level", LEVEL).await;
    person.fill("First Name", "DeskDirector").await;
    person.fill("Last Name", "Portal").await;
    person.fill("Email Address", "portal@contoso.example").await;
    let key = "deskdirector1@contoso.example".to_owned();
    person.fill("Username (Key)", &key).await;
    person.click("Generate Secret").await;
    let secret = person.generated("Password (Secret)").await;
    person.picture("api-user").await;
    person.click("Save & Close").await;
    person.arrive("Resources (Users)").await;
    Vendor {
        key,
        secret,
        code: "SIMULATED00DESKDIRECTOR0103",
    }
}
