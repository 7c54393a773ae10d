//! The two streams: results to stdout, talk to stderr.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::Context as _;
use attune_report::text::TextOptions;

use crate::error::CommandError;

/// Writes a part of the result. A reader that has gone away is no error.
pub(crate) fn result(text: &str) -> Result<(), CommandError> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(CommandError::state(
            anyhow::Error::from(cause),
            "The result could not be written to stdout.",
        )),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a document as JSON.
pub(crate) fn document(document: &impl serde::Serialize) -> Result<(), CommandError> {
    result(&json(document)?)
}

/// A document as the text of its file. It may be read on a terminal: the control characters that JSON would leave as they
/// are, those from 7f to 9f, are escaped too.
pub(crate) fn json(document: &impl serde::Serialize) -> Result<String, CommandError> {
    let mut text = serde_json::to_string_pretty(document)
        .context("the result cannot be written as JSON")
        .map_err(|error| {
            CommandError::state(error, "This is an error of attune; please report it.")
        })?;
    for code in '\u{7f}'..='\u{9f}' {
        if text.contains(code) {
            text = text.replace(code, &format!("\\u{:04x}", u32::from(code)));
        }
    }
    text.push('\n');
    Ok(text)
}

/// How text on stdout is to look: as wide as the terminal, coloured where that is wanted.
pub(crate) fn text_options(full: bool) -> TextOptions {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let default = TextOptions::default();
    TextOptions {
        width: terminal.map_or(default.width, |(width, _)| width.0.into()),
        full,
        colour: has_colour(anstream::AutoStream::choice(&io::stdout())),
    }
}

/// Says something to whoever watches; where nobody can hear it, nothing is lost.
pub(crate) fn talk(text: &str) {
    let mut stderr = anstream::AutoStream::auto(io::stderr());
    drop(stderr.write_all(text.as_bytes()));
}

/// Whether talk may be coloured: `NO_COLOR` and pipes are respected.
pub(crate) fn colour() -> bool {
    has_colour(anstream::AutoStream::choice(&io::stderr()))
}

fn has_colour(choice: anstream::ColorChoice) -> bool {
    match choice {
        anstream::ColorChoice::Never => false,
        anstream::ColorChoice::Always
        | anstream::ColorChoice::AlwaysAnsi
        | anstream::ColorChoice::Auto => true,
    }
}

/// Whether somebody can be asked and told: stdin and stderr are a terminal.
pub(crate) fn is_at_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for one word. `None` where nobody can be asked.
pub(crate) fn ask(question: &str) -> Option<String> {
    if !io::stdin().is_terminal() {
        return None;
    }
    talk(question);
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).ok()?;
    Some(answer.trim().to_owned())
}
