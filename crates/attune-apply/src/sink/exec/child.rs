//! A command that is started without a shell, fed, and waited for.

use std::io::{Read, Write as _};
use std::path::{Path, PathBuf, absolute};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::sink::Document;

/// So much of what a command prints is read: nothing that attune asks for is longer.
const MOST: u64 = 1 << 16;
/// How often a command that has closed its pipes is asked whether it ended.
const PULSE: Duration = Duration::from_millis(10);

/// What is started.
pub(super) struct Child<'a> {
    pub(super) command: &'a [String],
    pub(super) folder: &'a Path,
    pub(super) withheld: &'a [String],
    pub(super) patience: Duration,
}

/// How it ended.
pub(super) struct Ended {
    pub(super) is_success: bool,
    status: ExitStatus,
    /// Nothing of a command that is fed: what it prints then is nobody's business.
    pub(super) stdout: Document,
    pub(super) stderr: Document,
}

impl Ended {
    /// What it said, or how it ended where it said nothing.
    pub(super) fn told(&self, said: &str) -> String {
        match (self.status.code(), said) {
            (None, _) => "was ended by a signal".to_owned(),
            (Some(code), "") => format!("ended with exit code {code}"),
            (Some(code), said) => format!("ended with exit code {code}: {said}"),
        }
    }
}

impl Child<'_> {
    /// Runs it to its end; an error says why there is none.
    pub(super) fn run(&self, stdin: Option<&[u8]>) -> Result<Ended, String> {
        let until = Instant::now() + self.patience;
        let mut child = self.start(stdin.is_some())?;
        let stdout = collect(child.stdout.take());
        let stderr = collect(child.stderr.take());
        if let (Some(mut pipe), Some(document)) = (child.stdin.take(), stdin) {
            let document = Zeroizing::new(document.to_vec());
            // A command that does not read it says by its exit code what that means.
            thread::spawn(move || drop(pipe.write_all(&document)));
        }
        let ended = wait(&mut child, &stdout, &stderr, until);
        if ended.is_none() {
            drop(child.kill());
            drop(child.wait());
        }
        let seconds = self.patience.as_secs();
        ended.ok_or_else(|| format!("did not end within {seconds} seconds"))
    }

    fn start(&self, is_fed: bool) -> Result<std::process::Child, String> {
        let Some((program, arguments)) = self.command.split_first() else {
            return Err("names no program".to_owned());
        };
        let mut command = match own_program(self.command, self.folder) {
            Some(path) => Command::new(path),
            None => Command::new(program),
        };
        command.args(arguments).current_dir(folder(self.folder));
        for variable in self.withheld {
            command.env_remove(variable);
        }
        let (stdin, stdout) = if is_fed {
            (Stdio::piped(), Stdio::null())
        } else {
            (Stdio::null(), Stdio::piped())
        };
        command.stdin(stdin).stdout(stdout).stderr(Stdio::piped());
        command
            .spawn()
            .map_err(|cause| format!("cannot be started: {cause}"))
    }
}

/// Both pipes to their ends, then the end of the command; `None` where that takes too long.
fn wait(
    child: &mut std::process::Child,
    stdout: &Receiver<Document>,
    stderr: &Receiver<Document>,
    until: Instant,
) -> Option<Ended> {
    let left = || until.saturating_duration_since(Instant::now());
    let stdout = taken(stdout, left())?;
    let stderr = taken(stderr, left())?;
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(Ended {
                is_success: status.success(),
                status,
                stdout,
                stderr,
            });
        }
        if left().is_zero() {
            return None;
        }
        thread::sleep(PULSE);
    }
}

/// The program of a command that names it with its folder, which starts at the manifest's.
pub(super) fn own_program(command: &[String], folder: &Path) -> Option<PathBuf> {
    let program = Path::new(command.first()?);
    let has_folder = program.components().count() > 1 || program.is_absolute();
    let path = folder.join(program);
    has_folder.then(|| absolute(&path).unwrap_or(path))
}

fn folder(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// Reads a pipe to its end in a thread of its own, so that a command that says much is not held up by another pipe.
fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<Document> {
    let (sender, receiver) = channel();
    let Some(mut pipe) = pipe else {
        return receiver;
    };
    thread::spawn(move || {
        let mut read = Zeroizing::new(Vec::with_capacity(usize::try_from(MOST).unwrap_or(0)));
        // A pipe that breaks has ended.
        drop(pipe.by_ref().take(MOST).read_to_end(&mut read));
        drop(std::io::copy(&mut pipe, &mut std::io::sink()));
        drop(sender.send(read));
    });
    receiver
}

/// What was read; nothing of a pipe that was not there, `None` where it takes too long.
fn taken(pipe: &Receiver<Document>, patience: Duration) -> Option<Document> {
    match pipe.recv_timeout(patience) {
        Ok(read) => Some(read),
        Err(RecvTimeoutError::Disconnected) => Some(Document::default()),
        Err(RecvTimeoutError::Timeout) => None,
    }
}
