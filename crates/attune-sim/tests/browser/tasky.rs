//! Tasky: resource impersonation for a chat tool, in the words of its guide.

use attune_sim::{ConsoleOptions, Rendering};
use reqwest::StatusCode;

use crate::hand::{Person, terms};
use crate::vendor::{TESS, Vendor};

const RESOURCE: &str = "Resource Impersonation";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasky_on_plain_pages() {
    walk(Rendering::Classic).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasky_on_drawn_pages() {
    walk(Rendering::Mvc).await;
}

async fn walk(rendering: Rendering) {
    let options = ConsoleOptions {
        rendering,
        terms: terms("Account"),
        ..ConsoleOptions::default()
    };
    let mut person = Person::sign_in("tasky", options).await;
    make_api_level(&mut person).await;
    let vendor = make_api_user(&mut person).await;
    let (status, _) = vendor.note(&person.simulator, TESS).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);

    allow_impersonation(&mut person).await;
    let (status, _) = vendor.note(&person.simulator, TESS).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);

    assign_level(&mut person).await;
    let simulator = person.leave().await;
    let (status, note) = vendor.note(&simulator, TESS).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(note["creatorResourceID"], TESS);
    assert_eq!(note["impersonatorCreatorResourceID"], 29_682_899);
}

/// Step 1 of the guide.
async fn make_api_level(person: &mut Person) {
    open_levels(person).await;
    person
        .row_menu("API User (system) (API-only)", "Copy Security Level")
        .await;
    person.arrive("Security Level").await;
    person.fill("Name", "API User (with Impersonation)").await;
    person.tick("Active", true).await;
    person.click("Web Services API").await;
    person.tick("Can login to Web Services API", true).await;
    for row in ["Accounts", "Contacts", "Opportunities & Quotes"] {
        person.tick_cell(RESOURCE, Some("CRM"), row, "View").await;
    }
    person
        .tick_cell(RESOURCE, Some("Projects"), "Projects", "View")
        .await;
    for row in ["Project Notes", "Task Notes"] {
        for column in ["View", "Add", "Edit"] {
            person
                .tick_cell(RESOURCE, Some("Projects"), row, column)
                .await;
        }
    }
    for (part, row) in [
        ("Service Desk", "Tickets"),
        ("Service Desk", "Ticket Notes"),
        ("Service Desk", "Service Calls"),
        ("Other/Shared", "Attachments"),
    ] {
        for column in ["View", "Add", "Edit", "Delete"] {
            person.tick_cell(RESOURCE, Some(part), row, column).await;
        }
    }
    person.picture("api-level").await;
    person.click("Save & Close").await;
    person.arrive("Security Levels").await;
}

/// Step 2. The guide edits a system level, which the page does not let anybody do: it must be a copy.
async fn allow_impersonation(person: &mut Person) {
    open_levels(person).await;
    let level = "Service Desk User (system)";
    person.row_menu(level, "Edit Security Level").await;
    person.arrive("Security Level").await;
    person
        .find(
            "//*[normalize-space(.)='A system security level cannot be edited; it can be copied.']",
        )
        .await;
    person.picture("system-level").await;
    person.click("Close").await;
    person.arrive("Security Levels").await;
    person.row_menu(level, "Copy Security Level").await;
    person.arrive("Security Level").await;
    person
        .fill("Name", "Service Desk User (impersonation)")
        .await;
    person.click("Web Services API").await;
    person.tick("Can login to Web Services API", false).await;
    person
        .tick(
            "Allow impersonation of resources with this security level",
            true,
        )
        .await;
    person.click("Save").await;
    person.read("Saved.").await;
    person.picture("level-of-people").await;
}

/// Step 3.
async fn make_api_user(person: &mut Person) -> Vendor {
    person.menu("Resources (Users)", "Resources (Users)").await;
    person.point("New").await;
    person.picture("new").await;
    person.click("New API User").await;
    person.arrive("New API User").await;
    person.fill("First Name", "Tasky").await;
    person.fill("Last Name", "Integration").await;
    person
        .fill("Email Address", "psa-integrations@contoso.example")
        .await;
    person.tick("Active", true).await;
    person
        .choose("Security Level", "API User (with Impersonation)")
        .await;
    person
        .click_in("API Tracking Identifier", "Integration Vendor")
        .await;
    person
        .choose("Integration Vendor", "Tallman.io - Tasky")
        .await;
    person.click("Generate Key").await;
    let key = person.generated("Username (Key)").await;
    person.click("Generate Secret").await;
    let secret = person.generated("Password (Secret)").await;
    person.picture("api-user").await;
    person.click("Save & Close").await;
    person.arrive("Resources (Users)").await;
    let vendor = Vendor {
        key,
        secret,
        code: "SIMULATED00TASKY00000000101",
    };
    assert!(vendor.signs_in(&person.simulator).await);
    vendor
}

/// Step 4.
async fn assign_level(person: &mut Person) {
    person.menu("Resources (Users)", "Resources (Users)").await;
    person.row_menu("Tess Turner", "Edit").await;
    person.arrive("Resource").await;
    person.click("Security").await;
    person
        .choose("Security Level", "Service Desk User (impersonation)")
        .await;
    person.picture("person").await;
    person.click("Save").await;
    person.read("Saved.").await;
}

async fn open_levels(person: &mut Person) {
    person
        .menu("Features & Settings", "Features & Settings")
        .await;
    person.click("Resources/Users (HR)").await;
    person.picture("features-and-settings").await;
    person.click("Security Levels").await;
    person.arrive("Security Levels").await;
}
