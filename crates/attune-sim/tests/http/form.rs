//! The form for API users and the page for protected data, through the operator's port.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{Field, FieldValue, ResourceId, Tracking};
use attune_sim::Tenant;
use attune_sim::operator::{Answer, ApiUserContent, Call, NewApiUser};
use serde_json::{Value, json};

use crate::harness::{API_USER, ATTUNE, TESS, World, ok};

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

fn lines(lines: &[&str]) -> FieldValue {
    FieldValue::List(lines.iter().map(|line| (*line).to_owned()).collect())
}

/// All that a manifest can ask for.
fn optional() -> BTreeMap<Field, FieldValue> {
    BTreeMap::from([
        (Field::DateFormat, text("yyyy.MM.dd")),
        (Field::EmailTypeCode, text("Primary")),
        (Field::LinesOfBusiness, lines(&["Projects"])),
        (Field::Locked, FieldValue::Flag(false)),
        (Field::MiddleName, text("Slack")),
        (Field::NumberFormat, text("X.XXX,XX")),
        (Field::TimeFormat, text("HH:mm")),
        (Field::ViewsUnassigned, FieldValue::Flag(false)),
    ])
}

fn form(key: &str, tracking: Tracking, fields: BTreeMap<Field, FieldValue>) -> Call {
    Call::SaveApiUser(Box::new(NewApiUser {
        first_name: "Tasky".to_owned(),
        last_name: "Integration".to_owned(),
        email: "tasky@contoso.example".to_owned(),
        active: true,
        level: API_USER,
        primary_internal_location: Some("Branch Office".to_owned()),
        tracking,
        key: format!("{key}@contoso.example"),
        secret: "not-a-real-secret-tasky00".to_owned(),
        fields,
    }))
}

fn custom() -> Tracking {
    Tracking::Custom("My own script".to_owned())
}

async fn read(world: &World, user: i64) -> ApiUserContent {
    let user = ResourceId(user);
    let Answer::ApiUser(content) = world.do_visit(Call::ReadApiUser { user }).await else {
        panic!("an API user was asked for");
    };
    content
}

#[tokio::test]
async fn a_whole_form_reads_back_on_the_page_and_over_rest() {
    let world = World::contoso().await;
    world
        .do_visit(form("tasky-prod", custom(), optional()))
        .await;
    let new = 29_682_899;
    let mut fields = optional();
    fields.extend([
        (Field::Email, text("tasky@contoso.example")),
        (Field::FirstName, text("Tasky")),
        (Field::IsActive, FieldValue::Flag(true)),
        (Field::LastName, text("Integration")),
        (Field::LocationId, FieldValue::Number(90683)),
        (Field::UserType, FieldValue::Number(24)),
    ]);
    let expected = ApiUserContent {
        fields,
        tracking: custom(),
    };
    assert_eq!(read(&world, new).await, expected);
    let item = ok(world.get(&format!("V1.0/Resources/{new}")).await)["item"].clone();
    let shown: Vec<&Value> = [
        "middleName",
        "emailTypeCode",
        "dateFormat",
        "timeFormat",
        "numberFormat",
        "userName",
    ]
    .iter()
    .map(|name| &item[name])
    .collect();
    assert_eq!(
        shown,
        [
            "Slack",
            "PRIMARY",
            "yyyy.MM.dd",
            "HH:mm",
            "X.XXX,XX",
            "tasky-prod"
        ]
    );
    let again = world.simulator.with_tenant(|tenant| tenant.dump());
    let mut again = Tenant::from_yaml(&again).expect("a dump is a fixture");
    let user = ResourceId(new);
    let Ok(Answer::ApiUser(kept)) = again.visit(Call::ReadApiUser { user }) else {
        panic!("an API user was asked for");
    };
    assert_eq!(kept, expected);
}

#[tokio::test]
async fn fields_of_the_form_alone_are_changed_and_read_back() {
    let world = World::contoso().await;
    let before = read(&world, ATTUNE).await;
    assert_eq!(before.fields[&Field::LinesOfBusiness], lines(&[]));
    let fields = BTreeMap::from([
        (
            Field::LinesOfBusiness,
            lines(&["Managed Services", "Projects"]),
        ),
        (Field::MiddleName, text("Slack")),
        (Field::ViewsUnassigned, FieldValue::Flag(false)),
    ]);
    world
        .do_visit(Call::UpdateApiUser {
            user: ResourceId(ATTUNE),
            fields: fields.clone(),
        })
        .await;
    let mut expected = before.fields;
    expected.extend(fields);
    assert_eq!(read(&world, ATTUNE).await.fields, expected);
    ok(world.get("V1.0/Version").await);
}

#[tokio::test]
async fn what_the_form_does_not_take_is_refused() {
    let world = World::contoso().await;
    let with = |field, value| form("tasky1", custom(), BTreeMap::from([(field, value)]));
    let cases = [
        (
            with(Field::DateFormat, text("d.M.y")),
            "dateFormat does not take d.M.y.",
        ),
        (
            with(Field::EmailTypeCode, text("Carrier pigeon")),
            "emailTypeCode does not take Carrier pigeon.",
        ),
        (
            with(Field::LinesOfBusiness, lines(&["Projects", "Moon"])),
            "There is no line of business Moon.",
        ),
        (
            with(Field::MiddleName, text(&"x".repeat(51))),
            "middleName takes no more than 50 characters.",
        ),
        (
            with(Field::Locked, text("yes")),
            "Locked does not take yes.",
        ),
    ];
    for (call, words) in cases {
        assert_eq!(world.refused(call).await, words);
    }
    for key in ["", "-", "a b", "a;b", "a|b", "a`b", "(a)", "[a]", "a:b"] {
        let words = world.refused(form(key, custom(), BTreeMap::new())).await;
        assert_eq!(
            words, "Username (Key) must have letters and digits before the domain.",
            "{key}"
        );
    }
    let user = ResourceId(TESS);
    assert_eq!(
        world.refused(Call::ReadApiUser { user }).await,
        "There is no API user 29682886."
    );
}

#[tokio::test]
async fn a_typed_key_stands_before_the_domain() {
    let world = World::contoso().await;
    let key = Some("tasky1".to_owned());
    let Answer::Drafted { key, secret } = world.do_visit(Call::DraftApiUser { key }).await else {
        panic!("a draft was asked for");
    };
    assert_eq!((key.as_str(), secret.len()), ("tasky1@contoso.example", 25));
}

#[tokio::test]
async fn the_boxes_for_protected_data_are_set_one_resource_at_a_time() {
    let world = World::contoso().await;
    let user = ResourceId(ATTUNE);
    let boxes = async |user| {
        let Answer::ProtectedData { boxes } =
            world.do_visit(Call::ReadProtectedData { user }).await
        else {
            panic!("boxes were asked for");
        };
        boxes
    };
    assert_eq!(boxes(user).await, BTreeSet::from(ProtectedData::ALL));
    let chosen = BTreeSet::from([ProtectedData::ViewProtected]);
    world
        .do_visit(Call::SetProtectedData {
            user,
            boxes: chosen,
        })
        .await;
    assert_eq!(
        boxes(user).await,
        BTreeSet::from([ProtectedData::ViewProtected, ProtectedData::ViewUnprotected])
    );
    assert_eq!(
        boxes(ResourceId(TESS)).await,
        BTreeSet::from([ProtectedData::ViewUnprotected])
    );
    let call = json!({"do": "setProtectedData", "user": 1, "boxes": []});
    let call = serde_json::from_value(call).expect("a call");
    assert_eq!(world.refused(call).await, "There is no resource 1.");
}
