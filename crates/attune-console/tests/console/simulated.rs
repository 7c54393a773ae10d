//! The simulated operator against a small stand-in for a simulator.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use attune_apply::ports::{ApiUserContent, Console as _, ConsoleError, LevelContent};
use attune_console::{AnyConsole, NobodyThere, SimulatedOperator};
use attune_model::catalogue::{ALLOW_IMPERSONATION, ProtectedData};
use attune_model::{
    ApiUserForm, CellId, CellValue, Credentials, Field, FieldValue, LevelEdit, LevelId, LevelName,
    LevelRef, ResourceId, Secret, Tracking,
};
use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, Uri};
use serde_json::{Value, json};

/// A simulator that answers every call in the same way.
struct StandIn {
    console: String,
    calls: Arc<Mutex<Vec<Value>>>,
}

impl StandIn {
    async fn start(status: u16, answer: Value) -> Self {
        Self::welcoming("attune", status, answer).await
    }

    async fn welcoming(simulator: &'static str, status: u16, answer: Value) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let console = format!("http://{}/console/", listener.local_addr().unwrap());
        let calls = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&calls);
        let router = Router::new().fallback(async move |uri: Uri, body: Bytes| match uri.path() {
            "/console/simulator" => (
                StatusCode::OK,
                json!({"simulator": simulator, "version": "0"}).to_string(),
            ),
            "/console/simulator/operator" => {
                record
                    .lock()
                    .unwrap()
                    .push(serde_json::from_slice(&body).unwrap());
                (StatusCode::from_u16(status).unwrap(), answer.to_string())
            }
            other => (StatusCode::NOT_FOUND, other.to_owned()),
        });
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { console, calls }
    }

    async fn connect(&self) -> SimulatedOperator {
        SimulatedOperator::connect(&self.console)
            .await
            .unwrap()
            .unwrap()
    }

    fn calls(&self) -> Vec<Value> {
        self.calls.lock().unwrap().clone()
    }
}

fn edit() -> LevelEdit {
    LevelEdit {
        name: None,
        active: Some(true),
        cells: BTreeMap::from([(CellId::new(ALLOW_IMPERSONATION), CellValue::Flag(true))]),
    }
}

fn form() -> ApiUserForm {
    ApiUserForm {
        first_name: "Tasky".to_owned(),
        middle_name: Some("Slack".to_owned()),
        last_name: "Integration".to_owned(),
        email: "psa@contoso.example".to_owned(),
        email_type: None,
        active: true,
        locked: None,
        date_format: None,
        time_format: None,
        number_format: None,
        key: Some("tasky".to_owned()),
        lines_of_business: Some(BTreeSet::from(["Projects".to_owned()])),
        views_unassigned: Some(true),
        level: LevelRef::Existing {
            id: LevelId(60),
            name: LevelName::new("Tasky API"),
        },
        primary_internal_location: None,
        tracking: Tracking::Vendor("Tallman.io - Tasky".to_owned()),
    }
}

fn credentials() -> Credentials {
    Credentials {
        key: "tasky@contoso.example".to_owned(),
        secret: Secret::new("s3cr3t-of-tasky"),
    }
}

#[tokio::test]
async fn only_a_simulator_on_this_machine_is_one() {
    let other = StandIn::welcoming("something else", 200, json!({})).await;
    assert!(
        SimulatedOperator::connect(&other.console)
            .await
            .unwrap()
            .is_none()
    );
    for elsewhere in [
        "https://ww14.autotask.net/",
        "http://ww14.autotask.net/",
        "https://127.0.0.1/",
    ] {
        assert!(
            SimulatedOperator::connect(elsewhere)
                .await
                .unwrap()
                .is_none(),
            "{elsewhere}"
        );
    }
    let stand_in = StandIn::start(200, json!({})).await;
    let deaf = stand_in.console.replace("console", "nothing");
    assert!(SimulatedOperator::connect(&deaf).await.unwrap().is_none());
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    assert!(
        SimulatedOperator::connect(&format!("http://{closed}/"))
            .await
            .unwrap()
            .is_none()
    );
    assert!(matches!(
        SimulatedOperator::connect("ww14").await,
        Err(ConsoleError::Refused(_))
    ));
}

