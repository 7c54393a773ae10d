//! How old is what the console showed.

use std::collections::BTreeMap;

use attune_model::{CellState, Date, LevelId, Note, Source};

use super::day;
use crate::context::Context;
use crate::targets::{Key, Targets};

/// After so many days somebody has changed something: what was captured longer ago is spoken of as old.
const OLD: i64 = 30;

/// The managed cells that are taken to be as the console showed them, by level and day.
pub(super) fn notes(context: &Context<'_>, targets: &Targets) -> Vec<Note> {
    let mut notes = Vec::new();
    for (level, days) in captured(context, targets) {
        let name = context.level_name(level);
        for (day, cells) in &days {
            let (cells, are) = match cells {
                1 => ("1 cell".to_owned(), "is"),
                many => (format!("{many} cells"), "are"),
            };
            notes.push(Note::Captured(format!(
                "{cells} of \"{name}\" {are} as the console showed on {day} ({}).",
                ago(age(context, *day))
            )));
        }
        let oldest = days.keys().next().map(|day| age(context, *day));
        notes.extend(oldest.filter(|age| *age > OLD).map(|age| {
            Note::Advice(format!(
                "What the console showed of \"{name}\" is {age} days old: capture it again (`attune capture`)."
            ))
        }));
    }
    notes
}

fn captured(context: &Context<'_>, targets: &Targets) -> BTreeMap<LevelId, BTreeMap<Date, usize>> {
    let mut captured: BTreeMap<LevelId, BTreeMap<Date, usize>> = BTreeMap::new();
    for (key, target) in targets.iter() {
        let Key::Existing(id) = key else { continue };
        let Some(level) = context.levels.get(id) else {
            continue;
        };
        for cell in target.cells.keys() {
            if let Some(CellState::Known {
                value: _,
                source: Source::Console,
                at,
            }) = level.cells.get(cell)
            {
                let days = captured.entry(*id).or_default();
                *days.entry(day(*at)).or_default() += 1;
            }
        }
    }
    captured
}

fn age(context: &Context<'_>, day: Date) -> i64 {
    context.observed.today.duration_since(day).as_hours() / 24
}

fn ago(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "1 day ago".to_owned(),
        days => format!("{days} days ago"),
    }
}
