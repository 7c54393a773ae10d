//! The two streams: results to stdout, talk to stderr.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::Context as _;

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
    let mut text = serde_json::to_string_pretty(document)
        .context("the result cannot be written as JSON")
        .map_err(|error| {
            CommandError::state(error, "This is an error of attune; please report it.")
        })?;
    text.push('\n');
    result(&text)
}

/// Says something to whoever watches; where nobody can hear it, nothing is lost.
pub(crate) fn talk(text: &str) {
    let mut stderr = anstream::AutoStream::auto(io::stderr());
    drop(stderr.write_all(text.as_bytes()));
}

/// Whether talk may be coloured: `NO_COLOR` and pipes are respected.
pub(crate) fn colour() -> bool {
    match anstream::AutoStream::choice(&io::stderr()) {
        anstream::ColorChoice::Never => false,
        anstream::ColorChoice::Always
        | anstream::ColorChoice::AlwaysAnsi
        | anstream::ColorChoice::Auto => true,
    }
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
