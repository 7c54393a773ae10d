//! What is started, and with which flags.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Whether the browser confines its pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sandbox {
    /// As the browser does by itself.
    On,
    /// Chromium as root demands it; for tests only, whose pages are their own.
    OffForTests,
}

/// How attune and the browser talk.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wire {
    /// Inherited pipes, which no other process can reach.
    #[cfg(unix)]
    Pipe,
    /// A port on the loopback, which every process of the machine could use while the browser is open. For systems without
    /// the other.
    Port,
}

impl Wire {
    /// The better one of those that this system has.
    pub const fn best() -> Self {
        #[cfg(unix)]
        return Self::Pipe;
        #[cfg(not(unix))]
        return Self::Port;
    }
}

/// What is started, and how.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The browser: from [`find_browser`](super::find_browser), or named by the operator.
    pub program: PathBuf,
    /// The profile folder, made where it is missing. The operator's sign-in is kept here and nowhere else.
    pub profile: PathBuf,
    /// The folders that are refused as profile: [`default_profiles`](super::default_profiles).
    pub default_profiles: Vec<PathBuf>,
    /// Without a window. For tests: an operator has to see what is done.
    pub headless: bool,
    /// Whether the browser confines its pages.
    pub sandbox: Sandbox,
    /// How attune and the browser talk.
    pub wire: Wire,
    /// Environment variables that the browser does not get.
    pub withheld: Vec<String>,
    /// How long one call to the browser may take.
    pub patience: Duration,
}

impl Launch {
    /// A visible, confined browser with 30 seconds for every call.
    pub fn new(program: PathBuf, profile: PathBuf, default_profiles: Vec<PathBuf>) -> Self {
        Self {
            program,
            profile,
            default_profiles,
            headless: false,
            sandbox: Sandbox::On,
            wire: Wire::best(),
            withheld: Vec::new(),
            patience: Duration::from_secs(30),
        }
    }

    /// The flags, of which there are as few as possible: no web security is switched off and nothing is hidden.
    pub(super) fn flags(&self, profile: &Path) -> Vec<OsString> {
        let mut folder = OsString::from("--user-data-dir=");
        folder.push(profile);
        let mut flags = vec![
            folder,
            match self.wire {
                #[cfg(unix)]
                Wire::Pipe => "--remote-debugging-pipe".into(),
                Wire::Port => "--remote-debugging-port=0".into(),
            },
            "--no-first-run".into(),
            "--no-default-browser-check".into(),
        ];
        if self.headless {
            flags.push("--headless=new".into());
        }
        match self.sandbox {
            Sandbox::On => {}
            Sandbox::OffForTests => flags.push("--no-sandbox".into()),
        }
        // An empty tab instead of the home page, which is somebody else's.
        flags.push("about:blank".into());
        flags
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn shown(launch: &Launch) -> String {
        let flags = launch.flags(Path::new("/home/pat/.local/state/attune/browser"));
        flags
            .iter()
            .map(|flag| flag.to_string_lossy())
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn the_flags_of_an_operators_browser() {
        let mut launch = Launch::new(PathBuf::new(), PathBuf::new(), Vec::new());
        launch.wire = Wire::Port;
        assert_snapshot!(shown(&launch), @"
        --user-data-dir=/home/pat/.local/state/attune/browser
        --remote-debugging-port=0
        --no-first-run
        --no-default-browser-check
        about:blank
        ");
    }
}
