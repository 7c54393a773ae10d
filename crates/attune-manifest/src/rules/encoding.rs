//! `encoding`: a manifest is UTF-8 text without control characters.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "encoding",
    summary: "a manifest is UTF-8 text without control characters",
};

/// A byte that is not UTF-8.
pub(crate) fn not_utf8(at: usize, byte: u8) -> Finding {
    let message = format!("the manifest is not UTF-8 text: byte {at} is 0x{byte:02X}");
    Finding::error(&RULE, Span::at(at), message)
        .label("not UTF-8 from here on")
        .help("save the file as UTF-8")
}

/// A control character.
pub(crate) fn control(at: usize, c: char) -> Finding {
    let code = u32::from(c);
    let message = if c == '\0' {
        "the manifest holds a NUL character and is probably not a text file".to_owned()
    } else {
        format!("the manifest holds the control character U+{code:04X}")
    };
    Finding::error(&RULE, Span::new(at, at + c.len_utf8()), message)
        .label(format!("U+{code:04X}"))
        .help("check that this is the manifest; remove the character")
}
