//! What a page of the console shows, as text that an operator can copy or a browser can return.
//!
//! A saved page does not do: native controls lose what they hold then (`console.md` 8). So a short script looks at the
//! page itself and names every control by the words that stand around it. What it returns is not trusted.

mod anchor;
mod control;
mod error;
mod page;
mod snippet;

pub use anchor::Anchor;
pub(crate) use anchor::plain;
pub use control::{Choice, Control, Holds, List};
pub use error::ExtractError;
pub use page::Extract;
pub use snippet::snippet;

/// The script: the function `attuneExtract(document)`, which returns an [`Extract`] and changes nothing.
pub const FUNCTION: &str = include_str!("extract.js");
