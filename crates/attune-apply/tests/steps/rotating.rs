//! A secret is replaced: at every moment one of two is in force, and the sink never holds the other one unnoticed.

use std::fs;

use attune_model::{Change, CredentialSink, ExecSink, Outcome, Proof, Step, StepId};

use crate::fake::{Fault, Odd, USER, World, adopt_api_user_step, handle, rotate_step};
use crate::retiring::is_done;

/// The API user is attune's, and `tasky.json` holds its secret `old`, which is in force.
pub(crate) fn world(fault: Option<Fault>) -> World {
    let world = World::new(fault);
    let mut adopt = adopt_api_user_step();
    if let Change::AdoptApiUser { handle: of, .. } = &mut adopt.change {
        *of = handle("tasky");
    }
    assert!(is_done(&world.apply("adopt", vec![adopt])[0]));
    put(&world, "tasky.json", "old");
    world.state.borrow_mut().secrets.push("old".to_owned());
    world
}

fn put(world: &World, name: &str, secret: &str) {
    let text = format!(
        r#"{{"formatVersion": 1, "tenant": "contoso", "apiUser": "tasky", "userName": "old@contoso.example", "secret": "{secret}"}}"#
    );
    fs::write(world.folder.path().join(name), text).unwrap();
}

/// The secret in a file.
fn secret(world: &World, name: &str) -> String {
    let text = fs::read(world.folder.path().join(name)).unwrap_or_default();
    let held: Option<serde_json::Value> = serde_json::from_slice(&text).ok();
    held.map_or_else(
        || "none".to_owned(),
        |held| held["secret"].as_str().unwrap().to_owned(),
    )
}

/// What is in the sink and beside it.
pub(crate) fn both(world: &World) -> [String; 2] {
    ["tasky.json", "tasky.before-rotation.json"].map(|name| secret(world, name))
}

fn in_force(world: &World) -> String {
    world.state.borrow().secrets.last().unwrap().clone()
}

fn writes(world: &World) -> Vec<&'static str> {
    world.state.borrow().writes.clone()
}

fn apply(world: &World, run: &str) -> Outcome {
    world.apply(run, vec![rotate_step()]).remove(0)
}

fn words(world: &World, outcome: &Outcome) -> String {
    let text = match outcome {
        Outcome::Done {
            evidence, proof, ..
        } => format!("{proof}: {evidence}"),
        Outcome::Pending { why } => format!("waits: {why}"),
        Outcome::Failed { why } => format!("failed: {why}"),
        Outcome::Skipped { because } => format!("skipped: {because}"),
    };
    text.replace(&format!("{}/", world.folder.path().display()), "")
}

fn is_half_done(world: &World) -> bool {
    let step = StepId("api-user/tasky/rotate".to_owned());
    world.memory().remembered.unfinished.contains(&step)
}

#[test]
fn the_new_one_signs_in_the_old_one_is_refused_and_gone() {
    let world = world(None);
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"rest-behaviour: signs in with the new secret, and the old one is refused");
    assert_eq!(both(&world), ["new 0", "none"]);
    assert_eq!(in_force(&world), "new 0");
    assert_eq!(writes(&world), ["draft secret", "save secret"]);
    assert_eq!(
        world.state.borrow().tried,
        ["old", "new 0", "old"],
        "only the last one fails: failed ones are counted"
    );
    let remembered = world.memory().remembered;
    let known = &remembered.api_users[&handle("tasky")];
    assert_eq!(known.delivered, Some("1970-01-01".parse().unwrap()));
    assert_eq!(known.id, USER);
    assert!(known.tracking.is_some(), "what was known stays known");
    assert!(!is_half_done(&world));
    // And the next one.
    world.now.set("1970-04-01T00:00:00Z".parse().unwrap());
    assert!(is_done(&apply(&world, "later")));
    assert_eq!(both(&world), ["new 1", "none"]);
    let remembered = world.memory().remembered;
    let known = &remembered.api_users[&handle("tasky")];
    assert_eq!(known.delivered, Some("1970-04-01".parse().unwrap()));
}

