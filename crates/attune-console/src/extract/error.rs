//! Why a text is no extract.

/// Why a text is no extract of a page. No variant repeats what a control holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// It has more bytes than any page needs.
    #[error("an extract has at most {max} bytes, and this has {bytes}")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many it may have.
        max: usize,
    },
    /// It is not what the snippet makes: `line` and `column` are counted from 1.
    #[error("line {line}, column {column}: this is not what the snippet copies: {what}")]
    Shape {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What was expected there.
        what: String,
    },
}
