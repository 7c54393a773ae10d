//! What became of differences that were to be accepted by the manifest.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::view::{sentence, words};

/// What `--write-back` came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WriteBackV1 {
    /// The lines that say the live value now.
    pub written: Vec<WrittenV1>,
    /// What somebody else changed and the manifest does not say.
    pub left: Vec<LeftV1>,
}

/// A line of the manifest that says what is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WrittenV1 {
    /// The file that was changed.
    pub file: String,
    /// Its line after all changes, counted from 1.
    pub line: usize,
    /// The path of keys in the manifest.
    pub place: String,
    /// What the manifest wanted.
    pub was: String,
    /// What it says now.
    pub is: String,
    /// Where a layer below says otherwise, `file:line`; null where the line that counted was changed itself.
    pub overrides: Option<String>,
}

/// A difference that stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftV1 {
    /// The thing.
    pub object: String,
    /// Which of its values.
    pub value: String,
    /// The path of keys in the manifest.
    pub place: Option<String>,
    /// The file, where the place is known.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// Why the manifest does not say it.
    pub why: String,
    /// What a person can do.
    pub help: String,
}

impl WriteBackV1 {
    /// For people.
    pub(super) fn text(&self) -> String {
        let Self { written, left } = self;
        let mut text = String::new();
        // Writing to a string does not fail.
        if !written.is_empty() {
            text.push_str("Written back:\n");
            for line in written {
                let _ = writeln!(text, "  {}", sentence(&line.sentence()));
            }
            text.push('\n');
        }
        if !left.is_empty() {
            text.push_str("Not written back:\n");
            for one in left {
                let _ = writeln!(text, "  {}: {}", words(&one.object), words(&one.value));
                let _ = writeln!(text, "    {}", sentence(&one.sentence()));
            }
            text.push('\n');
        }
        text
    }
}

impl WrittenV1 {
    fn sentence(&self) -> String {
        let Self {
            file,
            line,
            place,
            was,
            is,
            overrides,
        } = self;
        let above = match overrides {
            Some(below) => format!(", above {below}"),
            None => String::new(),
        };
        format!("{file}:{line}: {place} was {was}, is {is}{above}")
    }
}

impl LeftV1 {
    fn sentence(&self) -> String {
        let Self {
            object: _,
            value: _,
            place,
            file,
            line,
            why,
            help,
        } = self;
        let at = match (file, line, place) {
            (Some(file), Some(line), Some(place)) => format!("{file}:{line}: {place}: "),
            (_, _, Some(place)) => format!("{place}: "),
            (_, _, None) => String::new(),
        };
        format!("{at}{why}. {help}")
    }
}
