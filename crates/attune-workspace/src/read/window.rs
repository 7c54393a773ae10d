//! `window`: a maintenance window.

use attune_manifest::strict::{Finding, Findings, Item, word};
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;

use super::near;
use crate::rules;
use crate::window::{self, DAYS, Window};

/// The end of a day, which clocks show as the beginning of the next.
const END: &str = "24:00";

/// Reads the block. Without `days` it opens on every day, without `from` and `until` for the whole day.
pub(super) fn read(item: &Item<'_>, out: &mut Findings) -> Option<Window> {
    let mut fields = item.fields(out)?;
    let days = fields.optional("days");
    let from = fields.optional("from");
    let until = fields.optional("until");
    let zone = fields.required("timeZone");
    fields.finish(out);
    let days: Option<Vec<Weekday>> = match days {
        None => Some(DAYS.iter().map(|(_, day)| *day).collect()),
        Some(item) => item.list(out).and_then(|items| {
            let days: Vec<Option<Weekday>> =
                items.iter().map(|item| word(item, &DAYS, out)).collect();
            days.into_iter().collect()
        }),
    };
    let from = match &from {
        None => Some(Time::midnight()),
        Some(item) => time(item, false, out),
    };
    let end = match &until {
        None => Some(Time::midnight()),
        Some(item) => time(item, true, out),
    };
    let zone = time_zone(&zone?, out);
    let is_end = until
        .as_ref()
        .is_none_or(|item| item.text(out) == Some(END));
    let (from, end) = (from?, end?);
    if from == end && !(is_end && from == Time::midnight()) {
        return out.refuse(refused(item, "it would close when it opens"));
    }
    match Window::new(days?, from, end, zone?) {
        Ok(window) => Some(window),
        Err(error) => out.refuse(refused(item, &error.to_string())),
    }
}

fn refused(item: &Item<'_>, why: &str) -> Finding {
    Finding::error(
        &rules::WINDOW,
        item.span(),
        format!("`{}` is no window: {why}", item.name()),
    )
    .label("never open, or always")
    .help("write it as `{days: [sat, sun], from: \"22:00\", until: \"04:00\", timeZone: Europe/Paris}`")
}

/// Hours and minutes.
fn time(item: &Item<'_>, closes: bool, out: &mut Findings) -> Option<Time> {
    let text = item.text(out)?;
    if closes && text == END {
        return Some(Time::midnight());
    }
    let digits = |part: &str| {
        let two = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        two.then(|| part.parse().ok())?
    };
    let time = text
        .split_once(':')
        .and_then(|(hour, minute)| Time::new(digits(hour)?, digits(minute)?, 0, 0).ok());
    time.or_else(|| {
        out.refuse(
            Finding::error(
                &rules::WINDOW,
                item.span(),
                format!("{} is no time of a day", item.quoted()),
            )
            .label("not a time")
            .help("write hours and minutes in quotes, such as \"22:00\""),
        )
    })
}

fn time_zone(item: &Item<'_>, out: &mut Findings) -> Option<TimeZone> {
    let text = item.text(out)?;
    window::time_zone(text).or_else(|| {
        let known: Vec<String> = window::time_zones();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let help = match attune_model::nearest(text, known.iter().copied()) {
            Some(_) => near(text, &known),
            None => "write a name of the time zone database, such as `Europe/Paris`".to_owned(),
        };
        out.refuse(
            Finding::error(
                &rules::WINDOW,
                item.span(),
                format!("{} is no time zone", item.quoted()),
            )
            .label("unknown")
            .help(help),
        )
    })
}
