//! The operator's terminal: lines, hidden lines, and Ctrl-C as a stop.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use attune_console::Terminal;
use attune_model::Secret;

use crate::output;

/// Stdin and stderr of this process.
///
/// Each line is read on a thread of its own, so that Ctrl-C ends the wait for it. From the first Ctrl-C on every question is
/// answered by a stop.
#[derive(Debug)]
pub(crate) struct AtTerminal {
    heard: Receiver<Heard>,
    says: Sender<Heard>,
    stopped: bool,
}

/// What comes from the terminal.
enum Heard {
    Line(String),
    Hidden(Secret),
    /// Ctrl-C, or nothing more comes.
    Stop,
}

impl AtTerminal {
    /// Begins to listen for Ctrl-C, which does not end the process from now on.
    pub(crate) fn new() -> Self {
        let (says, heard) = channel();
        let interrupted = says.clone();
        drop(tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() && interrupted.send(Heard::Stop).is_ok() {}
        }));
        Self {
            heard,
            says,
            stopped: false,
        }
    }

    /// Waits for what a thread reads, or for Ctrl-C.
    fn wait_for(&mut self, read: impl FnOnce() -> Heard + Send + 'static) -> Heard {
        // Pressed while nobody was asked.
        if self.stopped || self.heard.try_recv().is_ok() {
            self.stopped = true;
            return Heard::Stop;
        }
        let says = self.says.clone();
        drop(thread::spawn(move || says.send(read())));
        let heard = self.heard.recv().unwrap_or(Heard::Stop);
        self.stopped = matches!(heard, Heard::Stop);
        if self.stopped {
            output::talk("\n");
        }
        heard
    }
}

impl Terminal for AtTerminal {
    fn say(&mut self, text: &str) {
        output::talk(text);
    }

    fn line(&mut self, prompt: &str) -> Option<String> {
        output::talk(prompt);
        match self.wait_for(|| read_line().map_or(Heard::Stop, Heard::Line)) {
            Heard::Line(line) => Some(line),
            Heard::Hidden(_) | Heard::Stop => None,
        }
    }

    fn hidden(&mut self, prompt: &str) -> Option<Secret> {
        let unseen = Unseen::begin()?;
        output::talk(prompt);
        let heard = self.wait_for(|| read_unseen().map_or(Heard::Stop, Heard::Hidden));
        drop(unseen);
        match heard {
            Heard::Hidden(secret) => Some(secret),
            Heard::Line(_) | Heard::Stop => None,
        }
    }
}

/// Keeps what is typed from being shown until it is dropped, on Ctrl-C too: the thread that reads cannot be ended.
#[cfg(unix)]
struct Unseen(rustix::termios::Termios);

#[cfg(unix)]
impl Unseen {
    /// `None` where nothing can be hidden.
    fn begin() -> Option<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let shown = tcgetattr(std::io::stdin()).ok()?;
        let mut unseen = shown.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        tcsetattr(std::io::stdin(), OptionalActions::Now, &unseen).ok()?;
        Some(Self(shown))
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        // Where it fails, the terminal is gone.
        let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, &self.0);
        output::talk("\n");
    }
}

#[cfg(unix)]
fn read_unseen() -> Option<Secret> {
    read_line().map(Secret::new)
}

/// Nothing to keep: what reads hides as well.
#[cfg(not(unix))]
struct Unseen;

#[cfg(not(unix))]
impl Unseen {
    fn begin() -> Option<Self> {
        Some(Self)
    }
}

#[cfg(not(unix))]
fn read_unseen() -> Option<Secret> {
    console::Term::stderr()
        .read_secure_line()
        .ok()
        .map(Secret::new)
}

/// A line without its line break; `None` where nothing more comes.
fn read_line() -> Option<String> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}
