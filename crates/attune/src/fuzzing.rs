//! What the fuzzers drive of the command line: the file of a saved plan.

use std::path::Path;

use attune_report::text::TextOptions;
use serde_json::Value;

use crate::commands::show;
use crate::saved::{self, SavedPlan};

/// What a saved plan says, and the text that it would be saved as again.
#[derive(Debug)]
pub struct Shown {
    /// What `attune show` prints.
    pub words: String,
    /// The text of the file, written anew.
    pub file: String,
}

/// Reads the text of a saved plan's file.
///
/// # Errors
/// What `attune show` prints where it refuses the file.
pub fn show(text: &str) -> Result<Shown, String> {
    let read = || {
        let saved = SavedPlan::parse(Path::new("plan.json"), text)?;
        Ok(Shown {
            words: show::in_words(&saved, &TextOptions::default()),
            file: saved.text()?,
        })
    };
    read().map_err(|error: crate::error::CommandError| error.text(false))
}

/// The text of a saved plan's file with this content and the checksum that belongs to it; `None` where it is no JSON.
pub fn sealed(content: &str) -> Option<String> {
    let content: Value = serde_json::from_str(content).ok()?;
    saved::sealed(&content).ok()
}