#[test]
fn nobody_at_the_console_leaves_everything_as_it_was() {
    let world = world(None);
    world.state.borrow_mut().nobody = true;
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"waits: waits for an operator at the admin console");
    assert_eq!(both(&world), ["old", "none"]);
    assert!(!is_half_done(&world), "nothing was begun");
}

#[test]
fn a_form_that_refuses_puts_the_old_one_back() {
    let world = world(None);
    world.state.borrow_mut().odd = Some(Odd::Refused);
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: the page refuses: it is too short");
    assert_eq!(both(&world), ["old", "none"]);
    world.state.borrow_mut().odd = None;
    assert!(is_done(&apply(&world, "again")));
    assert_eq!(both(&world), ["new 1", "none"]);
}

#[test]
fn the_secret_in_force_is_not_taken_for_the_new_one_of_a_run_that_was_taken_back() {
    let world = world(None);
    world.state.borrow_mut().odd = Some(Odd::Refused);
    assert!(!is_done(&apply(&world, "run")));
    world.state.borrow_mut().odd = None;
    put(&world, "tasky.before-rotation.json", "somebody's");
    let outcome = apply(&world, "again");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: tasky.before-rotation.json is there already and holds something else; attune does not overwrite credentials");
    assert_eq!(both(&world), ["old", "somebody's"]);
}

#[test]
fn a_refused_first_delivery_leaves_the_sink_empty() {
    let world = world(None);
    fs::remove_file(world.folder.path().join("tasky.json")).unwrap();
    world.state.borrow_mut().odd = Some(Odd::Refused);
    assert!(!is_done(&apply(&world, "run")));
    assert_eq!(both(&world), ["none", "none"]);
    world.state.borrow_mut().odd = None;
    let outcome = apply(&world, "again");
    insta::assert_snapshot!(words(&world, &outcome), @"rest-behaviour: signs in with the new secret; that the old one is refused was not shown: it was not in the sink");
    assert_eq!(both(&world), ["new 1", "none"]);
}

#[test]
fn a_lost_answer_is_looked_into() {
    let world = world(Some(Fault::LostAfter("save secret")));
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"rest-behaviour: signs in with the new secret, and the old one is refused");

    let world = self::world(Some(Fault::LostBefore("save secret")));
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: the answer to the page was lost, and the form was not saved: the old secret still signs in. Apply again");
    assert_eq!(both(&world), ["old", "none"]);
    assert!(is_done(&apply(&world, "again")));
    assert_eq!(both(&world), ["new 1", "none"]);
}

#[test]
fn a_save_that_did_not_save_keeps_both_until_it_is_known() {
    let world = world(Some(Fault::Ignored("save secret")));
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: the page took the new secret, and it does not sign in (the credentials are not accepted); it can take some minutes. the new secret is in tasky.json, the old one in tasky.before-rotation.json; apply again");
    assert_eq!(both(&world), ["new 0", "old"]);
    assert!(is_half_done(&world));
    // It is the same secret that is saved then.
    assert!(is_done(&apply(&world, "again")));
    assert_eq!(
        writes(&world),
        ["draft secret", "save secret", "save secret"]
    );
    assert_eq!(both(&world), ["new 0", "none"]);
    assert!(!is_half_done(&world));
}

#[test]
fn a_form_that_refuses_what_an_earlier_run_delivered_gives_the_old_one_back_where_it_works() {
    let world = world(Some(Fault::Ignored("save secret")));
    assert!(!is_done(&apply(&world, "run")));
    world.state.borrow_mut().odd = Some(Odd::Refused);
    assert!(!is_done(&apply(&world, "again")));
    assert_eq!(both(&world), ["old", "none"]);

    // Neither works, since somebody had another one made: nobody can tell, and both stay.
    let world = self::world(Some(Fault::Ignored("save secret")));
    assert!(!is_done(&apply(&world, "run")));
    {
        let mut state = world.state.borrow_mut();
        state.secrets.push("somebody's".to_owned());
        state.odd = Some(Odd::Refused);
    }
    assert!(!is_done(&apply(&world, "again")));
    assert_eq!(both(&world), ["new 0", "old"]);
    world.state.borrow_mut().odd = None;
    assert!(is_done(&apply(&world, "last")));
    assert_eq!(both(&world), ["new 0", "none"]);
}

