//! A write is there once it is said to be, and only once, whatever happens to answers.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::testing::{Fate, World};

fn why(written: Result<Version, NotWritten>) -> String {
    match written {
        Ok(_) => "written".to_owned(),
        Err(NotWritten::Overtaken) => "overtaken".to_owned(),
        Err(NotWritten::Error(error)) => error.to_string(),
    }
}

#[test]
fn a_write_whose_answer_was_lost_is_looked_up_and_not_repeated() {
    let world = World::new();
    let path = world.path();
    // Were it repeated, the second would be refused.
    path.fates(&[Fate::Unanswered, Fate::Vanished]);
    let store = path.store();
    let first = store.write("a", b"1", &Condition::Absent).unwrap();
    assert_eq!(world.content("a").unwrap(), b"1");
    // The version that was looked up is the one that the next write follows; what vanished is written again.
    let second = store
        .write("a", b"2", &Condition::Is(first.clone()))
        .unwrap();
    assert_eq!(world.content("a").unwrap(), b"2");
    assert_eq!(
        why(store.write("a", b"3", &Condition::Is(first))),
        "overtaken"
    );
    assert_eq!(why(store.write("a", b"3", &Condition::Absent)), "overtaken");
    assert_eq!(
        why(store.write("a", b"3", &Condition::Is(second))),
        "written"
    );
}

#[test]
fn a_write_that_never_arrives_is_given_up() {
    let world = World::new();
    let path = world.path();
    path.fates(&[Fate::Vanished; 4]);
    let store = path.store();
    let lost = store.write("a", b"1", &Condition::Absent);
    assert_snapshot!(why(lost), @"s3://team/contoso: nobody knows whether a was written: no answer");
    assert_eq!(world.content("a"), None);
    path.cut(true);
    let lost = store.write("a", b"1", &Condition::Absent);
    assert_snapshot!(why(lost), @"s3://team/contoso: nobody knows whether a was written: the network is down");
    assert_snapshot!(store.read("a").unwrap_err(), @"s3://team/contoso: a cannot be read: the network is down");
}

#[test]
fn a_write_that_comes_late_is_kept_out_by_its_condition() {
    let world = World::new();
    let (ours, theirs) = (world.path(), world.path());
    let first = ours.store().write("a", b"1", &Condition::Absent).unwrap();
    ours.fates(&[Fate::Late, Fate::Vanished, Fate::Vanished, Fate::Vanished]);
    let late = ours
        .store()
        .write("a", b"1 ours", &Condition::Is(first.clone()));
    assert!(why(late).contains("nobody knows"));
    let second = theirs
        .store()
        .write("a", b"1 theirs", &Condition::Is(first));
    assert_eq!(why(second), "written");
    world.arrive();
    assert_eq!(world.content("a").unwrap(), b"1 theirs");
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => Just(Fate::Answered),
        1 => Just(Fate::Unanswered),
        1 => Just(Fate::Vanished),
        1 => Just(Fate::Late),
    ]
}

/// A writer: what it takes for the last content, and its version.
#[derive(Clone)]
struct Writer {
    content: Vec<u8>,
    version: Option<Version>,
}

proptest! {
    /// Whoever writes when, and whatever happens on the way: a line that was said to be there is there once, behind all
    /// that were said to be there before; and no other line is there twice.
    #[test]
    fn lines_of_several_writers_are_one_after_the_other(
        acts in prop::collection::vec((0..3_usize, prop::collection::vec(fate(), 0..5), any::<bool>()), 1..30),
    ) {
        let world = World::new();
        let paths = [world.path(), world.path(), world.path()];
        let mut writers = vec![Writer { content: Vec::new(), version: None }; 3];
        let mut said: Vec<String> = Vec::new();
        for (number, (who, fates, reads)) in acts.into_iter().enumerate() {
            let (path, writer) = (&paths[who], &mut writers[who]);
            if reads {
                let there = path.store().read("ledger").unwrap();
                writer.content = there.as_ref().map(|there| there.content.clone()).unwrap_or_default();
                writer.version = there.map(|there| there.version);
            }
            path.fates(&fates);
            let line = format!("{number} of {who}");
            let content = [&writer.content[..], line.as_bytes(), b"\n"].concat();
            let condition = Condition::unchanged(writer.version.as_ref());
            if let Ok(version) = path.store().write("ledger", &content, &condition) {
                said.push(line);
                *writer = Writer { content, version: Some(version) };
            }
        }
        world.arrive();
        let there = world.content("ledger").map(|there| String::from_utf8(there).unwrap());
        let there = there.unwrap_or_default();
        let lines: Vec<&str> = there.lines().collect();
        let kept: Vec<&str> = lines.iter().copied().filter(|line| said.iter().any(|one| one == line)).collect();
        prop_assert_eq!(kept, said.iter().map(String::as_str).collect::<Vec<_>>());
        let mut once = lines.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), lines.len());
    }
}
