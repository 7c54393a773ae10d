//! What may be printed on a terminal.

/// Text that moves no cursor, hides nothing and turns nothing around: line breaks are the only control characters.
#[track_caller]
pub(crate) fn is_harmless(text: &str) {
    let harm = text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert!(harm.is_none(), "{harm:?} is printed in {text:?}");
}