#[test]
fn an_old_secret_that_still_works_is_a_failure() {
    let world = world(None);
    world.state.borrow_mut().odd = Some(Odd::OldWorks);
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: the new secret of Old Test <old@contoso.example> signs in, and the old secret still works too; it is in tasky.before-rotation.json. Apply again to look once more");
    assert_eq!(both(&world), ["new 0", "old"]);
    world.state.borrow_mut().odd = None;
    assert!(is_done(&apply(&world, "again")));
    assert_eq!(writes(&world), ["draft secret", "save secret"]);
    assert_eq!(both(&world), ["new 0", "none"]);
}

#[test]
fn a_sink_that_fails_stops_it_before_the_form_is_saved() {
    let world = world(None);
    put(&world, "tasky.before-rotation.json", "somebody's");
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: tasky.before-rotation.json is there already and holds something else; attune does not overwrite credentials");
    assert!(writes(&world).is_empty(), "no secret is lost");
    assert_eq!(both(&world), ["old", "somebody's"]);

    let world = self::world(None);
    let mut step = rotate_step();
    if let Change::RotateSecret { credentials, .. } = &mut step.change {
        *credentials = CredentialSink::Exec(ExecSink {
            store: vec!["cat".to_owned()],
            fetch: None,
            name: "tasky".to_owned(),
        });
    }
    let outcome = world.apply("run", vec![step]).remove(0);
    insta::assert_snapshot!(words(&world, &outcome), @"failed: the command `cat` takes no credentials: it cannot give back what it keeps, and an interrupted rotation would lose the secret in force");
    assert!(writes(&world).is_empty());
}

/// Encrypted for somebody who is not here.
fn sealed_step() -> Step {
    let mut step = rotate_step();
    if let Change::RotateSecret { credentials, .. } = &mut step.change {
        *credentials = CredentialSink::Age {
            file: "tasky.age".into(),
            recipients: vec![
                "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj".to_owned(),
            ],
        };
    }
    step
}

#[test]
fn what_cannot_be_opened_is_replaced_all_the_same() {
    let world = world(None);
    assert!(is_done(&world.apply("first", vec![sealed_step()])[0]));
    let file = |name: &str| fs::read(world.folder.path().join(name)).ok();
    let first = file("tasky.age").unwrap();
    let outcome = world.apply("second", vec![sealed_step()]).remove(0);
    insta::assert_snapshot!(words(&world, &outcome), @"rest-behaviour: signs in with the new secret; that the old one is refused was not shown: it was not at hand (it is encrypted, and ATTUNE_AGE_IDENTITY names no identity that opens it)");
    assert_ne!(file("tasky.age").unwrap(), first);
    assert_eq!(file("tasky.before-rotation.age"), None);
}

#[test]
fn an_interrupted_one_that_cannot_be_opened_waits_for_somebody_who_can() {
    let world = world(None);
    assert!(is_done(&world.apply("first", vec![sealed_step()])[0]));
    let path = world.folder.path().join("tasky.age");
    let first = fs::read(&path).unwrap();
    world.state.borrow_mut().fault = Some(Fault::Ignored("save secret"));
    assert!(!is_done(&world.apply("second", vec![sealed_step()])[0]));
    let outcome = world.apply("third", vec![sealed_step()]).remove(0);
    insta::assert_snapshot!(words(&world, &outcome), @"waits: a rotation was interrupted: tasky.age holds the new secret of Old Test <old@contoso.example>, tasky.before-rotation.age the old one, and which of them is in force cannot be seen, since they are not at hand: it is encrypted, and ATTUNE_AGE_IDENTITY names no identity that opens it. Let attune read them, or move the one away that is not in force");
    let aside = world.folder.path().join("tasky.before-rotation.age");
    assert_eq!(fs::read(&aside).unwrap(), first);
    // Somebody found out that the old one is in force.
    fs::remove_file(&path).unwrap();
    assert!(is_done(&world.apply("last", vec![sealed_step()])[0]));
    assert!(!aside.exists());
}

