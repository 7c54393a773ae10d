//! The two streams: results to stdout, talk to stderr. Of one tenant among many both are kept until its turn comes.

use std::cell::RefCell;
use std::io::{self, IsTerminal as _, Write as _};

use anyhow::Context as _;
use attune_report::text::TextOptions;

use crate::error::CommandError;

/// What was said while nobody was to hear it yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    /// The result, in its format.
    pub(crate) result: String,
    /// What was said beside it.
    pub(crate) talk: String,
}

tokio::task_local! {
    static KEPT: RefCell<Kept>;
}

/// Does some work; what it would write to either stream is kept.
pub(crate) async fn keeping<T>(work: impl Future<Output = T>) -> (T, Kept) {
    let done = async {
        let done = work.await;
        (done, KEPT.with(RefCell::take))
    };
    KEPT.scope(RefCell::default(), done).await
}

/// Whether what is said is kept: then nobody is there to be asked or to watch.
pub(crate) fn is_keeping() -> bool {
    KEPT.try_with(|_| ()).is_ok()
}

/// Keeps a text, if that is done.
fn kept(keep: impl Fn(&mut Kept)) -> bool {
    KEPT.try_with(|kept| keep(&mut kept.borrow_mut())).is_ok()
}

/// Writes a part of the result. A reader that has gone away is no error.
pub(crate) fn result(text: &str) -> Result<(), CommandError> {
    if kept(|kept| kept.result.push_str(text)) {
        return Ok(());
    }
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
    if is_keeping() {
        return TextOptions {
            full,
            ..TextOptions::default()
        };
    }
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
    if kept(|kept| kept.talk.push_str(text)) {
        return;
    }
    let mut stderr = anstream::AutoStream::auto(io::stderr());
    drop(stderr.write_all(text.as_bytes()));
}

/// Whether talk may be coloured: `NO_COLOR` and pipes are respected.
pub(crate) fn colour() -> bool {
    !is_keeping() && has_colour(anstream::AutoStream::choice(&io::stderr()))
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
    !is_keeping() && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for one word. `None` where nobody can be asked.
pub(crate) fn ask(question: &str) -> Option<String> {
    if is_keeping() || !io::stdin().is_terminal() {
        return None;
    }
    talk(question);
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).ok()?;
    Some(answer.trim().to_owned())
}
