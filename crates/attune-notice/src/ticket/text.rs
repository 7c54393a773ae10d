//! What tickets and notes say.

use std::fmt::Write as _;

use attune_model::Timestamp;

use crate::digest::{Section, time};
use crate::fingerprint::digest;
use crate::words::{cut, shown};
use crate::{Notice, State};

/// The most characters of a description (`Tickets.description`); notes take more.
const DESCRIPTION: usize = 8000;

/// The most characters of a title; tickets take 255, notes 250.
const TITLE: usize = 250;

/// The most characters of `Tickets.externalID`. Longer texts are cut by Autotask without a word, and then never found.
const EXTERNAL_ID: usize = 50;

/// How many lines are tried, most first.
const LINES: [usize; 6] = [100, 50, 20, 10, 3, 0];

/// What a tenant's ticket is found by: `attune:contoso`.
pub(super) fn marker(tenant: &str) -> String {
    let marker = format!("attune:{tenant}");
    let plain = marker
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | ':'));
    // The database compares without case and without blanks at the end, so only plain names stand for themselves.
    if plain && marker.len() <= EXTERNAL_ID {
        marker
    } else {
        format!("attune:#{}", digest([tenant]))
    }
}

/// What stands in the text that tells a state: `[attune:contoso 0123456789abcdef]`.
pub(super) fn mark(marker: &str, state: &State) -> String {
    let state = match state {
        State::InSync => "in-sync",
        State::Drifted(fingerprint) => fingerprint.as_str(),
        State::CouldNotLook => "could-not-look",
    };
    format!("[{marker} {state}]")
}

/// The mark at the end of a text, where it is one of this marker.
pub(super) fn mark_in<'a>(text: &'a str, marker: &str) -> Option<&'a str> {
    let start = text.rfind(&format!("[{marker} "))?;
    let mark = text.get(start..)?.trim_end();
    mark.ends_with(']').then_some(mark)
}

/// The title of a tenant's ticket.
pub(super) fn ticket_title(tenant: &str, marker: &str) -> String {
    let title = format!("attune: {} needs attention", cut(&shown(tenant), 100));
    format!("{title} [{marker}]")
}

/// The title of a note, which ends in the mark.
pub(super) fn note_title(notice: &Notice, mark: &str) -> String {
    let section = Section::of(notice, 0);
    let room = TITLE.saturating_sub(mark.chars().count() + 1);
    format!("{} {mark}", cut(&section.title, room))
}

/// The text of a ticket or note, which ends in the mark.
pub(super) fn body(notice: &Notice, at: Timestamp, mark: &str) -> String {
    let text = |lines: usize| {
        let section = Section::of(notice, lines);
        let mut text = section.title.clone();
        if !section.lines.is_empty() {
            text.push('\n');
        }
        for line in &section.lines {
            let _ = write!(text, "\n- {line}");
        }
        if let Some(link) = &section.link {
            let _ = write!(text, "\n\n{link}");
        }
        let _ = write!(
            text,
            "\n\nTold by attune at {}. It adds a note when this changes and closes the ticket when the tenant is in sync.\n{mark}",
            time(at)
        );
        text
    };
    LINES
        .into_iter()
        .map(text)
        .find(|text| text.chars().count() <= DESCRIPTION)
        .unwrap_or_else(|| mark.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_fit_their_field() {
        assert_eq!(marker("contoso"), "attune:contoso");
        assert_eq!(marker(&"x".repeat(43)).len(), 50);
        assert_eq!(marker(&"x".repeat(44)).len(), 24);
        assert_ne!(marker("Contoso"), marker("contoso"));
        assert_ne!(marker("contoso "), marker("contoso"));
        assert_ne!(marker(&"x".repeat(44)), marker(&"x".repeat(45)));
    }

    #[test]
    fn marks_are_found_at_the_end_only() {
        let mark = mark("attune:contoso", &State::CouldNotLook);
        assert_eq!(mark, "[attune:contoso could-not-look]");
        let text = format!("a\n{mark}\n");
        assert_eq!(mark_in(&text, "attune:contoso"), Some(mark.as_str()));
        assert_eq!(
            mark_in(&format!("{mark} said somebody"), "attune:contoso"),
            None
        );
        assert_eq!(mark_in(&text, "attune:contos"), None);
    }
}
