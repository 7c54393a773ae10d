//! Colours of a terminal.

use anstyle::{AnsiColor, Style};

/// What a piece of text is.
#[derive(Clone, Copy)]
pub(crate) enum Ink {
    /// A heading.
    Heading,
    /// Something is made.
    Makes,
    /// Something is changed.
    Changes,
    /// Something is only looked at.
    Checks,
    /// A guarded risk, a failure.
    Danger,
    /// A risk that is only shown, something that waits.
    Caution,
    /// What is said by the way.
    Quiet,
}

/// The text in its colour, where colours are wanted.
pub(crate) fn paint(ink: Ink, text: &str, colour: bool) -> String {
    if !colour || text.is_empty() {
        return text.to_owned();
    }
    let style = match ink {
        Ink::Heading => Style::new().bold(),
        Ink::Makes => AnsiColor::Green.on_default(),
        Ink::Changes => AnsiColor::Cyan.on_default(),
        Ink::Checks => AnsiColor::Blue.on_default(),
        Ink::Danger => AnsiColor::Red.on_default().bold(),
        Ink::Caution => AnsiColor::Yellow.on_default(),
        Ink::Quiet => Style::new().dimmed(),
    };
    format!("{style}{text}{style:#}")
}
