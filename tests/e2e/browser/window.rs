//! A browser with somebody at it, whom attune starts.

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use attune_console::browser::{Launch, System, find_browser};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::harness::{Place, Ran, Sim, root};
use crate::secrets::tour::Tour;

/// A run that takes longer hangs.
const LONGEST: Duration = Duration::from_mins(5);

/// The browser of a place: its profile, its home folder and its temporary files are there too.
pub(super) struct Window<'a> {
    sim: &'a Sim,
    place: &'a Place,
}

impl<'a> Window<'a> {
    /// Lays it out; attune starts it.
    pub(super) fn at(sim: &'a Sim, place: &'a Place) -> Self {
        let browser = find_browser(System::current(), &|name| std::env::var_os(name));
        let browser = browser.expect("a browser; `cargo xtask test` installs it");
        for folder in ["home", "human", "tmp"] {
            fs::create_dir(place.path(folder)).unwrap();
        }
        for name in ["human.js", "manifest.json"] {
            let from = root().join("tests/support/human").join(name);
            fs::copy(from, place.path("human").join(name)).unwrap();
        }
        let start = format!(
            "#!/bin/sh\nexec '{}' --no-sandbox --load-extension='{}' --window-size=1280,1000 \"$@\"\n",
            browser.display(),
            place.path("human").display()
        );
        place.write("window", &start);
        fs::set_permissions(place.path("window"), Permissions::from_mode(0o700)).unwrap();
        Self { sim, place }
    }

    /// Lets something happen to each page that is loaded from now on: see `tests/support/human/human.js`.
    pub(super) fn prank(&self, prank: &Value) {
        self.place.write("human/prank.json", &prank.to_string());
    }

    /// The command line with this browser.
    pub(super) fn command(&self, line: &str) -> Command {
        let seat = "--headless --browser ./window --browser-profile profile";
        let arguments: Vec<&str> = line
            .split_whitespace()
            .chain(seat.split_whitespace())
            .collect();
        let mut command = self.place.command(Some(self.sim), &arguments);
        command.env("HOME", self.place.path("home"));
        command.env("TMPDIR", self.place.path("tmp"));
        command
    }

    /// The same browser for whoever is not attune.
    pub(super) fn launch(&self) -> Launch {
        let (program, profile) = (self.place.path("window"), self.place.path("profile"));
        Launch {
            headless: true,
            ..Launch::new(program, profile, Vec::new())
        }
    }

    pub(super) fn attune(&self, line: &str) -> Ran {
        attended(self.command(line), |_, _| {})
    }

    /// Runs attune at its most talkative, and lets the tour have all that is said.
    pub(super) fn searched(
        &self,
        tour: &mut Tour,
        line: &str,
        hear: impl FnMut(&str, &Child),
    ) -> Ran {
        let mut command = self.command(line);
        command.env("ATTUNE_LOG", "trace");
        let ran = attended(command, hear);
        tour.hear(&ran.stdout);
        tour.hear(&ran.stderr);
        ran
    }
}

/// Runs attune; `hear` is told each line that it says on stderr at once.
pub(super) fn attended(mut command: Command, mut hear: impl FnMut(&str, &Child)) -> Ran {
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let attune = Pid::from_child(&child);
    let (ended, end) = mpsc::channel::<()>();
    thread::spawn(move || {
        if end.recv_timeout(LONGEST) == Err(mpsc::RecvTimeoutError::Timeout) {
            // It may end at this very moment.
            kill_process(attune, Signal::KILL).ok();
        }
    });
    let said = thread::spawn(move || {
        let mut said = String::new();
        stdout.read_to_string(&mut said).unwrap();
        said
    });
    let mut heard = String::new();
    for line in stderr.lines() {
        let line = line.unwrap();
        heard.push_str(&line);
        heard.push('\n');
        hear(&line, &child);
    }
    let code = child.wait().unwrap().code().unwrap_or(-1);
    drop(ended);
    Ran {
        code,
        stdout: said.join().unwrap(),
        stderr: heard,
    }
}
