//! Whether somebody asked attune to stop.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Two ways to ask for an end between two controls: a file that is there, and [`Stop::ask`].
#[derive(Clone, Debug)]
pub struct Stop {
    file: PathBuf,
    asked: Arc<AtomicBool>,
    /// Whether that was so when it was last looked at.
    noted: Arc<AtomicBool>,
}

impl Stop {
    /// Looks out for a file of this path; what it holds does not count.
    pub fn at(file: PathBuf) -> Self {
        Self {
            file,
            asked: Arc::default(),
            noted: Arc::default(),
        }
    }

    /// Asks for the end; all clones hear it.
    pub fn ask(&self) {
        self.asked.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed) || self.file.exists()
    }

    /// The same, and whether it was not so yet when it was last looked at.
    pub(super) fn heed(&self) -> (bool, bool) {
        let asked = self.is_asked();
        let noted = self.noted.swap(asked, Ordering::Relaxed);
        (asked, asked && !noted)
    }
}
