//! A secret that a person replaces: they have it generated, type it and save the form.

use std::fs;

use crate::fake::{Move, World, rotate_step};
use crate::rotating::{both, world};

/// The secret that is in force is none of those that attune has: it may not be able to sign in at all.
fn with_another() -> World {
    let world = world(None);
    let somebodys = "somebody's".to_owned();
    world.state.borrow_mut().secrets.push(somebodys);
    world
}

fn by_hand(world: &World, run: &str, moves: Vec<Move>) -> String {
    let said = world.by_hand(run, vec![rotate_step()], moves).1;
    said.replace(&format!("{}/", world.folder.path().display()), "")
}

#[test]
fn a_person_has_it_generated_types_it_and_saves() {
    let world = world(None);
    let said = by_hand(
        &world,
        "run",
        vec![
            Move::Do,
            Move::Type("old@contoso.example"),
            Move::Type("typed"),
            Move::Lie,
            Move::Do,
        ],
    );
    insta::assert_snapshot!(said, @"
    api-user/tasky/rotate: fill in, do not save
    api-user/tasky/rotate: secret?
    api-user/tasky/rotate: secret? that is the key
    api-user/tasky/rotate: save, with old@contoso.example
    api-user/tasky/rotate: again? the new secret does not sign in: the credentials are not accepted. It can take some minutes; or the form is not saved, or was saved with another secret
    api-user/tasky/rotate: rest-behaviour: signs in with the new secret, and the old one is refused
    ");
    assert_eq!(both(&world), ["typed", "none"]);
}

#[test]
fn a_person_tells_the_key_where_it_is_not_at_hand() {
    let world = world(None);
    fs::remove_file(world.folder.path().join("tasky.json")).unwrap();
    let said = by_hand(
        &world,
        "run",
        vec![
            Move::Do,
            Move::Type("old"),
            Move::Type("other@contoso.example"),
            Move::Type("old@contoso.example"),
            Move::Type("typed"),
            Move::Do,
        ],
    );
    insta::assert_snapshot!(said, @"
    api-user/tasky/rotate: fill in, do not save
    api-user/tasky/rotate: key?
    api-user/tasky/rotate: key? the key is the whole user name, with @ and domain
    api-user/tasky/rotate: key? that is not the key of Old Test <old@contoso.example>
    api-user/tasky/rotate: secret?
    api-user/tasky/rotate: save, with old@contoso.example
    api-user/tasky/rotate: rest-behaviour: signs in with the new secret; that the old one is refused was not shown: it was not in the sink
    ");
}

#[test]
fn a_person_who_does_not_save_gets_the_old_one_back() {
    let world = world(None);
    let said = by_hand(
        &world,
        "run",
        vec![Move::Do, Move::Type("typed"), Move::SkipFor("lunch")],
    );
    insta::assert_snapshot!(said, @"
    api-user/tasky/rotate: fill in, do not save
    api-user/tasky/rotate: secret?
    api-user/tasky/rotate: save, with old@contoso.example
    api-user/tasky/rotate waits: skipped by the operator: lunch; the old secret is back in tasky.json: close the form without saving it
    ");
    assert_eq!(both(&world), ["old", "none"]);
    // One that was saved all the same stays, and is found.
    world.killed_at(
        "second",
        vec![rotate_step()],
        vec![Move::Do, Move::Type("typed"), Move::Never],
    );
    assert_eq!(both(&world), ["typed", "old"]);
    world.state.borrow_mut().secrets.push("typed".to_owned());
    let said = by_hand(&world, "third", Vec::new());
    insta::assert_snapshot!(said, @"api-user/tasky/rotate: rest-behaviour: signs in with the new secret, and the old one is refused");
    assert_eq!(both(&world), ["typed", "none"]);
}

#[test]
fn a_person_goes_on_with_what_an_earlier_run_delivered() {
    let world = world(None);
    world.killed_at(
        "first",
        vec![rotate_step()],
        vec![Move::Do, Move::Type("typed"), Move::Never],
    );
    let said = by_hand(&world, "second", vec![Move::Do]);
    insta::assert_snapshot!(said, @"
    api-user/tasky/rotate: save, with old@contoso.example
    api-user/tasky/rotate: rest-behaviour: signs in with the new secret, and the old one is refused
    ");
}

#[test]
fn a_second_refusal_is_believed_where_attune_may_not_be_able_to_sign_in() {
    let world = with_another();
    let moves = vec![Move::Do, Move::Type("typed"), Move::Lie, Move::Lie];
    insta::assert_snapshot!(by_hand(&world, "run", moves), @"
    api-user/tasky/rotate: fill in, do not save
    api-user/tasky/rotate: secret?
    api-user/tasky/rotate: save, with old@contoso.example
    api-user/tasky/rotate: again? the new secret does not sign in: the credentials are not accepted. It can take some minutes; or the form is not saved, or was saved with another secret
    api-user/tasky/rotate: unverified: the form was saved with the new secret; that it signs in was not seen: with attune's own tracking identifier the credentials are not accepted, and only the vendor knows its identifier. The old one is kept in tasky.before-rotation.json: remove it when the vendor's calls come in
    ");
    assert_eq!(both(&world), ["typed", "old"]);
}

#[test]
fn a_person_who_does_not_save_is_not_told_that_a_secret_works_of_which_nobody_knows() {
    let world = with_another();
    let moves = vec![Move::Do, Move::Type("typed"), Move::SkipFor("lunch")];
    insta::assert_snapshot!(by_hand(&world, "run", moves), @"
    api-user/tasky/rotate: fill in, do not save
    api-user/tasky/rotate: secret?
    api-user/tasky/rotate: save, with old@contoso.example
    api-user/tasky/rotate waits: skipped by the operator: lunch; the secret in tasky.json was not seen to work, and neither was the one before it; apply again
    ");
    assert_eq!(both(&world), ["typed", "old"]);
}
