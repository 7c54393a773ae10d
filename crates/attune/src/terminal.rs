//! The operator's terminal: lines, hidden lines, and signals as a stop.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use attune_console::Terminal;
use attune_model::Secret;

use crate::output;
use crate::signals::Signals;

/// Stdin and stderr of this process.
///
/// Each line is read on a thread of its own, so that Ctrl-C or SIGTERM ends the wait for it. From then on every question is
/// answered by a stop.
#[derive(Debug)]
pub(crate) struct AtTerminal {
    heard: Receiver<Heard>,
    says: Sender<Heard>,
    listens: bool,
    stopped: bool,
}

/// What comes from the terminal.
enum Heard {
    Line(String),
    Hidden(Secret),
    /// A signal, or nothing more comes.
    Stop,
}

impl AtTerminal {
    /// Nobody is asked yet: Ctrl-C ends the process until the first question.
    pub(crate) fn new() -> Self {
        let (says, heard) = channel();
        Self {
            heard,
            says,
            listens: false,
            stopped: false,
        }
    }

    fn listen(&mut self) {
        if !self.listens
            && let Ok(mut signals) = Signals::listen()
        {
            let says = self.says.clone();
            drop(tokio::spawn(async move {
                loop {
                    signals.next().await;
                    if says.send(Heard::Stop).is_err() {
                        break;
                    }
                }
            }));
            self.listens = true;
        }
    }

    /// Waits for what a thread reads, or for a signal.
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
        // Before the prompt is seen: who answers it with Ctrl-C is heard.
        self.listen();
        output::talk(prompt);
        match self.wait_for(|| read_line().map_or(Heard::Stop, Heard::Line)) {
            Heard::Line(line) => Some(line),
            Heard::Hidden(_) | Heard::Stop => None,
        }
    }

    fn hidden(&mut self, prompt: &str) -> Option<Secret> {
        let unseen = Unseen::begin()?;
        self.listen();
        output::talk(prompt);
        let heard = self.wait_for(|| read_unseen().map_or(Heard::Stop, Heard::Hidden));
        drop(unseen);
        match heard {
            Heard::Hidden(secret) => Some(secret),
            Heard::Line(_) | Heard::Stop => None,
        }
    }
}

/// Keeps what is typed from being shown until it is dropped, at a signal too: the thread that reads cannot be ended.
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
