//! Metadata of entities and fields.

use attune_sim::Tenant;
use serde_json::{Value, json};

use crate::harness::{World, ok};

async fn field(world: &World, entity: &str, name: &str) -> Value {
    let path = format!("V1.0/{entity}/entityInformation/fields");
    let body = ok(world.get(&path).await);
    let fields = body["fields"].as_array().expect("a list").clone();
    fields
        .into_iter()
        .find(|field| field["name"] == name)
        .expect("the field is there")
}

#[tokio::test]
async fn an_entity_tells_what_the_callers_level_permits() {
    let world = World::contoso().await;
    let body = ok(world.get("v1.0/resources/entityinformation").await);
    assert_eq!(
        body,
        json!({"info": {
            "name": "Resource",
            "canCreate": false,
            "canDelete": false,
            "canQuery": true,
            "canUpdate": true,
            "userAccessForCreate": "None",
            "userAccessForDelete": "None",
            "userAccessForQuery": "All",
            "userAccessForUpdate": "All",
            "hasUserDefinedFields": false,
            "supportsWebhookCallouts": false,
        }})
    );
    let body = ok(world.get("V1.0/Companies/entityInformation").await);
    assert_eq!(body["info"]["name"], "Account");
    let body = ok(world
        .get("V1.0/Companies/entityInformation/userDefinedFields")
        .await);
    assert_eq!(body, json!({"fields": []}));
}

#[tokio::test]
async fn a_resource_has_36_fields() {
    let world = World::contoso().await;
    let body = ok(world.get("V1.0/Resources/entityInformation/fields").await);
    assert_eq!(body["fields"].as_array().map(Vec::len), Some(36));
    let email = field(&world, "Resources", "email").await;
    assert_eq!(
        email,
        json!({
            "name": "email",
            "dataType": "string",
            "length": 254,
            "isRequired": true,
            "isReadOnly": false,
            "isQueryable": true,
            "isReference": false,
            "referenceEntityType": "",
            "isPickList": false,
            "picklistValues": null,
            "picklistParentValueField": "",
            "isSupportedWebhookField": false,
        })
    );
    let role = field(&world, "Resources", "defaultServiceDeskRoleID").await;
    assert_eq!(role["isQueryable"], false);
    assert_eq!(role["referenceEntityType"], "Role");
}

#[tokio::test]
async fn the_security_levels_are_a_picklist() {
    let world = World::contoso().await;
    let levels = field(&world, "Resources", "userType").await;
    assert_eq!(levels["isReadOnly"], true);
    let values = levels["picklistValues"].as_array().expect("a list");
    let lines: Vec<String> = values
        .iter()
        .map(|value| {
            format!(
                "{} {} {} {}",
                value["value"], value["label"], value["isActive"], value["isSystem"]
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    "17" "Full Access (system)" true true
    "21" "Dashboard User (system)" true true
    "22" "Minimal Access (system)" true true
    "24" "API User (system)" true true
    "25" "API User (system) Can't Read Costs" true true
    "33" "System Administrator (system)" true true
    "34" "Manager (system)" true true
    "35" "Project Manager (system)" true true
    "36" "Sales (system)" true true
    "37" "Team Member (system)" true true
    "38" "Contractor (system)" true true
    "39" "Service Desk User (system)" true true
    "40" "Private CRM (system)" true true
    "41" "Time and Attendance (system)" true true
    "51" "Co-managed Help Desk (system)" true true
    "52" "Helpdesk Lead" true false
    "53" "Field Engineer" true false
    "54" "Old Helpdesk" false false
    "#);
}

#[tokio::test]
async fn a_level_can_be_writable_by_a_switch() {
    let mut tenant = Tenant::contoso();
    tenant.behaviour.user_type_writable = true;
    let world = World::of(tenant).await;
    let levels = field(&world, "Resources", "userType").await;
    assert_eq!(levels["isReadOnly"], false);
}

#[tokio::test]
async fn the_vendors_are_a_picklist_of_tickets() {
    let world = World::contoso().await;
    let vendors = field(&world, "Tickets", "apiVendorID").await;
    let values = vendors["picklistValues"].as_array().expect("a list");
    let labels: Vec<_> = values.iter().map(|value| &value["label"]).collect();
    assert_eq!(
        labels,
        [
            "Tallman.io - Tasky",
            "ChatStyle - Messaging and Collaboration",
            "DeskDirector - DeskDirector Portal",
            "Office Protect - Alert Integration",
            "Relokia - Data Migration",
            "Datto - Datto RMM",
        ]
    );
}