#[test]
fn the_key_of_somebody_else_is_left_alone() {
    let world = world(None);
    let text = fs::read_to_string(world.folder.path().join("tasky.json")).unwrap();
    let text = text.replace("old@contoso", "other@contoso");
    fs::write(world.folder.path().join("tasky.json"), text).unwrap();
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: the key other@contoso.example is not that of Old Test <old@contoso.example>; nothing was saved");
    assert!(writes(&world).is_empty());
}

#[test]
fn who_is_inactive_by_now_keeps_the_secret() {
    let world = world(None);
    {
        let mut state = world.state.borrow_mut();
        state.resources.get_mut(&USER).unwrap().active = false;
    }
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: Old Test <old@contoso.example> is inactive by now, so that nothing would show whether its secret works; plan again");
    assert!(writes(&world).is_empty());
}

#[test]
fn where_only_the_vendor_can_sign_in_the_page_is_believed_and_the_old_one_kept() {
    let world = world(None);
    world.state.borrow_mut().odd = Some(Odd::Bound);
    let outcome = apply(&world, "run");
    assert!(matches!(
        outcome,
        Outcome::Done {
            proof: Proof::Unverified,
            ..
        }
    ));
    insta::assert_snapshot!(words(&world, &outcome), @"unverified: the form was saved with the new secret; that it signs in was not seen: with attune's own tracking identifier the tracking identifier is not accepted (not this one), and only the vendor knows its identifier. The old one is kept in tasky.before-rotation.json: remove it when the vendor's calls come in");
    assert_eq!(both(&world), ["new 0", "old"]);
}

#[test]
fn an_old_secret_that_did_not_work_before_shows_nothing_and_the_new_one_does() {
    let world = world(None);
    world
        .state
        .borrow_mut()
        .secrets
        .push("somebody's".to_owned());
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"rest-behaviour: signs in with the new secret, and the old one is refused");
    assert_eq!(both(&world), ["new 0", "none"]);
}

#[test]
fn where_neither_signs_in_both_are_kept() {
    let neither = |fault| {
        let world = world(Some(fault));
        let somebodys = "somebody's".to_owned();
        world.state.borrow_mut().secrets.push(somebodys);
        world
    };
    let world = neither(Fault::Ignored("save secret"));
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"unverified: the form was saved with the new secret; that it signs in was not seen: with attune's own tracking identifier the credentials are not accepted, and only the vendor knows its identifier. The old one is kept in tasky.before-rotation.json: remove it when the vendor's calls come in");
    assert_eq!(both(&world), ["new 0", "old"]);

    let world = neither(Fault::LostBefore("save secret"));
    let outcome = apply(&world, "run");
    insta::assert_snapshot!(words(&world, &outcome), @"failed: it is not known whether the new secret was saved (the credentials are not accepted). the new secret is in tasky.json, the old one in tasky.before-rotation.json; apply again");
    assert_eq!(both(&world), ["new 0", "old"]);
}

#[test]
fn an_interrupted_move_is_finished() {
    // After the old one was moved, before the new one was there.
    let world = world(Some(Fault::Ignored("save secret")));
    assert!(!is_done(&apply(&world, "run")));
    fs::remove_file(world.folder.path().join("tasky.json")).unwrap();
    assert!(is_done(&apply(&world, "again")));
    assert_eq!(both(&world), ["new 1", "none"]);
    // After everything was done, but for the ledger's last line: one more is made, and nothing is lost.
    let world = self::world(Some(Fault::Ignored("save secret")));
    assert!(!is_done(&apply(&world, "run")));
    world.state.borrow_mut().secrets.push("new 0".to_owned());
    fs::remove_file(world.folder.path().join("tasky.before-rotation.json")).unwrap();
    assert!(is_done(&apply(&world, "again")));
    assert_eq!(both(&world), ["new 1", "none"]);
    assert_eq!(in_force(&world), "new 1");
}
