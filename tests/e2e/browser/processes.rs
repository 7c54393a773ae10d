//! What running programs show to everybody on the machine: their arguments, and to their owner: their environment.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;

/// The arguments and environments of what attune started.
pub(super) struct Processes {
    folder: PathBuf,
    seen: BTreeSet<Vec<u8>>,
}

impl Processes {
    /// Of those whose files are in this folder.
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            seen: BTreeSet::new(),
        }
    }

    /// Looks at all that run now. attune itself has its secrets in its environment, and so has for a moment what it forks:
    /// of those only the arguments count.
    pub(super) fn look(&mut self, attune: &Child) {
        let own = fs::read(format!("/proc/{}/cmdline", attune.id())).unwrap_or_default();
        for entry in fs::read_dir("/proc").unwrap() {
            let process = entry.unwrap().path();
            // One that has ended meanwhile shows nothing.
            let read = |file: &str| fs::read(process.join(file)).unwrap_or_default();
            // In this order: whoever is not attune by its arguments has an environment of its own by then.
            let arguments = read("cmdline");
            let environment = read("environ");
            if arguments != own && (self.is_ours(&arguments) || self.is_ours(&environment)) {
                self.seen.extend([arguments, environment]);
            }
        }
        self.seen.insert(own);
    }

    /// All that was seen, a part a line; the browser is among it.
    pub(super) fn seen(self) -> String {
        let all: Vec<Vec<u8>> = self.seen.into_iter().collect();
        let all = all.join(&b'\n');
        for part in ["--user-data-dir=", "--type=renderer", "HOME="] {
            assert!(holds(&all, part.as_bytes()), "no process with {part}");
        }
        String::from_utf8_lossy(&all).into_owned()
    }

    fn is_ours(&self, shown: &[u8]) -> bool {
        holds(shown, self.folder.as_os_str().as_encoded_bytes())
    }
}

fn holds(all: &[u8], part: &[u8]) -> bool {
    all.windows(part.len()).any(|window| window == part)
}
