//! One holder at a time; a dead one stands in the way for its lease only.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::StoreError;
use crate::testing::{Fate, Path, World, holder, pass, terms};

fn take(path: &Path, run: &str) -> Result<Claim, StoreError> {
    Claim::take(&path.store(), holder(run), terms())
}

#[test]
fn the_record_says_whose_the_lock_is_and_for_how_long() {
    let world = World::new();
    let path = world.path();
    let mut claim = take(&path, "first").unwrap();
    assert_snapshot!(world.text(LOCK), @r#"
    {
      "v": 1,
      "state": "held",
      "run": "first",
      "operation": "apply",
      "user": "ana",
      "host": "build-3",
      "pid": 7,
      "since": "1970-01-01T00:00:00Z",
      "lease_seconds": 60,
      "renewal": 0
    }
    "#);
    pass(Duration::from_secs(20));
    let second = take(&world.path(), "second").unwrap_err();
    assert_snapshot!(second, @"another run holds the lock of s3://team/contoso: attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run first; its lease runs for 42 s more");
    claim.free().unwrap();
    assert!(world.text(LOCK).contains(r#""state": "free""#));
    let next = take(&world.path(), "second").unwrap();
    assert_eq!(next.dead, None);
}

#[test]
fn a_dead_holder_stands_in_the_way_for_its_lease_only() {
    let world = World::new();
    let mut dead = take(&world.path(), "dead").unwrap();
    pass(Duration::from_secs(61));
    // The store's two times are whole seconds: a second more could be one less.
    assert!(matches!(
        take(&world.path(), "next"),
        Err(StoreError::Held { .. })
    ));
    pass(Duration::from_secs(1));
    let next = take(&world.path(), "next").unwrap();
    assert_eq!(next.dead, Some(holder("dead")));
    // It was not dead after all.
    assert_snapshot!(dead.check().unwrap_err(), @"this run has lost the lock of s3://team/contoso; its lock is held by attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run next");
    assert!(dead.free().is_err());
    assert!(world.text(LOCK).contains(r#""run": "next""#));
}

#[test]
fn a_lock_that_is_renewed_is_kept() {
    let world = World::new();
    let mut claim = take(&world.path(), "first").unwrap();
    for _ in 0..5 {
        pass(Duration::from_secs(50));
        claim.check().unwrap();
    }
    assert!(take(&world.path(), "second").is_err());
}

#[test]
fn a_check_asks_the_store_only_where_the_lease_is_about_to_end() {
    let world = World::new();
    let path = world.path();
    let mut claim = take(&path, "first").unwrap();
    path.cut(true);
    pass(Duration::from_secs(39));
    claim.check().unwrap();
    pass(Duration::from_secs(1));
    assert!(matches!(claim.check(), Err(StoreError::Uncertain { .. })));
    // Nobody has taken it meanwhile.
    path.cut(false);
    claim.check().unwrap();
}

#[test]
fn a_lock_that_was_taken_with_its_answer_lost_is_taken() {
    let world = World::new();
    let path = world.path();
    path.fates(&[Fate::Unanswered]);
    let mut claim = take(&path, "first").unwrap();
    path.fates(&[Fate::Unanswered]);
    claim.renew().unwrap();
    claim.free().unwrap();
}

#[test]
fn a_lock_is_removed_as_it_was_seen_and_not_otherwise() {
    let world = World::new();
    let path = world.path();
    assert!(LeftLease::find(&path.store()).unwrap().is_none());
    let mut claim = take(&path, "first").unwrap();
    let left = LeftLease::find(&path.store()).unwrap().unwrap();
    assert_eq!(
        (&left.holder, left.left),
        (&holder("first"), Some(Duration::from_mins(1)))
    );
    claim.renew().unwrap();
    assert_snapshot!(left.remove().unwrap_err(), @"s3://team/contoso: somebody else has written lock.json since this run read it; its lock is held by attune apply by ana on build-3, process 7, since 1970-01-01T00:00:00Z, run first");
    LeftLease::find(&path.store())
        .unwrap()
        .unwrap()
        .remove()
        .unwrap();
    assert!(LeftLease::find(&path.store()).unwrap().is_none());
    assert_snapshot!(claim.renew().unwrap_err(), @"this run has lost the lock of s3://team/contoso");
    // For good: it does not take it back.
    assert!(claim.check().is_err());
}

#[test]
fn a_record_that_nobody_understands_lets_nobody_in() {
    let world = World::new();
    world.set(LOCK, br#"{"v": 2}"#);
    assert_snapshot!(take(&world.path(), "first").unwrap_err(), @"s3://team/contoso: lock.json cannot be understood: its format is version 2, this attune knows version 1");
    world.set(LOCK, b"torn");
    assert!(matches!(
        take(&world.path(), "first"),
        Err(StoreError::Record { .. })
    ));
}

#[test]
fn the_thread_renews_until_it_ends_and_then_frees() {
    let world = World::new();
    let mut claim = take(&world.path(), "first").unwrap();
    claim.renew().unwrap();
    let keeper = Keeper::keep(claim, Duration::from_mins(1)).unwrap();
    keeper.check().unwrap();
    drop(keeper);
    assert!(world.text(LOCK).contains(r#""state": "free""#));
    let claim = take(&world.path(), "second").unwrap();
    let keeper = Keeper::keep(claim, Duration::ZERO).unwrap();
    // With no lease to wait for, it renews without end: it is seen as soon as it has.
    while !world.text(LOCK).contains(r#""renewal": 9"#) {
        std::thread::yield_now();
    }
    drop(keeper);
    assert!(world.text(LOCK).contains(r#""state": "free""#));
}

/// What a run does with the lock.
#[derive(Clone, Copy, Debug)]
enum Act {
    Take,
    Check,
    Free,
    /// It is gone, without a word.
    Die,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act, Vec<Fate>, u64)>> {
    let act = prop_oneof![
        4 => Just(Act::Take),
        8 => Just(Act::Check),
        1 => Just(Act::Free),
        1 => Just(Act::Die),
    ];
    let fate = prop_oneof![
        Just(Fate::Answered),
        Just(Fate::Unanswered),
        Just(Fate::Vanished),
        Just(Fate::Late),
    ];
    let fates = prop::collection::vec(fate, 0..6);
    prop::collection::vec((0..3_usize, act, fates, 0..80_u64), 1..40)
}

proptest! {
    /// Two runs whose last check was right never hold the lock at one moment, whatever is lost on the way.
    #[test]
    fn one_run_at_a_time_holds_the_lock(acts in acts()) {
        let world = World::new();
        let paths = [world.path(), world.path(), world.path()];
        let mut claims: [Option<Claim>; 3] = [None, None, None];
        for (number, (who, act, fates, seconds)) in acts.into_iter().enumerate() {
            pass(Duration::from_secs(seconds));
            paths[who].fates(&fates);
            let is_sure = match (act, &mut claims[who]) {
                (Act::Take, claim @ None) => {
                    *claim = take(&paths[who], &number.to_string()).ok();
                    claim.as_mut().is_some_and(|claim| claim.check().is_ok())
                }
                (Act::Take | Act::Check, Some(claim)) => claim.check().is_ok(),
                (Act::Free, Some(claim)) => {
                    drop(claim.free());
                    claims[who] = None;
                    false
                }
                (Act::Die, claim) => {
                    *claim = None;
                    false
                }
                (Act::Check | Act::Free, None) => false,
            };
            if is_sure {
                for (other, claim) in claims.iter_mut().enumerate() {
                    paths[other].fates.lock().unwrap().clear();
                    let also = other != who && claim.as_mut().is_some_and(|claim| claim.check().is_ok());
                    prop_assert!(!also, "{who} and {other} hold it");
                }
            }
        }
        // Whoever is left dies: after its lease the lock is free.
        pass(Duration::from_secs(63));
        world.arrive();
        pass(Duration::from_secs(63));
        let free = world.path();
        prop_assert!(take(&free, "last").is_ok());
    }
}
