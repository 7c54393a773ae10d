//! Credentials that the sink does not give back: an interrupted creation neither loses nor doubles anything.

use std::fs;

use attune_model::{Change, CredentialSink, ExecSink, Field, Outcome, Step};

use crate::fake::{Fault, Odd, World, check_step, create_step, create_whole_step, rotate_step};

const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// An encrypted file, and no identity to open it.
fn age() -> CredentialSink {
    CredentialSink::Age {
        file: "tasky.age".into(),
        recipients: vec![RECIPIENT.to_owned()],
    }
}

/// A command that takes everything and gives nothing back.
fn silent(program: &str) -> CredentialSink {
    CredentialSink::Exec(ExecSink {
        store: vec![program.to_owned()],
        fetch: None,
        name: "tasky".to_owned(),
    })
}

fn to(sink: CredentialSink, mut step: Step) -> Step {
    if let Change::CreateApiUser { credentials, .. } = &mut step.change {
        *credentials = sink;
    } else if let Change::Check(task) = &mut step.change {
        task.credentials = sink;
    }
    step
}

fn create(world: &World, run: &str, sink: CredentialSink) -> Outcome {
    world.apply(run, vec![to(sink, create_step())]).remove(0)
}

#[track_caller]
fn is(outcome: &Outcome, kind: &str, part: &str) {
    let (is, said) = match outcome {
        Outcome::Done { evidence, .. } => ("done", evidence),
        Outcome::Pending { why } => ("pending", why),
        Outcome::Failed { why } => ("failed", why),
        Outcome::Skipped { because } => ("skipped", &because.0),
    };
    assert_eq!(is, kind, "{said}");
    assert!(said.contains(part), "{said}");
}

#[test]
fn the_run_that_made_it_signs_in_with_what_it_delivered() {
    for sink in [age(), silent("cat")] {
        let world = World::new(None);
        let steps = vec![to(sink.clone(), create_step()), to(sink, check_step())];
        for outcome in world.apply("run", steps) {
            assert!(matches!(outcome, Outcome::Done { .. }), "{outcome:?}");
        }
    }
}

#[test]
fn a_rotation_in_between_loses_nothing_that_the_run_delivered_elsewhere() {
    for odd in [None, Some(Odd::Refused)] {
        let world = World::new(None);
        {
            let mut state = world.state.borrow_mut();
            state.secrets.push("old".to_owned());
            state.odd = odd;
        }
        let held = r#"{"formatVersion": 1, "tenant": "contoso", "apiUser": "tasky", "userName": "old@contoso.example", "secret": "old"}"#;
        fs::write(world.folder.path().join("tasky.json"), held).unwrap();
        let steps = vec![
            to(age(), create_step()),
            rotate_step(),
            to(age(), check_step()),
        ];
        let outcomes = world.apply("run", steps);
        let is_rotated = matches!(outcomes[1], Outcome::Done { .. });
        assert_eq!(is_rotated, odd.is_none(), "{outcomes:?}");
        is(&outcomes[2], "done", "written by tasky");
    }
}

#[test]
fn a_check_waits_for_somebody_who_can_read_them() {
    let world = World::new(None);
    is(&create(&world, "first", age()), "done", "signs in");
    let checked = world.apply("second", vec![to(age(), check_step())]);
    is(
        &checked[0],
        "pending",
        "whose key and secret are not at hand: it is encrypted",
    );
}

#[test]
fn a_form_that_may_have_been_saved_waits_and_no_second_key_is_made() {
    for sink in [age(), silent("cat")] {
        let world = World::new(Some(Fault::LostBefore("save user")));
        is(
            &create(&world, "first", sink.clone()),
            "failed",
            "does not list",
        );
        let waits = create(&world, "second", sink);
        is(
            &waits,
            "pending",
            "key and secret of an earlier attempt (key0@contoso.example) went to",
        );
        assert_eq!(world.state.borrow().writes, ["draft", "save user"]);
    }
}

#[test]
fn a_file_that_was_removed_is_made_anew() {
    let world = World::new(Some(Fault::LostBefore("save user")));
    is(&create(&world, "first", age()), "failed", "does not list");
    fs::remove_file(world.folder.path().join("tasky.age")).unwrap();
    is(&create(&world, "second", age()), "done", "signs in");
}

#[test]
fn what_was_saved_is_completed_and_the_proof_says_what_was_not_seen() {
    for sink in [age(), silent("cat")] {
        let world = World::new(None);
        world.state.borrow_mut().dropped = Some(Field::LinesOfBusiness);
        let whole = || vec![to(sink.clone(), create_whole_step())];
        is(&world.apply("first", whole())[0], "failed", "Associated");
        world.state.borrow_mut().dropped = None;
        is(
            &world.apply("second", whole())[0],
            "done",
            "that it signs in was not seen: key and secret are not at hand (",
        );
        assert_eq!(
            world.state.borrow().writes,
            ["draft", "save user", "update"]
        );
    }
}

#[test]
fn a_key_whose_form_was_not_saved_is_forgotten() {
    let world = World::new(None);
    let refused = create(&world, "first", silent("false"));
    is(
        &refused,
        "failed",
        "the command `false` takes no credentials: it ended with exit code 1",
    );
    let done = create(&world, "second", silent("cat"));
    is(
        &done,
        "done",
        "signs in with the delivered credentials; REST lists it as resource 202; that the command keeps them was not seen",
    );
    assert_eq!(world.state.borrow().writes, ["draft", "draft", "save user"]);
}

#[test]
fn a_file_of_somebody_else_is_left_alone() {
    let world = World::new(None);
    is(&create(&world, "first", age()), "done", "signs in");
    let path = world.folder.path().join("tasky.age");
    let before = fs::read(&path).unwrap();
    let other = World::new(None);
    fs::write(other.folder.path().join("tasky.age"), &before).unwrap();
    is(
        &create(&other, "run", age()),
        "failed",
        "is there already; move it away",
    );
    assert_eq!(
        fs::read(other.folder.path().join("tasky.age")).unwrap(),
        before
    );
    assert!(other.state.borrow().writes.is_empty());
}
