//! What holds for every workspace.
#![cfg(test)]

use attune_model::{Handle, Timestamp};
use attune_workspace::{Shard, Window};
use jiff::SignedDuration;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;

use crate::folder::{Folder, names};

fn a_window() -> impl Strategy<Value = Window> {
    let zones = [
        "Europe/Paris",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "UTC",
    ];
    let time =
        || (0..24_i8, 0..60_i8).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0));
    let days = prop::collection::vec(1..=7_i8, 1..5);
    (days, time(), time(), prop::sample::select(zones.to_vec())).prop_filter_map(
        "closes when it opens",
        |(days, from, until, zone)| {
            let zone = TimeZoneDatabase::bundled().get(zone).unwrap();
            let days = days
                .into_iter()
                .map(|day| Weekday::from_monday_one_offset(day).unwrap());
            Window::new(days, from, until, zone).ok()
        },
    )
}

/// Moments of 2005 to 2036, many of them near changes of clocks.
fn a_moment() -> impl Strategy<Value = Timestamp> {
    let any = 1_104_537_600..2_082_758_400_i64;
    let near = prop::sample::select(vec![
        1_774_746_000_i64, // Paris, 29 March 2026
        1_792_890_000,     // Paris, 25 October 2026
        1_772_953_200,     // New York, 8 March 2026
        1_325_239_200,     // Apia, 30 December 2011
    ]);
    let near = (near, -200_000..200_000_i64).prop_map(|(change, by)| change + by);
    prop_oneof![any, near].prop_map(|second| Timestamp::from_second(second).unwrap())
}

proptest! {
    #[test]
    fn shards_share_out_every_tenant_once(count in 1..40_u32, name in "[a-z0-9][a-z0-9-]{0,20}") {
        let name = Handle::parse(&name).unwrap();
        let holding = (0..count).filter(|index| Shard::new(*index, count).unwrap().holds(&name));
        prop_assert_eq!(holding.count(), 1);
    }

    #[test]
    fn a_window_is_open_where_it_opens_and_closed_until_then(
        window in a_window(),
        now in a_moment(),
        part in 0..1_000_i64,
    ) {
        let next = window.next_opening(now).unwrap();
        prop_assert!(next > now);
        prop_assert!(window.is_open(next));
        let between = now.as_second() + (next.as_second() - now.as_second()) * part / 1_000;
        let between = Timestamp::from_second(between).unwrap();
        prop_assert_eq!(window.next_opening(between), Some(next));
        // Once it was seen closed, it stays closed until it opens.
        if !window.is_open(now) {
            prop_assert!(!window.is_open(between));
        }
        // Nothing that is open is open for more than a day and what clocks are put back by, a day in Samoa.
        let week = next + SignedDuration::from_hours(24 * 7);
        prop_assert!(window.next_opening(next).unwrap() <= week + SignedDuration::from_hours(24 * 8));
    }

    #[test]
    fn the_order_of_what_is_named_does_not_count(
        tenants in Just(vec!["a.yaml", "tenants/*.yaml", "**/x*.yaml", "b"]).prop_shuffle(),
        members in Just(vec!["a", "b", "t*", "xx"]).prop_shuffle(),
        groups in Just(vec!["one", "two", "three"]).prop_shuffle(),
    ) {
        let groups: Vec<String> = groups
            .iter()
            .map(|name| format!("{name}: {{tenants: [\"{}\"]}}", members.join("\", \"")))
            .collect();
        let folder = Folder::of(
            &["t1", "t2", "xx"],
            &format!(
                "workspace: 1\ntenants: [\"{}\"]\nstate: s/{{tenant}}\ngroups: {{{}}}\n",
                tenants.join("\", \""),
                groups.join(", ")
            ),
        );
        folder.write("a.yaml", "attune: 1\ntenant: a\n");
        folder.write("b/m.yaml", "attune: 1\ntenant: b\n");
        let workspace = folder.load();
        prop_assert_eq!(names(&workspace.tenants), ["a", "b", "t1", "t2", "xx"]);
        let all: Vec<&str> = workspace.groups.iter().map(Handle::as_str).collect();
        prop_assert_eq!(&all, &["one", "three", "two"]);
        prop_assert!(workspace.tenants.iter().all(|tenant| tenant.groups.len() == 3));
    }
}

#[test]
fn tenants_are_spread_evenly() {
    let mut counts = [0_usize; 8];
    for number in 0..8_000 {
        let name = Handle::parse(&format!("tenant-{number:04}")).unwrap();
        let shard = (0..8).position(|index| Shard::new(index, 8).unwrap().holds(&name));
        counts[shard.unwrap()] += 1;
    }
    assert!(
        counts.iter().all(|count| (850..1_150).contains(count)),
        "{counts:?}"
    );
}
