//! Writing resources.

use attune_sim::Tenant;
use serde_json::json;

use crate::harness::{HELPDESK_LEAD, TESS, World, error, ok};

#[tokio::test]
async fn a_patch_sets_what_is_writable_and_ignores_the_rest() {
    let world = World::contoso().await;
    let body =
        json!({"Id": TESS, "Title": "Lead", "userType": 52, "licenseType": 1, "shoeSize": 9});
    let done = ok(world.patch("V1.0/Resources", &body).await);
    assert_eq!(done, json!({"itemId": TESS}));
    let tess = ok(world.get(&format!("V1.0/Resources/{TESS}")).await);
    assert_eq!(tess["item"]["title"], "Lead");
    assert_eq!(tess["item"]["userType"], 39);
    assert_eq!(tess["item"]["licenseType"], 3);
    assert_eq!(tess["item"]["shoeSize"], json!(null));
    assert_eq!(tess["item"]["firstName"], "Tess");
}

#[tokio::test]
async fn a_level_can_be_written_where_the_switch_is_on() {
    let mut tenant = Tenant::contoso();
    tenant.behaviour.user_type_writable = true;
    let world = World::of(tenant).await;
    let body = json!({"id": TESS, "userType": HELPDESK_LEAD});
    ok(world.patch("V1.0/Resources", &body).await);
    let tess = ok(world.get(&format!("V1.0/Resources/{TESS}")).await);
    assert_eq!(tess["item"]["userType"], 52);
    let body = json!({"id": TESS, "userType": 99});
    assert_eq!(
        error(world.patch("V1.0/Resources", &body).await),
        "Picklist value [99] does not exist for userType"
    );
}

#[tokio::test]
async fn wrong_values_are_refused_and_long_texts_cut() {
    let world = World::contoso().await;
    let cases = [
        (
            json!({"id": TESS, "lastName": null}),
            "Value does not exist for the required field lastName; on record number [1].",
        ),
        (
            json!({"id": TESS, "isActive": "perhaps"}),
            "Value is invalid for field isActive; on record number [1].",
        ),
        (
            json!({"title": "x"}),
            "Value does not exist for the required field id; on record number [1].",
        ),
        (
            json!({"id": 999, "title": "x"}),
            "No matching records found. The logged in Resource may not have the required permissions to update the data.",
        ),
    ];
    for (body, text) in cases {
        assert_eq!(error(world.patch("V1.0/Resources", &body).await), text);
    }
    let body = json!({"id": TESS, "firstName": "x".repeat(60)});
    ok(world.patch("V1.0/Resources", &body).await);
    let tess = ok(world.get(&format!("V1.0/Resources/{TESS}")).await);
    assert_eq!(tess["item"]["firstName"], "x".repeat(50));
}
