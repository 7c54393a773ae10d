//! API users and the page `Protected Data Permission`, in every look.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::ApiUserContent;
use attune_console::reading::{BoxesOf, read_api_user, read_protected_data};
use attune_model::catalogue::ProtectedData;
use attune_model::{Field, FieldValue, LevelId, LevelName, ResourceId, Tracking};
use attune_sim::Entity;
use attune_sim::operator::{Answer, Call, NewApiUser};

use crate::administrator::{Administrator, LOOKS, locators};

const ATTUNE: ResourceId = ResourceId(29_682_897);
const DATTO: ResourceId = ResourceId(29_682_898);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_api_user_in_every_look() {
    let ada = Administrator::sign_in().await;
    make(
        &ada,
        "API User (system) Can't Read Costs",
        Tracking::Custom("My own script".to_owned()),
    );
    make(
        &ada,
        "API User (system)",
        Tracking::Vendor("Datto - Datto RMM".to_owned()),
    );
    let levels: BTreeMap<LevelId, LevelName> = ada.simulator.with_tenant(|tenant| {
        let levels = tenant.levels().iter();
        levels
            .map(|(id, level)| (*id, level.name.clone()))
            .collect()
    });
    let locations = BTreeMap::from([(90_682, "Headquarters".to_owned())]);
    let users: Vec<ResourceId> = ada.simulator.with_tenant(|tenant| {
        let resources = tenant.records(Entity::Resources).iter();
        let users = resources.filter(|(_, record)| record.get("licenseType") == Some(&7.into()));
        users.map(|(id, _)| ResourceId(*id)).collect()
    });
    assert_eq!(users.len(), 4);
    for (look, language) in LOOKS {
        for user in &users {
            ada.open(&format!(
                "Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser?resourceId={user}&{look}"
            ))
            .await;
            let reading = read_api_user(&ada.extract().await, &locators(language)).unwrap();
            let Answer::ApiUser(truth) = ada.visit(Call::ReadApiUser { user: *user }) else {
                panic!("no API user {user}");
            };
            let truth = ApiUserContent {
                fields: truth.fields,
                tracking: truth.tracking,
            };
            assert_eq!(
                reading.content(&levels, &locations).unwrap(),
                truth,
                "{look} {user}"
            );
            assert_eq!(reading.id, Some(*user));
            assert!(reading.key.unwrap().ends_with("@contoso.example"));
            assert_eq!(
                (reading.unknown, reading.missing),
                (vec![], vec![]),
                "{look} {user}"
            );
        }
    }
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_for_a_new_api_user() {
    let ada = Administrator::sign_in().await;
    for (look, language) in LOOKS {
        ada.open(&format!(
            "Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser?vendor=Datto+-+Datto+RMM&{look}"
        ))
        .await;
        let reading = read_api_user(&ada.extract().await, &locators(language)).unwrap();
        assert_eq!(
            (reading.id, reading.level, reading.key),
            (None, None, None),
            "{look}"
        );
        assert_eq!(reading.location.as_deref(), Some("Headquarters"));
        assert_eq!(
            reading.tracking,
            Some(Tracking::Vendor("Datto - Datto RMM".to_owned()))
        );
        assert_eq!(reading.fields[&Field::IsActive], FieldValue::Flag(true));
        assert_eq!(
            (reading.unknown, reading.missing),
            (vec![], vec![]),
            "{look}"
        );
    }
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_boxes_of_protected_data() {
    let ada = Administrator::sign_in().await;
    let boxes = BTreeSet::from([ProtectedData::ViewProtected, ProtectedData::ViewUnprotected]);
    ada.visit(Call::SetProtectedData {
        user: ATTUNE,
        boxes: boxes.clone(),
    });
    let both = BTreeSet::from(ProtectedData::ALL);
    ada.visit(Call::SetProtectedData {
        user: ResourceId(4),
        boxes: both.clone(),
    });
    // Two of one name, as after an API user was replaced.
    ada.simulator.with_tenant(|tenant| {
        let record = tenant.record_mut(Entity::Resources, DATTO.0).unwrap();
        record.insert("firstName".to_owned(), "attune".into());
        record.insert("lastName".to_owned(), "Reconciler".into());
    });
    for (look, language) in LOOKS {
        ada.open(&format!("admin/protected-data-permission?{look}"))
            .await;
        let reading = read_protected_data(&ada.extract().await, &locators(language)).unwrap();
        assert_eq!(reading.resources.len(), 15, "{look}");
        assert_eq!(reading.boxes(ATTUNE, "attune Reconciler"), Ok(&boxes));
        for BoxesOf { id, name, boxes } in &reading.resources {
            let user = id.unwrap();
            let Answer::ProtectedData { boxes: truth } =
                ada.visit(Call::ReadProtectedData { user })
            else {
                panic!("no resource {user}");
            };
            assert_eq!(*boxes, truth, "{look} {name}");
        }
        assert!(reading.boxes(DATTO, "attune Reconciler").is_ok());
        assert_eq!(
            reading.boxes(ResourceId(4), "Autotask Administrator"),
            Ok(&both)
        );
        assert_eq!(
            reading
                .boxes(ResourceId(5), "Nobody")
                .unwrap_err()
                .to_string(),
            "Resource: the tenant has 0 called `Nobody`, and exactly one was expected"
        );
        assert_eq!(reading.unknown, []);
    }
    ada.leave().await;
}

fn make(ada: &Administrator, level: &str, tracking: Tracking) {
    let Answer::Drafted { key, secret } = ada.visit(Call::DraftApiUser { key: None }) else {
        panic!("no credentials");
    };
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let user = NewApiUser {
        first_name: "New".to_owned(),
        last_name: level.to_owned(),
        email: "new@contoso.example".to_owned(),
        active: false,
        level: ada.level_named(level),
        primary_internal_location: None,
        tracking,
        key,
        secret,
        fields: BTreeMap::from([
            (Field::MiddleName, text("Middle")),
            (Field::DateFormat, text("yyyy-MM-dd")),
            (Field::Locked, FieldValue::Flag(true)),
            (
                Field::LinesOfBusiness,
                FieldValue::List(BTreeSet::from(["Projects".to_owned()])),
            ),
        ]),
    };
    ada.visit(Call::SaveApiUser(Box::new(user)));
}
