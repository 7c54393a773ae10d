//! API users and people: new ones, fields, levels, protected data.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::Console as _;
use attune_console::browser_console::Hand;
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Field, FieldValue, LevelId, LevelName, LevelRef, Reading, Resource, ResourceId,
    Tracking,
};
use attune_sim::operator::{Answer, ApiUserContent, Call};
use attune_sim::{Rendering, Tenant};

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_makes_an_api_user_on_drawn_pages() {
    make(Rendering::Mvc, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_makes_an_api_user_on_plain_pages() {
    make(Rendering::Classic, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_makes_an_api_user_on_drawn_pages() {
    make(Rendering::Mvc, Hand::Human).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_makes_an_api_user_on_plain_pages() {
    make(Rendering::Classic, Hand::Human).await;
}

fn form(stage: &Stage, tracking: Tracking) -> (LevelId, ApiUserForm) {
    let level = stage.level_named("API User (system)");
    let form = ApiUserForm {
        first_name: "Tasky".to_owned(),
        middle_name: Some("T.".to_owned()),
        last_name: "Integration".to_owned(),
        email: "psa@contoso.example".to_owned(),
        email_type: None,
        active: true,
        locked: Some(false),
        level: LevelRef::Existing {
            id: level,
            name: LevelName::new("API User (system)"),
        },
        date_format: Some("yyyy-MM-dd".to_owned()),
        time_format: None,
        number_format: None,
        primary_internal_location: None,
        key: None,
        tracking,
        lines_of_business: None,
        views_unassigned: Some(false),
    };
    (level, form)
}

async fn resources(stage: &Stage) -> BTreeMap<ResourceId, Resource> {
    let Reading::Read(resources) = stage.observe().await.resources else {
        unreachable!("the people cannot be read")
    };
    resources
}

/// The API user with this key.
async fn user_of(stage: &Stage, key: &str) -> ResourceId {
    let local = key.split('@').next();
    let resources = resources(stage).await;
    let found = resources
        .iter()
        .find(|(_, it)| Some(it.user_name.as_str()) == local);
    *found.expect("an API user").0
}

fn api_user(stage: &Stage, user: ResourceId) -> ApiUserContent {
    let Answer::ApiUser(content) = stage.visit(Call::ReadApiUser { user }) else {
        unreachable!("no API user {user}")
    };
    content
}

async fn make(rendering: Rendering, hand: Hand) {
    let mut stage = Stage::with(Tenant::contoso(), rendering, hand).await;
    let Reading::Read(vendors) = stage.observe().await.vendors else {
        unreachable!("the vendors cannot be read")
    };
    let vendor = vendors.last().expect("a vendor").clone();
    let console = &mut stage.console;
    let drafted = console.draft_api_user(None).await.expect("credentials");
    assert_eq!(drafted.secret.expose().len(), 25);
    let (level, form) = form(&stage, Tracking::Vendor(vendor.clone()));
    let console = &mut stage.console;
    console
        .save_api_user(&form, level, &drafted)
        .await
        .expect("it is saved");
    let user = user_of(&stage, &drafted.key).await;
    let content = api_user(&stage, user);
    assert_eq!(content.tracking, Tracking::Vendor(vendor));
    for (field, value) in form.optional_fields() {
        assert_eq!(content.fields.get(&field), Some(&value), "{field:?}");
    }
    // Known by its number only, since nobody looked again.
    let read = stage.console.read_api_user(user).await.expect("a look");
    assert_eq!(read.fields, content.fields);
    assert_eq!(read.tracking, content.tracking);
    let boxes = BTreeSet::from([ProtectedData::ViewProtected, ProtectedData::ViewUnprotected]);
    stage
        .console
        .set_protected_data(user, &boxes)
        .await
        .expect("it is saved");
    let seen = stage.console.read_protected_data(user).await;
    assert_eq!(seen.expect("a look"), boxes);
    assert_eq!(stage.told(drafted.secret.expose()), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_types_a_key_fills_a_lost_form_again_and_updates() {
    fill_again_and_update(Rendering::Classic, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_types_a_key_fills_a_lost_form_again_and_updates() {
    fill_again_and_update(Rendering::Mvc, Hand::Human).await;
}

async fn fill_again_and_update(rendering: Rendering, hand: Hand) {
    let mut stage = Stage::with(Tenant::contoso(), rendering, hand).await;
    let console = &mut stage.console;
    let drafted = console.draft_api_user(Some("tasky")).await.expect("both");
    assert_eq!(drafted.key, "tasky@contoso.example");
    // Something else is opened before the form is saved: it is filled in anew, with the same credentials.
    let level = stage.level_named("Helpdesk Lead");
    stage.console.read_level(level).await.expect("a look");
    let (level, form) = form(&stage, Tracking::Custom("Our own".to_owned()));
    let console = &mut stage.console;
    console
        .save_api_user(&form, level, &drafted)
        .await
        .expect("it is saved");
    let user = user_of(&stage, &drafted.key).await;
    assert_eq!(
        api_user(&stage, user).tracking,
        Tracking::Custom("Our own".to_owned())
    );
    let fields = BTreeMap::from([
        (Field::LastName, FieldValue::Text("Bot".to_owned())),
        (Field::IsActive, FieldValue::Flag(false)),
        (Field::NumberFormat, FieldValue::Text("X.XXX,XX".to_owned())),
    ]);
    let console = &mut stage.console;
    console
        .update_api_user(user, &fields)
        .await
        .expect("it is saved");
    let content = api_user(&stage, user);
    for (field, value) in fields {
        assert_eq!(content.fields.get(&field), Some(&value), "{field:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_gets_another_level() {
    for (rendering, hand) in [
        (Rendering::Classic, Hand::Own),
        (Rendering::Mvc, Hand::Own),
        (Rendering::Classic, Hand::Human),
        (Rendering::Mvc, Hand::Human),
    ] {
        let mut stage = Stage::with(Tenant::contoso(), rendering, hand).await;
        let lead = stage.level_named("Helpdesk Lead");
        let people = resources(&stage).await;
        let (person, _) = people
            .iter()
            .find(|(_, it)| !it.is_api_user() && it.level != lead && it.first_name != "Ada")
            .expect("a person");
        stage
            .console
            .assign_level(*person, lead)
            .await
            .expect("it is saved");
        assert_eq!(resources(&stage).await[person].level, lead);
    }
}