#[tokio::test]
async fn the_address_may_lack_its_last_slash() {
    let stand_in = StandIn::start(200, json!({"shows": "saved"})).await;
    let address = stand_in.console.trim_end_matches('/');
    assert!(SimulatedOperator::connect(address).await.unwrap().is_some());
}

#[tokio::test]
async fn levels_are_copied_saved_and_read() {
    let stand_in = StandIn::start(200, json!({"shows": "copied", "level": 61})).await;
    assert_eq!(
        stand_in.connect().await.copy_level(LevelId(24)).await,
        Ok(LevelId(61))
    );
    assert_eq!(stand_in.calls(), [json!({"do": "copyLevel", "base": 24})]);

    let stand_in = StandIn::start(200, json!({"shows": "saved"})).await;
    assert_eq!(
        stand_in
            .connect()
            .await
            .save_level(LevelId(61), &edit())
            .await,
        Ok(())
    );
    assert_eq!(
        stand_in.calls(),
        [json!({
            "do": "saveLevel", "level": 61, "name": null, "active": true,
            "cells": {"webServicesApi.allowImpersonation": true},
        })]
    );

    let shown = json!({
        "shows": "level", "name": "Sales", "active": true, "apiOnly": false,
        "cells": {"webServicesApi.allowImpersonation": true},
    });
    let stand_in = StandIn::start(200, shown).await;
    assert_eq!(
        stand_in.connect().await.read_level(LevelId(61)).await,
        Ok(LevelContent {
            name: LevelName::new("Sales"),
            active: true,
            api_only: false,
            cells: edit().cells,
        })
    );
}

#[tokio::test]
async fn api_users_are_drafted_saved_updated_and_moved() {
    let stand_in =
        StandIn::start(200, json!({"shows": "drafted", "key": "k", "secret": "s"})).await;
    let mut operator = stand_in.connect().await;
    let drafted = operator.draft_api_user(Some("k")).await.unwrap();
    assert_eq!((drafted.key.as_str(), drafted.secret.expose()), ("k", "s"));
    assert_eq!(
        stand_in.calls(),
        [json!({"do": "draftApiUser", "key": "k"})]
    );

    let stand_in = StandIn::start(200, json!({"shows": "saved"})).await;
    let mut operator = stand_in.connect().await;
    assert_eq!(
        operator
            .save_api_user(&form(), LevelId(60), &credentials())
            .await,
        Ok(())
    );
    let fields = BTreeMap::from([(Field::IsActive, FieldValue::Flag(false))]);
    assert_eq!(
        operator.update_api_user(ResourceId(9), &fields).await,
        Ok(())
    );
    assert_eq!(
        operator.assign_level(ResourceId(9), LevelId(60)).await,
        Ok(())
    );
    assert_eq!(
        stand_in.calls(),
        [
            json!({
                "do": "saveApiUser", "firstName": "Tasky", "lastName": "Integration", "email": "psa@contoso.example",
                "active": true, "level": 60, "primaryInternalLocation": null,
                "tracking": {"vendor": "Tallman.io - Tasky"}, "key": "tasky@contoso.example", "secret": "s3cr3t-of-tasky",
                "fields": {"linesOfBusiness": ["Projects"], "middleName": "Slack", "viewsUnassigned": true},
            }),
            json!({"do": "updateApiUser", "user": 9, "fields": {"isActive": false}}),
            json!({"do": "assignLevel", "resource": 9, "level": 60}),
        ]
    );
}

