//! The library that counts points and kills at one of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::harness::root;

/// What happens at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// Killed before the call.
    Kill,
    /// Killed after the call: it took effect, and nobody knows.
    Lose,
    /// Told to stop, as by Ctrl-C.
    Interrupt,
    /// Told to stop, as by whoever ends a job.
    Terminate,
    /// Ended before the call by its own abort.
    Abort,
}

impl How {
    /// As the library takes it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Lose => "lose",
            Self::Interrupt => "int",
            Self::Terminate => "term",
            Self::Abort => "abort",
        }
    }

    /// The number of the signal that ends a process so (`signal(7)`).
    pub(super) fn signal(self) -> i32 {
        match self {
            Self::Kill | Self::Lose => 9,
            Self::Interrupt => 2,
            Self::Terminate => 15,
            Self::Abort => 6,
        }
    }

    /// Whether attune hears of it and may do something.
    pub(super) fn is_heard(self) -> bool {
        matches!(self, Self::Interrupt | Self::Terminate)
    }
}

/// The compiled library.
pub(super) struct Shim {
    folder: TempDir,
}

impl Shim {
    /// Compiles it; a C compiler is needed.
    pub(super) fn compile() -> Self {
        let shim = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let source = root().join("tests/support/killpoint/killpoint.c");
        let status = Command::new("cc")
            .args(["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"])
            .arg("-o")
            .arg(shim.library())
            .arg(source)
            .status()
            .expect("cc, a C compiler, starts");
        assert!(status.success(), "the library does not compile");
        shim
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("killpoint.so")
    }

    /// Lets a command write its points to a file.
    pub(super) fn count(&self, command: &mut Command, points: &Path) {
        command
            .env("LD_PRELOAD", self.library())
            .env("KILLPOINT_LOG", points);
    }

    /// Lets something happen to a command at a point, counted from 1.
    pub(super) fn strike(&self, command: &mut Command, points: &Path, at: usize, how: How) {
        self.count(command, points);
        command
            .env("KILLPOINT_AT", at.to_string())
            .env("KILLPOINT_HOW", how.word());
    }
}

/// The points that a run came to, in order: what it called, and about what. Names of unfinished files are all alike.
pub(super) fn points(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    text.lines()
        .map(|line| {
            let (_, what) = line.split_once(' ').unwrap();
            match what.split_once(".tmp-") {
                Some((name, _)) => format!("{name}.tmp-"),
                None => what.to_owned(),
            }
        })
        .collect()
}
