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
    /// There is nothing in it.
    #[error("it is empty; what the snippet copies begins with a brace")]
    Empty,
    /// It is a page that a browser saved.
    #[error(
        "it is a saved page: a browser saves what the page was loaded with, not what its controls hold"
    )]
    SavedPage,
    /// It is not what the snippet makes.
    #[error("{}this is not what the snippet copies: {what}", prefix(*.place))]
    Shape {
        /// Line and column, both counted from 1, where the fault has one place.
        place: Option<(usize, usize)>,
        /// What is wrong there.
        what: String,
    },
}

fn prefix(place: Option<(usize, usize)>) -> String {
    place.map_or_else(String::new, |(line, column)| {
        format!("line {line}, column {column}: ")
    })
}
