//! Maintenance windows.

use std::fmt;

use attune_model::{Date, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::{Time, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use thiserror::Error;

/// A time of the week in which a tenant may be applied.
///
/// It opens at `from` on each of its days and closes at the next `until`, both by the clocks of its time zone; where
/// that is not later in the day, it closes on the day after. A time that clocks skip is as much later as they skip; of a
/// time that comes twice, the first is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    days: Vec<Weekday>,
    from: Time,
    until: Time,
    time_zone: TimeZone,
}

/// Why there is no such [`Window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WindowError {
    /// It opens on no day.
    #[error("a window opens on one day at least")]
    NoDay,
    /// It would close when it opens.
    #[error("a window closes at another time than it opens")]
    NoTime,
}

/// The days of the week as they are written.
pub(crate) const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// The time zone of this name, such as `Europe/Paris`, by the tables within the program.
pub(crate) fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

/// The names of all time zones.
pub(crate) fn time_zones() -> Vec<String> {
    let all = TimeZoneDatabase::bundled();
    let names = all.available();
    names.map(|name| name.as_str().to_owned()).collect()
}

/// How many days are looked at for the next opening: a week, and one more where clocks skip a whole window.
const AHEAD: i32 = 15;

impl Window {
    /// One that opens on these days; `until` at midnight is the end of the day.
    ///
    /// # Errors
    /// Where it would never be open.
    pub fn new(
        days: impl IntoIterator<Item = Weekday>,
        from: Time,
        until: Time,
        time_zone: TimeZone,
    ) -> Result<Self, WindowError> {
        let given: Vec<Weekday> = days.into_iter().collect();
        let days = DAYS.iter().map(|(_, day)| *day);
        let days: Vec<Weekday> = days.filter(|day| given.contains(day)).collect();
        if days.is_empty() {
            return Err(WindowError::NoDay);
        }
        if from == until && from != Time::midnight() {
            return Err(WindowError::NoTime);
        }
        Ok(Self {
            days,
            from,
            until,
            time_zone,
        })
    }

    /// Whether it is open: from the moment of opening up to, and without, the one of closing.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.around(now, 1)
            .any(|(opens, closes)| opens <= now && now < closes)
    }

    /// When it opens next after a time; `None` at the end of all calendars only.
    pub fn next_opening(&self, now: Timestamp) -> Option<Timestamp> {
        self.around(now, AHEAD)
            .map(|(opens, _)| opens)
            .find(|opens| *opens > now)
    }

    /// When it opens and closes, from two days before a time to so many days after it.
    fn around(&self, now: Timestamp, ahead: i32) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let today = now.to_zoned(self.time_zone.clone()).date();
        (-2..=ahead)
            .filter_map(move |days| today.checked_add(days.days()).ok())
            .filter(|day| self.days.contains(&day.weekday()))
            .filter_map(|day| self.on(day))
            .filter(|(opens, closes)| opens < closes)
    }

    /// When it opens on a day, and when it closes then.
    fn on(&self, day: Date) -> Option<(Timestamp, Timestamp)> {
        let moment = |day: Date, time: Time| {
            let local = day.to_datetime(time).to_zoned(self.time_zone.clone());
            local.ok().map(|local| local.timestamp())
        };
        let last = if self.until <= self.from {
            day.tomorrow().ok()?
        } else {
            day
        };
        Some((moment(day, self.from)?, moment(last, self.until)?))
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.days.len() < DAYS.len() {
            let days = DAYS.iter().filter(|(_, day)| self.days.contains(day));
            let days: Vec<&str> = days.map(|(word, _)| *word).collect();
            write!(f, "{} ", days.join(", "))?;
        }
        let until = if self.until == Time::midnight() {
            "24:00".to_owned()
        } else {
            self.until.strftime("%H:%M").to_string()
        };
        let zone = self.time_zone.iana_name().unwrap_or("UTC");
        write!(f, "{}-{until} {zone}", self.from.strftime("%H:%M"))
    }
}
