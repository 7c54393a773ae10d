//! A text that takes whole blocks as long as they fit.

use std::fmt::Write as _;

/// The most that a comment of GitHub holds, in characters.
pub(crate) const MOST: usize = 65_536;

/// Kept for the lines at the end.
const RESERVE: usize = 1_000;

/// The text so far.
#[derive(Default)]
pub(crate) struct Budget {
    text: String,
    characters: usize,
    left_out: usize,
}

impl Budget {
    /// Takes a block whole, or counts it as left out. After the first that does not fit, none is taken: what is there is a
    /// beginning without holes.
    pub(crate) fn push(&mut self, block: &str) {
        let characters = block.chars().count();
        if self.left_out > 0 || self.characters + characters + RESERVE > MOST {
            self.left_out += 1;
        } else {
            self.text.push_str(block);
            self.characters += characters;
        }
    }

    /// Takes a heading with the first row, then row by row, and a blank line. Nothing where there is no row.
    pub(crate) fn push_table(&mut self, heading: &str, rows: &[String]) {
        let mut heading = heading.to_owned();
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.iter().enumerate() {
            heading.push_str(row);
            if index == last {
                heading.push('\n');
            }
            self.push(&heading);
            heading.clear();
        }
    }

    /// Whether every block fitted so far.
    pub(crate) fn is_whole(&self) -> bool {
        self.left_out == 0
    }

    /// The text, with a line about what is left out and the commands that show it.
    pub(crate) fn finish(mut self, commands: &str) -> String {
        if self.left_out > 0 {
            let part = if self.left_out == 1 {
                "part is"
            } else {
                "parts are"
            };
            // Writing to a string does not fail.
            let _ = write!(
                self.text,
                "\n**{} more {part} left out**, since a comment holds {MOST} characters. {commands} shows \
                 them.\n",
                self.left_out
            );
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_taken_whole_and_counted() {
        let mut budget = Budget::default();
        let block = "ä".repeat(30_000);
        budget.push(&block);
        budget.push(&block);
        assert!(budget.is_whole());
        budget.push(&block);
        budget.push("small\n");
        let text = budget.finish("`--full`");
        assert!(text.contains("**2 more parts are left out**"));
        assert!(text.ends_with("`--full` shows them.\n"));
        assert!(!text.contains("small"));
        assert!(text.chars().count() < MOST);
    }
}
