//! Characters that do something to a line instead of standing in it.

/// Whether a character moves the cursor, breaks or reorders a line, or has no ink: text from outside has none of these, or one
/// name could pass for another. The joiners of Persian names and emoji are left.
pub(super) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}
