//! An API user takes the place of another one, whose credentials are set aside and who is inactivated in the end.

use std::collections::BTreeSet;
use std::fs;

use attune_model::{
    ApiUserRef, Change, Channel, CredentialSink, Outcome, Person, ResourceId, Step, StepId,
};

use crate::fake::{Fault, USER, World, adopt_api_user_step, create_step, handle, step};

const NEW: ResourceId = ResourceId(USER.0 + 1);

fn old() -> Person {
    Person {
        id: USER,
        name: "Old Test".to_owned(),
        email: "old@contoso.example".to_owned(),
    }
}

/// The old API user is attune's, and `tasky.json` holds its key.
pub(crate) fn with_old(fault: Option<Fault>) -> World {
    let world = World::new(fault);
    let mut adopt = adopt_api_user_step();
    if let Change::AdoptApiUser { handle: of, .. } = &mut adopt.change {
        *of = handle("tasky");
    }
    assert!(is_done(&world.apply("adopt", vec![adopt])[0]));
    fs::write(world.folder.path().join("tasky.json"), file("old")).unwrap();
    world
}

fn file(key: &str) -> String {
    format!(
        r#"{{"formatVersion": 1, "tenant": "contoso", "apiUser": "tasky", "userName": "{key}@contoso.example", "secret": "s"}}"#
    )
}

fn content(world: &World, name: &str) -> String {
    fs::read_to_string(world.folder.path().join(name)).unwrap_or_default()
}

/// The new one, and the end of the old one.
pub(crate) fn steps() -> Vec<Step> {
    let mut create = create_step();
    if let Change::CreateApiUser { replaces, .. } = &mut create.change {
        *replaces = Some(old());
    }
    vec![create, retire_step()]
}

fn retire_step() -> Step {
    let change = Change::RetireApiUser {
        handle: handle("tasky"),
        user: old(),
        successor: ApiUserRef::Planned {
            step: StepId("api-user/tasky".to_owned()),
            name: "Tasky Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
        },
        credentials: CredentialSink::File("tasky.json".into()),
    };
    let mut step = step("api-user/tasky/retire/201", change, Channel::Operator);
    step.needs = BTreeSet::from([StepId("api-user/tasky".to_owned())]);
    step
}

pub(crate) fn is_done(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Done { .. })
}

fn words(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Done { evidence, .. } => evidence,
        Outcome::Pending { why } | Outcome::Failed { why } => why,
        Outcome::Skipped { because } => &because.0,
    }
}

#[test]
fn the_new_one_is_made_first_and_the_old_one_ends() {
    let world = with_old(None);
    let outcomes = world.apply("run", steps());
    assert_eq!(
        outcomes.iter().map(words).collect::<Vec<_>>(),
        [
            "signs in with the delivered credentials; REST lists it as resource 202",
            "REST reports it as inactive, and its successor signs in",
        ]
    );
    assert_eq!(
        world.state.borrow().writes,
        ["draft", "save user", "update"]
    );
    assert!(!world.state.borrow().resources[&USER].active);
    assert_eq!(content(&world, "tasky.before-201.json"), file("old"));
    assert!(content(&world, "tasky.json").contains("key0@contoso.example"));
    let remembered = world.memory().remembered;
    assert_eq!(remembered.api_users[&handle("tasky")].id, NEW);
    assert_eq!(
        remembered.replaced[&handle("tasky")],
        BTreeSet::from([USER])
    );
}

#[test]
fn the_old_credentials_stay_where_they_are_until_there_are_new_ones() {
    let world = with_old(None);
    world.state.borrow_mut().nobody = true;
    let outcomes = world.apply("first", steps());
    assert!(matches!(outcomes[0], Outcome::Pending { .. }));
    assert_eq!(content(&world, "tasky.json"), file("old"));
    world.state.borrow_mut().nobody = false;
    assert!(world.apply("second", steps()).iter().all(is_done));
    assert_eq!(content(&world, "tasky.before-201.json"), file("old"));
}

#[test]
fn an_interrupted_replacement_goes_on() {
    // After the move, before the new file.
    let world = with_old(None);
    let folder = world.folder.path();
    fs::rename(
        folder.join("tasky.json"),
        folder.join("tasky.before-201.json"),
    )
    .unwrap();
    assert!(world.apply("run", steps()).iter().all(is_done));
    assert_eq!(content(&world, "tasky.before-201.json"), file("old"));

    // In the midst of the move: two names of one file.
    let world = with_old(None);
    let folder = world.folder.path();
    fs::hard_link(
        folder.join("tasky.json"),
        folder.join("tasky.before-201.json"),
    )
    .unwrap();
    assert!(world.apply("run", steps()).iter().all(is_done));
    assert!(content(&world, "tasky.json").contains("key0@contoso.example"));

    // After the new file, before the form was saved.
    let world = with_old(Some(Fault::LostBefore("save user")));
    assert!(matches!(
        world.apply("first", steps())[0],
        Outcome::Failed { .. }
    ));
    assert!(world.apply("second", steps()).iter().all(is_done));
    assert_eq!(
        world.state.borrow().writes,
        ["draft", "save user", "save user", "update"],
        "the key that was delivered is the one that counts"
    );
    assert_eq!(content(&world, "tasky.before-201.json"), file("old"));
}

