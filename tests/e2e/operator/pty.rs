//! A terminal without anybody at it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Child, Command};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// A program whose stdin and stderr are a terminal.
pub(crate) struct AtPty {
    child: Child,
    terminal: File,
    /// All that the terminal showed, echoes of what was typed included.
    pub(crate) shown: String,
}

impl AtPty {
    pub(crate) fn start(mut command: Command) -> Self {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let end = || -> OwnedFd {
            let name = OsStr::from_bytes(name.as_bytes());
            rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap()
        };
        let child = command.stdin(end()).stderr(end()).spawn().unwrap();
        Self {
            child,
            terminal: File::from(terminal),
            shown: String::new(),
        }
    }

    /// What is shown up to the next prompt, with it; `None` where the program has ended.
    pub(crate) fn next(&mut self, prompts: &[&str]) -> Option<String> {
        let begin = self.shown.len();
        let mut bytes = Vec::new();
        loop {
            let mut buffer = [0; 4096];
            // A terminal whose program is gone answers with an error.
            let read = self.terminal.read(&mut buffer).unwrap_or(0);
            bytes.extend_from_slice(&buffer[..read]);
            if let Ok(text) = str::from_utf8(&bytes) {
                self.shown.truncate(begin);
                self.shown.push_str(&text.replace('\r', ""));
            }
            let new = &self.shown[begin..];
            if prompts.iter().any(|prompt| new.ends_with(prompt)) {
                return Some(new.to_owned());
            }
            if read == 0 {
                return None;
            }
        }
    }

    pub(crate) fn type_line(&mut self, line: &str) {
        self.terminal
            .write_all(format!("{line}\n").as_bytes())
            .unwrap();
    }

    /// What Ctrl-C comes to.
    pub(crate) fn interrupt(&self) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    }

    /// The exit code.
    pub(crate) fn end(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for AtPty {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
