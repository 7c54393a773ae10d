//! Only what changed, never twice, never lost.

use std::collections::{BTreeMap, BTreeSet};

use attune_notice::{Batch, Delivery, Look, Memory, NoticeError, Recipient, Standing, State, due};
use proptest::prelude::*;

use crate::world::{NOW, at, blind, drifted, look};

const CHANNELS: [&str; 2] = ["slack", "mail"];

/// Both hear of looks that failed twice in a row.
const RECIPIENTS: [Recipient<'_>; 2] = [twice(CHANNELS[0]), twice(CHANNELS[1])];

const fn twice(channel: &str) -> Recipient<'_> {
    Recipient {
        channel,
        failed_looks: 2,
    }
}

/// One run: the looks are counted, what is due is told to the channels that work.
fn run(memory: &mut Memory, looks: &[Look], working: &[bool]) -> Vec<(usize, Batch)> {
    memory.look(looks);
    let due = due(memory, &RECIPIENTS, looks, at(NOW));
    for (channel, batch) in &due {
        let delivery = if working[*channel] {
            took(batch)
        } else {
            failed()
        };
        memory.delivered(CHANNELS[*channel], batch, &delivery);
    }
    due
}

fn took(batch: &Batch) -> Delivery {
    Delivery {
        told: batch
            .notices()
            .iter()
            .map(|notice| notice.look.tenant.clone())
            .collect(),
        errors: Vec::new(),
    }
}

fn failed() -> Delivery {
    Delivery {
        told: BTreeSet::new(),
        errors: vec![NoticeError {
            channel: "Slack",
            place: "hooks.example".to_owned(),
            wrong: "it is down".to_owned(),
            hint: "Wait.".to_owned(),
        }],
    }
}

/// What the first channel is told of `contoso` in each run.
fn story(standings: impl IntoIterator<Item = Standing>) -> Vec<Option<State>> {
    let mut memory = Memory::default();
    standings
        .into_iter()
        .map(|standing| {
            let due = run(&mut memory, &[look("contoso", standing)], &[true, true]);
            let (_, batch) = due.first()?;
            Some(batch.notices()[0].look.standing.state())
        })
        .collect()
}

#[test]
fn the_same_set_is_told_once() {
    let (a, b) = (drifted(&["a"]), drifted(&["b"]));
    let told = story([
        Standing::InSync,
        a.clone(),
        a.clone(),
        b.clone(),
        Standing::InSync,
        Standing::InSync,
        b.clone(),
    ]);
    let expected = [
        None,
        Some(a.state()),
        None,
        Some(b.state()),
        Some(State::InSync),
        None,
        Some(b.state()),
    ];
    assert_eq!(told, expected);
}

#[test]
fn failed_looks_are_told_once_when_they_repeat_and_once_when_they_end() {
    let a = drifted(&["a"]);
    let told = story([
        a.clone(),
        blind("x"),
        a.clone(),
        blind("x"),
        blind("y"),
        blind("z"),
        a.clone(),
        a.clone(),
    ]);
    let expected = [
        Some(a.state()),
        None,
        None,
        None,
        Some(State::CouldNotLook),
        None,
        Some(a.state()),
        None,
    ];
    assert_eq!(told, expected);
}

#[test]
fn each_channel_is_as_patient_as_it_is_to_be() {
    let mut memory = Memory::default();
    let recipients = [0, 1, 3].map(|failed_looks| Recipient {
        failed_looks,
        ..twice("slack")
    });
    let looks = [look("contoso", blind("x"))];
    for told in [&[0, 1][..], &[0, 1], &[0, 1, 2]] {
        memory.look(&looks);
        let due = due(&memory, &recipients, &looks, at(NOW));
        let who: Vec<usize> = due.iter().map(|(number, _)| *number).collect();
        assert_eq!(who, told);
    }
}

#[test]
fn of_a_tenant_that_nobody_was_told_of_nothing_is_remembered() {
    let mut memory = Memory::default();
    for standing in [Standing::InSync, blind("x"), Standing::InSync] {
        run(&mut memory, &[look("contoso", standing)], &[true, true]);
    }
    assert_eq!(memory, Memory::default());
}

#[test]
fn what_a_channel_could_not_be_told_is_due_again_for_that_channel() {
    let mut memory = Memory::default();
    let looks = [look("contoso", drifted(&["a"]))];
    let due = run(&mut memory, &looks, &[false, true]);
    assert_eq!(
        due.iter().map(|(channel, _)| *channel).collect::<Vec<_>>(),
        [0, 1]
    );
    assert_eq!(memory.told("contoso", "slack").failing_since, Some(at(NOW)));
    let due = run(&mut memory, &looks, &[true, true]);
    assert_eq!(
        due.iter().map(|(channel, _)| *channel).collect::<Vec<_>>(),
        [0]
    );
    let told = memory.told("contoso", "slack");
    assert_eq!(
        (told.state, told.failing_since),
        (looks[0].standing.state(), None)
    );
    assert_eq!(run(&mut memory, &looks, &[true, true]), []);
}

