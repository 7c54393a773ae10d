//! What the doctor found, for people.

use std::collections::BTreeSet;

use attune_doctor::pages::{Pages, Sheet};
use attune_doctor::{Answers, CatalogueCell, Line};

use crate::outline::{self, Chapter, Entry, Outline};
use crate::text::TextOptions;

/// For a terminal: every question with its answer, then those without, then what the pages showed.
pub fn text(answers: &Answers, pages: Option<&Pages>, options: &TextOptions) -> String {
    let lines = answers.lines();
    let (answered, open): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|line| line.found.is_ok());
    let summary = format!("{} questions answered, {} not.", answered.len(), open.len());
    let chapters = vec![
        Chapter::new("Answered", answered.into_iter().map(entry).collect()),
        Chapter::new("Not answered", open.into_iter().map(entry).collect()),
        Chapter::new("Pages", pages.map(entries).unwrap_or_default()),
    ];
    let outline = Outline::new("How this tenant answers", &summary, chapters);
    outline::text(&outline, options)
}

fn entry(line: &Line) -> Entry {
    let Line { question, found } = line;
    let entry = Entry::new(question.asks);
    match found {
        Ok(answer) => entry.fact("answer", answer),
        Err(why) => entry.fact("why not", why).fact("matters", question.matters),
    }
}

fn entries(pages: &Pages) -> Vec<Entry> {
    let Pages {
        api_only_levels,
        levels_of_people,
        unread_levels,
        api_users,
        unread_api_users,
    } = pages;
    vec![
        sheet("API-only levels", api_only_levels),
        sheet("Levels of people", levels_of_people),
        Entry::new("Levels whose page could not be read").fact("pages", &unread_levels.to_string()),
        Entry::new("API users")
            .fact("read", &api_users.to_string())
            .fact("not read", &unread_api_users.to_string()),
    ]
}

fn sheet(title: &str, sheet: &Sheet) -> Entry {
    let Sheet {
        read,
        not_found,
        unknown,
        labels,
    } = sheet;
    let entry = Entry::new(title)
        .fact("read", &read.to_string())
        .fact("not found", &cells(not_found))
        .fact("not in the catalogue", &unknown.to_string());
    let entry = if not_found.is_empty() {
        entry
    } else {
        entry.warning()
    };
    entry.list(labels.iter().flatten().cloned())
}

/// How many, and which.
fn cells(cells: &BTreeSet<CatalogueCell>) -> String {
    let names: Vec<&str> = cells.iter().map(|cell| cell.as_str()).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        names => format!("{}: {}", names.len(), names.join(", ")),
    }
}
