//! Plans carried out in a simulator, over REST and by its operator: the wires between them hold every kind of value.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ledger::Memory;
use attune_console::SimulatedOperator;
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, ApiUserRef, CellId, CellValue, Change, CredentialSink, Field, FieldChange,
    FieldState, FieldValue, Outcome, Person, Proof, Reading, ResourceId, Scope, Step, StepId,
    Tracking,
};
use attune_sim::Tenant;

use crate::plans::{form, handle, id, level, plan, step, unknown};
use crate::support::Place;

/// A tenant, and the operator that the simulator plays.
struct Scene {
    place: Place,
    operator: SimulatedOperator,
}

impl Scene {
    async fn contoso() -> Self {
        let place = Place::of(Tenant::contoso()).await;
        let operator = SimulatedOperator::connect(&place.simulator.console_url())
            .await
            .unwrap()
            .unwrap();
        Self { place, operator }
    }

    async fn apply(&mut self, steps: Vec<Step>) -> Vec<Outcome> {
        self.place.apply(&mut self.operator, &plan(steps)).await
    }
}

#[track_caller]
fn proofs(outcomes: &[Outcome]) -> Vec<Proof> {
    outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Done { proof, .. } => *proof,
            Outcome::Pending { .. } | Outcome::Failed { .. } | Outcome::Skipped { .. } => {
                panic!("{outcome:?}")
            }
        })
        .collect()
}

fn whole_form() -> ApiUserForm {
    let some = |text: &str| Some(text.to_owned());
    ApiUserForm {
        middle_name: some("Slack"),
        email_type: some("Primary"),
        locked: Some(false),
        level: level(24, "API User (system)"),
        date_format: some("yyyy-MM-dd"),
        time_format: some("HH:mm"),
        number_format: some("X.XXX,XX"),
        primary_internal_location: some("Branch Office"),
        key: some("tasky-prod"),
        tracking: Tracking::Custom("My own script".to_owned()),
        lines_of_business: Some(BTreeSet::from(["Projects".to_owned()])),
        views_unassigned: Some(false),
        ..form()
    }
}

#[tokio::test]
async fn an_api_user_is_made_changed_and_remembered_with_its_whole_form() {
    let mut scene = Scene::contoso().await;
    let create = step(
        "api-user/tasky",
        Change::CreateApiUser {
            handle: handle("tasky"),
            form: Box::new(whole_form()),
            credentials: CredentialSink::File("tasky.json".into()),
            replaces: None,
        },
    );
    let mut boxes = step(
        "api-user/tasky/protected-data",
        Change::SetProtectedData {
            handle: handle("tasky"),
            user: ApiUserRef::Planned {
                step: id("api-user/tasky"),
                name: "Tasky Integration".to_owned(),
                email: "psa@contoso.example".to_owned(),
            },
            before: None,
            after: BTreeSet::from([ProtectedData::ViewProtected, ProtectedData::ViewUnprotected]),
        },
    );
    boxes.needs = BTreeSet::from([StepId("api-user/tasky".to_owned())]);
    assert_eq!(
        proofs(&scene.apply(vec![create, boxes]).await),
        [Proof::ConsoleReread, Proof::ConsoleReread]
    );

    let new = ResourceId(29_682_899);
    let observed = scene.place.observe().await;
    assert_eq!(observed.today, "2026-11-21".parse().unwrap());
    let Reading::Read(resources) = &observed.resources else {
        panic!("{:?}", observed.resources);
    };
    let user = &resources[&new];
    assert_eq!(user.user_name, "tasky-prod");
    let texts: Vec<&str> = user.texts.values().map(String::as_str).collect();
    assert_eq!(
        texts,
        ["yyyy-MM-dd", "PRIMARY", "Slack", "X.XXX,XX", "HH:mm"]
    );
    let known = &observed.remembered.api_users[&handle("tasky")];
    assert_eq!(known.delivered, Some(observed.today));
    assert_eq!(known.tracking, Some(whole_form().tracking));
    assert_eq!(
        known.protected_data,
        Some(BTreeSet::from([
            ProtectedData::ViewProtected,
            ProtectedData::ViewUnprotected
        ]))
    );

    let change = |before, after| FieldChange { before, after };
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let update = step(
        "api-user/tasky/fields",
        Change::UpdateApiUser {
            handle: handle("tasky"),
            user: Person {
                id: new,
                name: "Tasky Integration".to_owned(),
                email: "psa@contoso.example".to_owned(),
            },
            fields: BTreeMap::from([
                (
                    Field::EmailTypeCode,
                    change(FieldState::Known(text("PRIMARY")), text("Mobile")),
                ),
                (
                    Field::LinesOfBusiness,
                    change(
                        FieldState::Known(known.fields[&Field::LinesOfBusiness].clone()),
                        FieldValue::List(BTreeSet::new()),
                    ),
                ),
                (
                    Field::Locked,
                    change(FieldState::Unknown, FieldValue::Flag(true)),
                ),
            ]),
            tracking: Some(whole_form().tracking),
        },
    );
    assert_eq!(
        proofs(&scene.apply(vec![update]).await),
        [Proof::ConsoleReread]
    );
    assert_eq!(
        Memory::of(&scene.place.ledger()).remembered.api_users[&handle("tasky")].fields,
        BTreeMap::from([
            (Field::LinesOfBusiness, FieldValue::List(BTreeSet::new())),
            (Field::Locked, FieldValue::Flag(true)),
            (Field::ViewsUnassigned, FieldValue::Flag(false)),
        ])
    );
}

#[tokio::test]
async fn rows_outside_the_catalogue_are_set_and_remembered() {
    let mut scene = Scene::contoso().await;
    let view = CellId::extra("Service Desk", "Change Requests", Some("View"));
    let tags = CellId::extra("Service Desk", "Can remove tags", None);
    let edit = |after: &str| {
        step(
            "level/lead",
            Change::EditLevel {
                handle: Some(handle("lead")),
                level: level(52, "Helpdesk Lead"),
                rename: None,
                active: None,
                cells: BTreeMap::from([
                    (tags.clone(), unknown(CellValue::Flag(true))),
                    (view.clone(), unknown(CellValue::Word(after.to_owned()))),
                ]),
                holders: Vec::new(),
            },
        )
    };
    let refused = scene.apply(vec![edit("Some")]).await;
    let Outcome::Failed { why } = &refused[0] else {
        panic!("{refused:?}");
    };
    assert_eq!(
        why,
        "the page refuses: Service Desk > Change Requests > View does not take Some."
    );
    assert_eq!(
        proofs(&scene.apply(vec![edit("Mine")]).await),
        [Proof::ConsoleReread]
    );
    let kept = scene
        .place
        .simulator
        .with_tenant(|tenant| tenant.levels()[&attune_model::LevelId(52)].cells[&view].clone());
    assert_eq!(kept, CellValue::Scope(Scope::Mine));
    let observed = scene.place.observe().await;
    let Reading::Read(levels) = &observed.levels else {
        panic!("{:?}", observed.levels);
    };
    let seen = &levels[&attune_model::LevelId(52)];
    assert_eq!(seen.cell(&tags).value(), Some(&CellValue::Flag(true)));
}