#[test]
fn it_is_kept_as_a_document_without_names_from_the_tenant() {
    let mut memory = Memory::default();
    let looks = [look(
        "contoso",
        drifted(&["Hunter Two <hunter2@contoso.example>"]),
    )];
    run(&mut memory, &looks, &[true, false]);
    let text = serde_json::to_string_pretty(&memory).unwrap();
    insta::assert_snapshot!(text, @r#"
    {
      "format_version": 1,
      "tenants": {
        "contoso": {
          "failed_looks": 0,
          "channels": {
            "mail": {
              "state": "in-sync",
              "since": null,
              "failing_since": "2026-11-22T09:00:00Z"
            },
            "slack": {
              "state": {
                "drifted": "64b92058770ae24d"
              },
              "since": "2026-11-22T09:00:00Z",
              "failing_since": null
            }
          }
        }
      }
    }
    "#);
    assert_eq!(serde_json::from_str::<Memory>(&text).unwrap(), memory);
    let newer = text.replace("\"format_version\": 1", "\"format_version\": 2");
    assert!(serde_json::from_str::<Memory>(&newer).is_err());
}

#[test]
fn what_is_gone_is_forgotten() {
    let mut memory = Memory::default();
    let looks = [
        look("contoso", drifted(&["a"])),
        look("adatum", drifted(&["a"])),
    ];
    run(&mut memory, &looks, &[true, true]);
    memory.keep(&BTreeSet::from(["contoso"]), &BTreeSet::from(["mail"]));
    let mut expected = Memory::default();
    let due = due(&expected, &RECIPIENTS, &looks[..1], at(NOW));
    expected.look(&looks[..1]);
    expected.delivered("mail", &due[1].1, &took(&due[1].1));
    assert_eq!(memory, expected);
}

/// Each run: how three tenants stand (0 in sync, 1 and 2 two sets, 3 could not look), and which channels work.
fn runs() -> impl Strategy<Value = Vec<([u8; 3], [bool; 2])>> {
    prop::collection::vec(
        (
            prop::array::uniform3(0..4_u8),
            prop::array::uniform2(any::<bool>()),
        ),
        0..40,
    )
}

fn standing(number: u8) -> Standing {
    match number {
        0 => Standing::InSync,
        1 => drifted(&["a"]),
        2 => drifted(&["b", "c"]),
        _ => blind("down"),
    }
}

fn looks(numbers: [u8; 3]) -> Vec<Look> {
    ["adatum", "contoso", "fabrikam"]
        .into_iter()
        .zip(numbers)
        .map(|(tenant, number)| look(tenant, standing(number)))
        .collect()
}

/// Which channel is told of which tenant.
fn places(due: &[(usize, Batch)]) -> BTreeSet<(usize, String)> {
    due.iter()
        .flat_map(|(channel, batch)| {
            let tenants = batch.notices().iter();
            tenants.map(|notice| (*channel, notice.look.tenant.clone()))
        })
        .collect()
}

proptest! {
    /// Of what arrived at a channel, no two in a row are the same, and the first is not that all is well.
    #[test]
    fn nobody_is_told_the_same_twice(runs in runs()) {
        let mut memory = Memory::default();
        let mut arrived: BTreeMap<(usize, String), State> = BTreeMap::new();
        for (numbers, working) in runs {
            for (channel, batch) in run(&mut memory, &looks(numbers), &working) {
                for notice in batch.notices().iter().filter(|_| working[channel]) {
                    let state = notice.look.standing.state();
                    let place = (channel, notice.look.tenant.clone());
                    let last = arrived.insert(place, state.clone()).unwrap_or_default();
                    prop_assert_ne!(&last, &state);
                    prop_assert_eq!(&last, &notice.before);
                }
            }
        }
    }

    /// What no channel could be told is due again in the next run, for the same channels.
    #[test]
    fn what_failed_is_due_again(runs in runs(), last in prop::array::uniform3(0..4_u8)) {
        let mut memory = Memory::default();
        for (numbers, working) in runs {
            run(&mut memory, &looks(numbers), &working);
        }
        let failed = places(&run(&mut memory, &looks(last), &[false, false]));
        let due = places(&run(&mut memory, &looks(last), &[true, true]));
        prop_assert!(failed.is_subset(&due), "{:?} {:?}", failed, due);
    }

    /// Whatever failed before: once all channels work, everybody knows how every tenant stands after two runs.
    #[test]
    fn nothing_is_lost(runs in runs(), last in prop::array::uniform3(0..4_u8)) {
        let mut memory = Memory::default();
        for (numbers, working) in runs {
            run(&mut memory, &looks(numbers), &working);
        }
        run(&mut memory, &looks(last), &[true, true]);
        run(&mut memory, &looks(last), &[true, true]);
        for look in looks(last) {
            for channel in CHANNELS {
                let told = memory.told(&look.tenant, channel);
                prop_assert_eq!(told.state, look.standing.state());
                prop_assert_eq!(told.failing_since, None);
            }
        }
        prop_assert_eq!(run(&mut memory, &looks(last), &[true, true]), []);
    }

    /// A run tells a channel of each tenant once at most, and no more changes than there were.
    #[test]
    fn it_is_bounded(runs in runs()) {
        let mut memory = Memory::default();
        let mut last = [0; 3];
        let (mut changes, mut told) = (0, 0);
        for (numbers, _) in runs {
            changes += last.iter().zip(&numbers).filter(|(one, other)| one != other).count();
            last = numbers;
            let due = run(&mut memory, &looks(numbers), &[true, true]);
            prop_assert!(due.len() <= CHANNELS.len());
            for (_, batch) in &due {
                let tenants: BTreeSet<&str> =
                    batch.notices().iter().map(|notice| notice.look.tenant.as_str()).collect();
                prop_assert_eq!(tenants.len(), batch.notices().len());
            }
            told += due.iter().map(|(_, batch)| batch.notices().len()).sum::<usize>();
        }
        prop_assert!(told <= changes * CHANNELS.len());
        let size = serde_json::to_string(&memory).unwrap().len();
        prop_assert!(size < 2000, "{}", size);
    }
}
