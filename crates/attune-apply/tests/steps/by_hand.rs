//! What a person is told, asked and believed.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserRef, CellId, CellState, CellValue, Change, Channel, CredentialSink, Field, FieldChange,
    FieldState, FieldValue, Outcome, Person, Proof, Source, Step, StepId,
};

use crate::fake::{
    CELL, Move, USER, World, adopt_level_step, assign_step, boxes_step, copy_step, create_step,
    create_whole_step, edit_step, handle, step, update_fields, update_step,
};
use Move::{Do, Lie, Never, Skip, SkipFor, Stop, Type, Unnamed};

const KEY: Move = Type("typed@contoso.example");
const SECRET: Move = Type("hush");

fn by_hand(steps: Vec<Step>, moves: Vec<Move>) -> String {
    World::new(None).by_hand("run", steps, moves).1
}

#[test]
fn a_copy_is_believed_once_rest_lists_it() {
    let world = World::new(None);
    let said = world.by_hand("run", vec![copy_step()], vec![Lie, Do]).1;
    insta::assert_snapshot!(said, @r#"
    level/tasky-api: do
    level/tasky-api: again? REST lists no level named "Tasky API" yet
    level/tasky-api: attested: REST lists it as level 53; Pat says that the value is set
    "#);
    let cells = &world.memory().cells[&attune_model::LevelId(53)];
    let known = &cells[&CellId::new(CELL)];
    assert!(
        matches!(
            known,
            CellState::Known {
                value: CellValue::Flag(true),
                source: Source::Ledger(Proof::Attested),
                ..
            }
        ),
        "{known:?}"
    );
}

#[test]
fn an_unnamed_copy_is_told() {
    let world = World::new(None);
    world.killed_at("first", vec![copy_step()], vec![Never]);
    world.copy("Copy (1) of API User (system)");
    let said = world
        .by_hand("second", vec![copy_step()], vec![Lie, Stop])
        .1;
    insta::assert_snapshot!(said, @r#"
    level/tasky-api: do
    level/tasky-api: again? REST lists no level named "Tasky API" yet; new since this step was begun: "Copy (1) of API User (system)" (53)
    level/tasky-api waits: the operator stopped here
    "#);
}

#[test]
fn what_was_made_meanwhile_is_told_and_not_made_again() {
    let world = World::new(None);
    world.killed_at("first", vec![copy_step()], vec![Never]);
    world.copy("Tasky API");
    let said = world.by_hand("second", vec![copy_step()], vec![Lie]).1;
    insta::assert_snapshot!(said, @r"
    level/tasky-api: do; REST lists it as level 53 already
    level/tasky-api: attested: REST lists it as level 53; Pat says that the value is set
    ");
    let mut bare = copy_step();
    if let Change::CopyLevel { cells, name, .. } = &mut bare.change {
        cells.clear();
        *name = attune_model::LevelName::new("Bare");
    }
    bare.id = StepId("level/bare".to_owned());
    world.killed_at("third", vec![bare.clone()], vec![Never]);
    world.copy("Bare");
    let said = world.by_hand("fourth", vec![bare], vec![]).1;
    insta::assert_snapshot!(said, @"level/bare: rest-fact: REST lists it as level 54");
}

#[test]
fn a_name_that_is_taken_is_refused_before_anybody_is_asked() {
    let world = World::new(None);
    world.copy("Tasky API");
    let said = world.by_hand("run", vec![copy_step()], vec![]).1;
    insta::assert_snapshot!(said, @r#"level/tasky-api failed: a level named "Tasky API" is there already; plan again"#);
}

#[test]
fn an_edit_stands_on_a_name() {
    let said = by_hand(vec![edit_step(CellState::Unknown)], vec![Do]);
    insta::assert_snapshot!(said, @r#"
    edit/52: do
    edit/52: attested: REST lists level 52 as "Helpdesk Lead"; Pat says that the value is set
    "#);
    let said = by_hand(vec![edit_step(CellState::Unknown)], vec![Unnamed]);
    insta::assert_snapshot!(said, @r"
    edit/52: do
    edit/52 waits: nobody put a name to it, and REST does not show all of it
    ");
}

#[test]
fn what_rest_shows_of_an_edit_needs_no_word() {
    let renamed = || {
        let mut renamed = edit_step(CellState::Unknown);
        if let Change::EditLevel {
            rename,
            active,
            cells,
            ..
        } = &mut renamed.change
        {
            *rename = Some(attune_model::LevelName::new("Lead"));
            *active = Some(FieldChange {
                before: FieldState::Known(FieldValue::Flag(true)),
                after: FieldValue::Flag(false),
            });
            cells.clear();
        }
        renamed
    };
    let world = World::new(None);
    let said = world.by_hand("first", vec![renamed()], vec![Lie, Do]).1;
    insta::assert_snapshot!(said, @r#"
    edit/52: do
    edit/52: again? REST still lists it as "Helpdesk Lead", not "Lead"
    edit/52: rest-fact: REST lists level 52 as "Lead", inactive
    "#);
    let said = world.by_hand("second", vec![renamed()], vec![]).1;
    insta::assert_snapshot!(said, @r#"edit/52: rest-fact: REST lists level 52 as "Lead", inactive"#);
    let said = world
        .by_hand("third", vec![edit_step(CellState::Unknown)], vec![])
        .1;
    insta::assert_snapshot!(said, @r#"edit/52 failed: REST does not list level 52 as "Helpdesk Lead" any more; plan again"#);
}

#[test]
fn an_assignment_is_shown_by_rest() {
    let said = by_hand(vec![assign_step(Channel::Operator)], vec![Lie, Do]);
    insta::assert_snapshot!(said, @r#"
    assign/101: do
    assign/101: again? REST still reports level 52 for Tess Test <tess@contoso.example>, not "API User (system)" (24)
    assign/101: rest-fact: REST reports "API User (system)", set by Pat
    "#);
}

#[test]
fn fields_are_shown_by_rest_or_stand_on_a_name() {
    let said = by_hand(vec![update_step(Channel::Operator)], vec![Lie, Do]);
    insta::assert_snapshot!(said, @r"
    api-user/old/fields: do
    api-user/old/fields: again? REST shows otherwise: Active is on, not off
    api-user/old/fields: rest-fact: REST reports the new values
    ");
    let flag = |after| FieldChange {
        before: FieldState::Unknown,
        after: FieldValue::Flag(after),
    };
    let locked = BTreeMap::from([(Field::Locked, flag(true))]);
    let said = by_hand(vec![update_fields(Channel::Operator, locked)], vec![Do]);
    insta::assert_snapshot!(said, @r"
    api-user/old/fields: do
    api-user/old/fields: attested: Pat says that the form shows Locked so
    ");
    let both = BTreeMap::from([(Field::Locked, flag(true)), (Field::IsActive, flag(false))]);
    let world = World::new(None);
    let said = world
        .by_hand(
            "run",
            vec![update_fields(Channel::Operator, both)],
            vec![Do],
        )
        .1;
    insta::assert_snapshot!(said, @r"
    api-user/old/fields: do
    api-user/old/fields: attested: REST reports the new values; Pat says that the form shows Locked so
    ");
    let known = &world.memory().remembered.api_users[&handle("old")];
    assert_eq!(
        known.fields,
        BTreeMap::from([(Field::Locked, FieldValue::Flag(true))])
    );
}

#[test]
fn a_new_api_user_signs_in_with_what_was_typed_before_it_was_saved() {
    let world = World::new(None);
    let said = world
        .by_hand("run", vec![create_step()], vec![Lie, KEY, SECRET, Lie, Do])
        .1;
    insta::assert_snapshot!(said, @r"
    api-user/tasky: fill in, do not save
    api-user/tasky: key?
    api-user/tasky: secret?
    api-user/tasky: save, with typed@contoso.example
    api-user/tasky: again? REST lists no API user with the key typed@contoso.example yet; it can take up to five minutes
    api-user/tasky: rest-behaviour: signs in with the delivered credentials; REST lists it as resource 202; the tracking identifier stands on the word of Pat
    ");
    let file = std::fs::read_to_string(world.folder.path().join("tasky.json")).unwrap();
    assert!(
        file.contains(r#""userName": "typed@contoso.example""#),
        "{file}"
    );
    assert!(file.contains(r#""secret": "hush""#), "{file}");
    let ledger = std::fs::read_to_string(world.folder.path().join("state/ledger.jsonl")).unwrap();
    assert!(!ledger.contains("hush"), "{ledger}");
}

#[test]
fn what_cannot_be_key_or_secret_is_refused_and_never_written() {
    let world = World::new(None);
    world.create_by_hand("taken");
    let mut create = create_step();
    if let Change::CreateApiUser { form, .. } = &mut create.change {
        form.last_name = "Other".to_owned();
    }
    let said = world
        .by_hand(
            "run",
            vec![create],
            vec![
                Lie,
                Type(""),
                Type(" typed@contoso.example"),
                Type("typed"),
                Type("taken@contoso.example"),
                KEY,
                Type(""),
                Type("hush "),
                Type("typed@contoso.example"),
                Stop,
            ],
        )
        .1;
    insta::assert_snapshot!(said, @r"
    api-user/tasky: fill in, do not save
    api-user/tasky: key?
    api-user/tasky: key? that is empty
    api-user/tasky: key? there are spaces around it
    api-user/tasky: key? the key is the whole user name, with @ and domain
    api-user/tasky: key? API user 300 has this key already
    api-user/tasky: secret?
    api-user/tasky: secret? that is empty
    api-user/tasky: secret? there are spaces around it
    api-user/tasky: secret? that is the key
    api-user/tasky waits: the operator stopped here
    ");
    assert!(!world.folder.path().join("tasky.json").exists());
}

#[test]
fn a_key_that_was_asked_for_is_the_one_that_is_typed() {
    let world = World::new(None);
    world.say_middle_name();
    let typed = vec![Lie, Type("else@contoso.example"), KEY, SECRET, Do];
    let said = world.by_hand("run", vec![create_whole_step()], typed).1;
    insta::assert_snapshot!(said, @r"
    api-user/tasky: fill in, do not save
    api-user/tasky: key?
    api-user/tasky: key? the key is to begin with typed@
    api-user/tasky: secret?
    api-user/tasky: save, with typed@contoso.example
    api-user/tasky: attested: signs in with the delivered credentials; REST lists it as resource 202; Pat says that the form shows Associated, Resource can view items with no assigned Line of Business so; the tracking identifier stands on the word of Pat
    ");
}

#[test]
fn a_sign_in_that_is_refused_twice_stands_on_a_name() {
    let world = World::new(None);
    world.state.borrow_mut().refuses = true;
    let said = world
        .by_hand("run", vec![create_step()], vec![Lie, KEY, SECRET, Do, Lie])
        .1;
    insta::assert_snapshot!(said, @r"
    api-user/tasky: fill in, do not save
    api-user/tasky: key?
    api-user/tasky: secret?
    api-user/tasky: save, with typed@contoso.example
    api-user/tasky: again? REST lists it as resource 202, and it does not sign in: the credentials are not accepted. It can take some minutes; or the secret is another one than that on the form
    api-user/tasky: attested: REST lists it as resource 202; that it signs in was not seen: with attune's own tracking identifier the credentials are not accepted; the tracking identifier stands on the word of Pat
    ");
}

#[test]
fn a_creation_that_was_killed_goes_on_with_what_the_ledger_knows() {
    let world = World::new(None);
    let create = || vec![create_step()];
    world.killed_at("1", create(), vec![Never]);
    world.killed_at("2", create(), vec![Lie, KEY, Never]);
    assert!(!world.folder.path().join("tasky.json").exists());
    world.killed_at("3", create(), vec![Lie, KEY, SECRET, Never]);
    let said = world.by_hand("4", create(), vec![Skip]).1;
    insta::assert_snapshot!(said, @r"
    api-user/tasky: save, with typed@contoso.example
    api-user/tasky waits: skipped by the operator
    ");
    world.create_by_hand("typed");
    let said = world.by_hand("5", create(), vec![]).1;
    insta::assert_snapshot!(said, @"api-user/tasky: rest-behaviour: signs in with the delivered credentials; REST lists it as resource 300");
}

#[test]
fn boxes_that_nobody_can_see_stand_on_a_name() {
    let world = World::new(None);
    let steps = vec![create_step(), boxes_step(None)];
    let said = world
        .by_hand("run", steps, vec![Lie, KEY, SECRET, Do, Do])
        .1;
    assert!(
        said.ends_with(
            "api-user/tasky/protected-data: do\n\
             api-user/tasky/protected-data: attested: Pat says that the boxes are set; REST never shows them\n"
        ),
        "{said}"
    );
    let known = &world.memory().remembered.api_users[&handle("tasky")];
    assert_eq!(
        known.protected_data,
        Some(BTreeSet::from([ProtectedData::ViewProtected]))
    );
}

#[test]
fn one_that_is_retired_is_inactivated_once_its_successor_signs_in() {
    let retire = || {
        let mut retire = step(
            "api-user/old/retire",
            Change::RetireApiUser {
                handle: handle("tasky"),
                user: Person {
                    id: USER,
                    name: "Old Test".to_owned(),
                    email: "old@contoso.example".to_owned(),
                },
                successor: ApiUserRef::Planned {
                    step: StepId("api-user/tasky".to_owned()),
                    name: "Tasky Test".to_owned(),
                    email: "psa@contoso.example".to_owned(),
                },
                credentials: CredentialSink::File("tasky.json".into()),
            },
            Channel::Operator,
        );
        retire.needs = BTreeSet::from([StepId("api-user/tasky".to_owned())]);
        retire
    };
    let moves = vec![Lie, KEY, SECRET, Do, Lie, Do];
    let said = by_hand(vec![create_step(), retire()], moves);
    let about = said.find("api-user/old/retire").unwrap();
    insta::assert_snapshot!(&said[about..], @r"
    api-user/old/retire: do
    api-user/old/retire: again? REST still reports Old Test <old@contoso.example> as active
    api-user/old/retire: rest-fact: REST reports it as inactive, set by Pat, and its successor signs in
    ");
}

#[test]
fn a_skip_holds_back_what_needs_it_and_nothing_else() {
    let world = World::new(None);
    let mut needs = assign_step(Channel::Operator);
    needs.needs = BTreeSet::from([StepId("level/tasky-api".to_owned())]);
    let steps = vec![copy_step(), needs, edit_step(CellState::Unknown)];
    let said = world
        .by_hand("run", steps, vec![SkipFor("vendor first"), Do])
        .1;
    insta::assert_snapshot!(said, @r#"
    level/tasky-api: do
    level/tasky-api waits: skipped by the operator: vendor first
    assign/101 waits: waits for level/tasky-api
    edit/52: do
    edit/52: attested: REST lists level 52 as "Helpdesk Lead"; Pat says that the value is set
    "#);
}

#[test]
fn a_stop_leaves_everything_after_it() {
    let world = World::new(None);
    let steps = vec![
        assign_step(Channel::Operator),
        edit_step(CellState::Unknown),
        update_step(Channel::Rest),
    ];
    let (outcomes, said) = world.by_hand("run", steps, vec![Stop]);
    insta::assert_snapshot!(said, @r"
    assign/101: do
    assign/101 waits: the operator stopped here
    edit/52 waits: the operator stopped before it
    api-user/old/fields waits: the operator stopped before it
    ");
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Pending { .. }))
    );
    assert!(world.state.borrow().writes.is_empty());
}

#[test]
fn what_needs_no_hand_asks_nobody() {
    let steps = vec![
        adopt_level_step("Helpdesk Lead"),
        update_step(Channel::Rest),
    ];
    let said = by_hand(steps, vec![]);
    insta::assert_snapshot!(said, @r"
    level/lead/adopt: rest-fact: REST lists it as level 52; it is attune's from now on
    api-user/old/fields: rest-fact: REST reports the new values
    ");
}