#[test]
fn another_file_that_is_set_aside_is_not_overwritten() {
    let world = with_old(None);
    let aside = world.folder.path().join("tasky.before-201.json");
    fs::write(&aside, file("someone")).unwrap();
    let outcomes = world.apply("run", steps());
    assert_eq!(
        words(&outcomes[0]),
        format!(
            "{} is there already and holds something else; attune does not overwrite credentials",
            aside.display()
        )
    );
    assert!(world.state.borrow().writes.is_empty(), "no key is lost");
    assert_eq!(content(&world, "tasky.json"), file("old"));
}

#[test]
fn the_replaced_one_is_never_taken_for_the_new_one() {
    let world = with_old(None);
    {
        let mut state = world.state.borrow_mut();
        let old = state.resources.get_mut(&USER).unwrap();
        old.first_name = "Tasky".to_owned();
        old.email = "psa@contoso.example".to_owned();
    }
    assert!(world.apply("run", steps()).iter().all(is_done));
    assert_eq!(
        world.memory().remembered.api_users[&handle("tasky")].id,
        NEW
    );
}

#[test]
fn the_old_one_stays_active_until_the_new_one_signs_in() {
    let world = with_old(None);
    world.state.borrow_mut().refuses = true;
    let outcomes = world.apply("run", steps());
    assert!(is_done(&outcomes[0]));
    assert_eq!(
        words(&outcomes[1]),
        "Tasky Test <psa@contoso.example> was not yet seen to sign in (the credentials are not accepted); \
         the old one stays active until then, or until an operator inactivates it"
    );
    assert!(matches!(outcomes[1], Outcome::Pending { .. }));
    assert!(world.state.borrow().resources[&USER].active);

    let mut retire = retire_step();
    if let Change::RetireApiUser { successor, .. } = &mut retire.change {
        *successor = ApiUserRef::Existing(Person {
            id: NEW,
            name: "Tasky Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
        });
    }
    let path = world.folder.path().join("tasky.json");
    let delivered = fs::read(&path).unwrap();
    world.state.borrow_mut().refuses = false;
    for (held, why) in [
        (
            None,
            "the key and secret of Tasky Test <psa@contoso.example> are not at hand",
        ),
        (
            Some(file("old")),
            "the key at hand is not that of Tasky Test <psa@contoso.example>",
        ),
    ] {
        fs::remove_file(&path).unwrap_or_default();
        if let Some(held) = held {
            fs::write(&path, held).unwrap();
        }
        let outcomes = world.apply("later", vec![retire.clone()]);
        assert!(matches!(outcomes[0], Outcome::Pending { .. }));
        assert!(words(&outcomes[0]).starts_with(why), "{outcomes:?}");
    }
    fs::write(&path, delivered).unwrap();
    assert!(is_done(&world.apply("last", vec![retire])[0]));
    assert!(!world.state.borrow().resources[&USER].active);
}

#[test]
fn an_operator_who_inactivates_it_by_hand_ends_the_wait() {
    let world = with_old(None);
    world.state.borrow_mut().refuses = true;
    assert!(is_done(&world.apply("run", steps())[0]));
    let writes = world.state.borrow().writes.len();
    {
        let mut state = world.state.borrow_mut();
        state.resources.get_mut(&USER).unwrap().active = false;
    }
    let outcomes = world.apply(
        "later",
        vec![{
            let mut retire = retire_step();
            retire.needs.clear();
            retire
        }],
    );
    assert!(is_done(&outcomes[0]));
    assert_eq!(words(&outcomes[0]), "REST reports it as inactive already");
    assert_eq!(world.state.borrow().writes.len(), writes);
}

#[test]
fn an_inactivation_that_was_not_made_is_no_success() {
    let world = with_old(Some(Fault::Ignored("update")));
    let outcomes = world.apply("run", steps());
    assert_eq!(
        words(&outcomes[1]),
        "Autotask took the change and did not make it: Old Test <old@contoso.example> is still active"
    );
    let world = with_old(Some(Fault::LostAfter("update")));
    assert!(world.apply("run", steps()).iter().all(is_done));
}
