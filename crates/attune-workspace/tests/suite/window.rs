//! Maintenance windows over midnight and over changes of clocks.
#![cfg(test)]

use attune_model::Timestamp;
use attune_workspace::{Window, WindowError};
use jiff::civil::{Time, Weekday, time};
use jiff::tz::{TimeZone, TimeZoneDatabase};

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

fn paris(days: &[Weekday], from: Time, until: Time) -> Window {
    Window::new(days.iter().copied(), from, until, zone("Europe/Paris")).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const SATURDAY: &[Weekday] = &[Weekday::Saturday];
const SUNDAY: &[Weekday] = &[Weekday::Sunday];

#[test]
fn it_is_open_from_its_opening_up_to_its_closing() {
    let window = paris(SATURDAY, time(22, 0, 0, 0), time(4, 0, 0, 0));
    for (moment, open) in [
        ("2026-11-21T21:59:59.999999999+01", false),
        ("2026-11-21T22:00:00+01", true),
        ("2026-11-22T00:00:00+01", true),
        ("2026-11-22T03:59:59.999999999+01", true),
        ("2026-11-22T04:00:00+01", false),
        ("2026-11-22T22:00:00+01", false),
    ] {
        assert_eq!(window.is_open(at(moment)), open, "{moment}");
    }
    let next = |moment: &str| window.next_opening(at(moment)).unwrap().to_string();
    assert_eq!(next("2026-11-21T21:59:59+01"), "2026-11-21T21:00:00Z");
    assert_eq!(next("2026-11-21T22:00:00+01"), "2026-11-28T21:00:00Z");
    assert_eq!(window.to_string(), "sat 22:00-04:00 Europe/Paris");
}

#[test]
fn a_whole_day_has_as_many_hours_as_its_clocks_show() {
    let window = paris(SUNDAY, Time::midnight(), Time::midnight());
    assert_eq!(window.to_string(), "sun 00:00-24:00 Europe/Paris");
    // 29 March 2026 has 23 hours, 25 October 25.
    assert!(window.is_open(at("2026-03-29T21:59:59Z")));
    assert!(!window.is_open(at("2026-03-29T22:00:00Z")));
    assert!(window.is_open(at("2026-10-24T22:00:00Z")));
    assert!(window.is_open(at("2026-10-25T22:59:59Z")));
    assert!(!window.is_open(at("2026-10-25T23:00:00Z")));
}

#[test]
fn a_time_that_clocks_skip_is_as_much_later() {
    // On 29 March 2026 clocks go from 02:00 to 03:00, which is 01:00 UTC.
    let window = paris(SUNDAY, time(2, 30, 0, 0), time(2, 45, 0, 0));
    let before = at("2026-03-28T12:00:00Z");
    assert_eq!(
        window.next_opening(before),
        Some(at("2026-03-29T01:30:00Z"))
    );
    assert!(window.is_open(at("2026-03-29T01:44:59Z")));
    assert!(!window.is_open(at("2026-03-29T01:45:00Z")));
    // It would close before it opens: that day it does not open at all.
    let window = paris(SUNDAY, time(2, 30, 0, 0), time(3, 10, 0, 0));
    assert_eq!(
        window.next_opening(before),
        Some(at("2026-04-05T00:30:00Z"))
    );
}

#[test]
fn of_a_time_that_comes_twice_the_first_is_meant() {
    // On 25 October 2026 clocks go from 03:00 back to 02:00, which is 01:00 UTC.
    let window = paris(SUNDAY, time(2, 10, 0, 0), time(2, 40, 0, 0));
    let next = window.next_opening(at("2026-10-24T12:00:00Z")).unwrap();
    assert_eq!(next, at("2026-10-25T00:10:00Z"));
    assert!(window.is_open(next));
    assert!(!window.is_open(at("2026-10-25T00:40:00Z")));
    assert!(!window.is_open(at("2026-10-25T01:20:00Z")));
    let window = paris(SUNDAY, time(1, 0, 0, 0), time(4, 0, 0, 0));
    assert!(window.is_open(at("2026-10-25T02:59:59Z")));
    assert!(!window.is_open(at("2026-10-25T03:00:00Z")));
}

#[test]
fn a_day_that_a_zone_skips_opens_no_second_time() {
    // Samoa had no 30 December 2011, a Friday.
    let friday = [Weekday::Friday];
    let window = Window::new(
        friday,
        time(8, 0, 0, 0),
        time(10, 0, 0, 0),
        zone("Pacific/Apia"),
    );
    let next = window.unwrap().next_opening(at("2011-12-24T00:00:00Z"));
    assert!(next.is_some());
}

#[test]
fn what_is_never_open_is_no_window() {
    let new = |days: &[Weekday], from, until| {
        Window::new(days.iter().copied(), from, until, TimeZone::UTC).unwrap_err()
    };
    let noon = time(12, 0, 0, 0);
    assert_eq!(new(&[], noon, Time::midnight()), WindowError::NoDay);
    assert_eq!(new(SUNDAY, noon, noon), WindowError::NoTime);
}
