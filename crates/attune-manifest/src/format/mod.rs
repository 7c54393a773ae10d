//! One layout for every YAML file that attune reads.
//!
//! A text is checked and read to a tree by `yaml`, read a second time with its comments and blank lines to a
//! `Layout`, and printed from that. What comes out is read again and compared before anybody gets it.

mod block_text;
mod checked;
mod cursor;
mod error;
mod layout;
mod line;
mod one_line;
mod print;
mod read;
mod same;

pub(crate) use checked::Checked;
pub use error::{FormatError, Refusal};
pub(crate) use layout::{Collection, Comment, Entry, Kind, Style};
pub(crate) use one_line::has_comments;
pub(crate) use same::same;

/// The text in the one layout.
///
/// Maps are indented by two blanks and lists by two below their key; one blank follows `:` and `,` and comes before a
/// comment; comments of neighbouring lines that stood in one column still do. Collections in brackets stand on one
/// line of at most 120 characters; longer ones, and those with comments or line breaks inside, become blocks. At most
/// one empty line stays between two entries, none at the start of a block. Lines end in LF. Comments, the order of
/// keys, and how each value is quoted stay as they are.
///
/// # Errors
/// [`FormatError::Refused`] where the text is not YAML as attune reads it; [`FormatError::Internal`] where the result
/// would not say the same as the text.
pub fn format(text: &str) -> Result<String, FormatError> {
    let before = Checked::new(text)?;
    let breaks = before.text.replace("\r\n", "\n").replace('\r', "\n");
    let laid_out = Checked::new(&breaks)?;
    let printed = print::print(&laid_out.layout);
    let after = Checked::new(&printed).map_err(|_| FormatError::Internal)?;
    if same(before.root.as_ref(), after.root.as_ref())
        && before.layout.texts() == after.layout.texts()
    {
        Ok(printed)
    } else {
        Err(FormatError::Internal)
    }
}
