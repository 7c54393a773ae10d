//! `CloudRadial` Chat: webhooks, impersonated tickets and contacts, in the words of its guide.

use attune_sim::{ConsoleOptions, Rendering};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::hand::{Person, terms};
use crate::vendor::{PRIYA, Vendor};

const LEVEL: &str = "CloudRadial Chat Security User";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cloudradial_on_plain_pages() {
    walk(Rendering::Classic).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cloudradial_on_drawn_pages() {
    walk(Rendering::Mvc).await;
}

async fn walk(rendering: Rendering) {
    let options = ConsoleOptions {
        rendering,
        terms: terms("Account"),
        ..ConsoleOptions::default()
    };
    let mut person = Person::sign_in("cloudradial", options).await;
    make_level(&mut person).await;
    let vendor = make_api_user(&mut person).await;
    assert!(!updates_ticket(&vendor, &person).await);

    allow_impersonation(&mut person).await;
    assert!(updates_ticket(&vendor, &person).await);
    person.leave().await;
}

/// Step 1, with the contact table, which the guide looks for on the people's levels: only API-only levels have it.
async fn make_level(person: &mut Person) {
    open_group(person).await;
    person.click("Security Levels").await;
    person.arrive("Security Levels").await;
    person
        .row_menu("API User (system) (API-only)", "Copy")
        .await;
    person.arrive("Security Level").await;
    person.fill("Name", LEVEL).await;
    person.click("Other").await;
    assert!(!person.can_change("Maximum number of Webhooks").await);
    person.tick("Can create Webhooks", true).await;
    assert!(person.can_change("Maximum number of Webhooks").await);
    person.fill("Maximum number of Webhooks", "5").await;
    person.picture("webhooks").await;
    person.click("Web Services API").await;
    let table = "Resource Impersonation";
    for (part, row) in [
        ("Service Desk", "Tickets"),
        ("Service Desk", "Ticket Notes"),
        ("Other/Shared", "Attachments"),
    ] {
        for column in ["View", "Add", "Edit", "Delete"] {
            person.tick_cell(table, Some(part), row, column).await;
        }
    }
    for row in [
        "Project Notes",
        "Task Notes",
        "Tickets",
        "Ticket Notes",
        "Attachments",
    ] {
        person
            .tick_cell("Contact Impersonation", None, row, "Add")
            .await;
    }
    person.picture("impersonation").await;
    person.click("Save").await;
    person.read("Saved.").await;
}

/// The optional part, on a custom level of people.
async fn allow_impersonation(person: &mut Person) {
    open_group(person).await;
    person.click("Security Levels").await;
    person.arrive("Security Levels").await;
    person.row_menu("Helpdesk Lead", "Edit").await;
    person.arrive("Security Level").await;
    person.click("Web Services API").await;
    assert!(!person.sees("Contact Impersonation").await);
    person
        .tick(
            "Allow impersonation of resources with this security level",
            true,
        )
        .await;
    person.picture("people").await;
    person.click("Save & Close").await;
    person.arrive("Security Levels").await;
}

/// Step 2.
async fn make_api_user(person: &mut Person) -> Vendor {
    open_group(person).await;
    person.click("Resources/Users").await;
    person.arrive("Resources (Users)").await;
    person.point("New").await;
    person.click("New API User").await;
    person.arrive("New API User").await;
    person.fill("First Name", "Chat").await;
    person.fill("Last Name", "Client").await;
    person.fill("Email Address", "chat@contoso.example").await;
    person.choose("Security Level", LEVEL).await;
    person
        .choose("Primary Internal Location", "Branch Office")
        .await;
    person.click("Generate Key").await;
    let key = person.generated("Username (Key)").await;
    person.click("Generate Secret").await;
    let secret = person.generated("Password (Secret)").await;
    person
        .choose(
            "Integration Vendor",
            "ChatStyle - Messaging and Collaboration",
        )
        .await;
    person.picture("api-user").await;
    person.click("Save & Close").await;
    person.arrive("Resources (Users)").await;
    let vendor = Vendor {
        key,
        secret,
        code: "SIMULATED00CHATSTYLE0000102",
    };
    assert!(vendor.signs_in(&person.simulator).await);
    vendor
}

/// `Admin > Account Settings & Users`, with the group unfolded.
async fn open_group(person: &mut Person) {
    let category = "Account Settings & Users";
    person.menu(category, category).await;
    person.click("Resources/Users (HR)").await;
    person.picture("group").await;
}

/// Whether the chat tool can set a ticket's status as a person.
async fn updates_ticket(vendor: &Vendor, person: &Person) -> bool {
    let patch = json!({"id": 8001, "status": 5});
    let answer = vendor.call(
        &person.simulator,
        Some(PRIYA),
        Method::PATCH,
        "Tickets",
        &patch,
    );
    answer.await.0 == StatusCode::OK
}
