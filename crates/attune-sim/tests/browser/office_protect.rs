//! Office Protect: alerts become tickets, with a level of its own, in the words of its guide.

use attune_sim::{ConsoleOptions, Rendering};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::hand::{Person, terms};
use crate::vendor::Vendor;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn office_protect_on_plain_pages() {
    walk(Rendering::Classic).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn office_protect_on_drawn_pages() {
    walk(Rendering::Mvc).await;
}

async fn walk(rendering: Rendering) {
    let options = ConsoleOptions {
        rendering,
        terms: terms("Account"),
        ..ConsoleOptions::default()
    };
    let mut person = Person::sign_in("office-protect", options).await;
    make_level(&mut person).await;
    let vendor = make_api_user(&mut person).await;
    let simulator = person.leave().await;
    let ticket = json!({"companyID": 174, "title": "Alert", "status": 1, "priority": 2});
    let (status, _) = vendor
        .call(&simulator, None, Method::POST, "Tickets", &ticket)
        .await;
    assert_eq!(status, StatusCode::OK);
}

/// Step 1: the page shows that what the guide demands is granted already.
async fn make_level(person: &mut Person) {
    open_group(person).await;
    person.click("Security Levels").await;
    person.arrive("Security Levels").await;
    person
        .row_menu("API User (system) Can't Read Costs (API-only)", "Copy")
        .await;
    person.arrive("Security Level").await;
    person.fill("Name", "Office Protect").await;
    assert!(person.is_ticked("Active").await);
    person.click("CRM").await;
    for row in [
        "Customer & Cancelation",
        "Vendor & Partners",
        "Prospects, Leads, & Dead",
    ] {
        assert_eq!(person.chosen(row).await, "All", "{row}");
    }
    person.picture("crm").await;
    person.click("Service Desk").await;
    for column in ["View", "Add", "Edit"] {
        let value = if column == "View" { "All" } else { "Yes" };
        person
            .choose_cell(
                "Object Permissions",
                "Service Desk",
                "Tickets",
                column,
                value,
            )
            .await;
    }
    person.picture("service-desk").await;
    person.click("Save & Close").await;
    person.arrive("Security Levels").await;
}

/// Step 2, with a first attempt under a key that somebody has.
async fn make_api_user(person: &mut Person) -> Vendor {
    open_group(person).await;
    person.click("Resources/Users").await;
    person.arrive("Resources (Users)").await;
    person.point("New").await;
    person.click("New API User").await;
    person.arrive("New API User").await;
    person.fill("First Name", "Office").await;
    person.fill("Last Name", "Protect").await;
    person.fill("Email Address", "alerts@contoso.example").await;
    assert!(person.is_ticked("Active").await);
    assert!(!person.is_ticked("Locked").await);
    person.choose("Security Level", "Office Protect").await;
    person
        .choose("Integration Vendor", "Office Protect - Alert Integration")
        .await;
    person.click("Generate Secret").await;
    let secret = person.generated("Password (Secret)").await;
    person
        .fill("Username (Key)", "dattormm3h8v5zc@contoso.example")
        .await;
    person.click("Save & Close").await;
    person
        .read("Username (Key) dattormm3h8v5zc@contoso.example is already in use.")
        .await;
    person.picture("key-in-use").await;
    person.fill("Username (Key)", "").await;
    person.click("Generate Key").await;
    let key = person.generated("Username (Key)").await;
    assert_eq!(person.generated("Password (Secret)").await, secret);
    person.picture("api-user").await;
    person.click("Save & Close").await;
    person.arrive("Resources (Users)").await;
    Vendor {
        key,
        secret,
        code: "SIMULATED00OFFICEPROTECT104",
    }
}

async fn open_group(person: &mut Person) {
    let category = "Account Settings & Users";
    person.menu(category, category).await;
    person.click("Resources/Users (HR)").await;
}