#[tokio::test]
async fn forms_and_boxes_are_read_back() {
    let shown = json!({
        "shows": "apiUser", "fields": {"locked": false, "locationID": 90682, "linesOfBusiness": ["Projects"]},
        "tracking": {"custom": "Our script"},
    });
    let stand_in = StandIn::start(200, shown).await;
    let content = stand_in.connect().await.read_api_user(ResourceId(9)).await;
    assert_eq!(
        content,
        Ok(ApiUserContent {
            fields: BTreeMap::from([
                (Field::Locked, FieldValue::Flag(false)),
                (Field::LocationId, FieldValue::Number(90682)),
                (
                    Field::LinesOfBusiness,
                    FieldValue::List(BTreeSet::from(["Projects".to_owned()])),
                ),
            ]),
            tracking: Tracking::Custom("Our script".to_owned()),
        })
    );
    assert_eq!(stand_in.calls(), [json!({"do": "readApiUser", "user": 9})]);

    let boxes = BTreeSet::from([ProtectedData::ViewProtected]);
    let stand_in = StandIn::start(
        200,
        json!({"shows": "protectedData", "boxes": ["viewProtected"]}),
    )
    .await;
    let mut operator = stand_in.connect().await;
    assert_eq!(
        operator.read_protected_data(ResourceId(9)).await,
        Ok(boxes.clone())
    );
    let another_page = operator.set_protected_data(ResourceId(9), &boxes).await;
    assert!(matches!(another_page, Err(ConsoleError::Lost(_))));
    assert_eq!(
        stand_in.calls(),
        [
            json!({"do": "readProtectedData", "user": 9}),
            json!({"do": "setProtectedData", "user": 9, "boxes": ["viewProtected"]}),
        ]
    );
}

#[tokio::test]
async fn a_refusal_is_the_page_speaking() {
    let stand_in = StandIn::start(409, json!({"refused": "System levels cannot be edited."})).await;
    assert_eq!(
        stand_in
            .connect()
            .await
            .save_level(LevelId(24), &edit())
            .await,
        Err(ConsoleError::Refused(
            "System levels cannot be edited.".to_owned()
        ))
    );
}

#[tokio::test]
async fn an_answer_that_proves_nothing_is_lost_and_not_asked_again() {
    for (status, answer, expected) in [
        (500, json!({}), "the simulator answers with status 500"),
        (
            200,
            json!({"secret": "s3cr3t-of-tasky"}),
            "the simulator: its answer cannot be understood",
        ),
        (
            409,
            json!({}),
            "the simulator: its answer cannot be understood",
        ),
        (
            200,
            json!({"shows": "copied", "level": 1}),
            "the simulator shows another page than expected",
        ),
    ] {
        let stand_in = StandIn::start(status, answer).await;
        let saved = stand_in
            .connect()
            .await
            .save_api_user(&form(), LevelId(60), &credentials())
            .await;
        assert_eq!(saved, Err(ConsoleError::Lost(expected.to_owned())));
        assert_eq!(stand_in.calls().len(), 1);
    }
}

#[tokio::test]
async fn the_chosen_console_is_the_one_that_works() {
    let stand_in = StandIn::start(200, json!({"shows": "saved"})).await;
    let mut simulated = AnyConsole::Simulated(stand_in.connect().await);
    assert_eq!(
        simulated.assign_level(ResourceId(9), LevelId(60)).await,
        Ok(())
    );
    let mut nobody = AnyConsole::Nobody(NobodyThere);
    assert_eq!(
        nobody.copy_level(LevelId(24)).await,
        Err(ConsoleError::Nobody)
    );
    assert_eq!(
        nobody.save_level(LevelId(61), &edit()).await,
        Err(ConsoleError::Nobody)
    );
    assert_eq!(
        nobody.read_level(LevelId(61)).await,
        Err(ConsoleError::Nobody)
    );
    assert!(matches!(
        nobody.draft_api_user(None).await,
        Err(ConsoleError::Nobody)
    ));
    assert_eq!(
        nobody
            .save_api_user(&form(), LevelId(60), &credentials())
            .await,
        Err(ConsoleError::Nobody)
    );
    assert_eq!(
        nobody
            .update_api_user(ResourceId(9), &BTreeMap::new())
            .await,
        Err(ConsoleError::Nobody)
    );
    assert!(matches!(
        nobody.read_api_user(ResourceId(9)).await,
        Err(ConsoleError::Nobody)
    ));
    assert_eq!(
        nobody
            .set_protected_data(ResourceId(9), &BTreeSet::new())
            .await,
        Err(ConsoleError::Nobody)
    );
    assert_eq!(
        nobody.read_protected_data(ResourceId(9)).await,
        Err(ConsoleError::Nobody)
    );
    assert_eq!(
        nobody.assign_level(ResourceId(9), LevelId(60)).await,
        Err(ConsoleError::Nobody)
    );
}
