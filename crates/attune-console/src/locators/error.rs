//! Why there are no locators.

use std::fmt;

/// Why there are no locators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocatorsError {
    /// No file is about this language.
    NoLanguage(String),
    /// A file is about another language.
    OtherLanguage {
        /// The file.
        file: String,
        /// Its language.
        found: String,
        /// The language of the page.
        expected: String,
    },
    /// A file cannot be read.
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// A file is not what it should be.
    Unsound {
        /// The file.
        file: String,
        /// Line and column, both counted from 1, where they are known.
        place: Option<(u64, u64)>,
        /// What is wrong.
        what: String,
    },
}

impl fmt::Display for LocatorsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLanguage(language) => write!(
                f,
                "there are no locators for the language `{language}`: show the console in English, or write a file with `language: {language}`"
            ),
            Self::OtherLanguage {
                file,
                found,
                expected,
            } => {
                write!(
                    f,
                    "{file}: these locators are for `{found}`, and the page is in `{expected}`"
                )
            }
            Self::Unreadable { file, why } => write!(f, "{file}: {why}"),
            Self::Unsound {
                file,
                place: Some((line, column)),
                what,
            } => {
                write!(f, "{file}:{line}:{column}: {what}")
            }
            Self::Unsound {
                file,
                place: None,
                what,
            } => write!(f, "{file}: {what}"),
        }
    }
}

impl std::error::Error for LocatorsError {}
