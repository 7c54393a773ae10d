//! How a text is to look.

/// What depends on who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns of the terminal; less than 40 counts as 40.
    pub width: usize,
    /// Whether long lists are shown whole.
    pub full: bool,
    /// Whether ANSI colours are used. Nothing is said by colour alone.
    pub colour: bool,
}

impl Default for TextOptions {
    /// For a file: 120 columns, long lists folded, no colour.
    fn default() -> Self {
        Self {
            width: 120,
            full: false,
            colour: false,
        }
    }
}

impl TextOptions {
    /// What is bearable as a width.
    pub(crate) fn columns(&self) -> usize {
        self.width.max(40)
    }

    /// How many entries of a list are shown that may hold `most` when it is folded.
    pub(crate) fn most(&self, most: usize) -> usize {
        if self.full { usize::MAX } else { most }
    }
}
