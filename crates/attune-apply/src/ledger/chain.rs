//! The chain: every line carries a checksum over the one before and over itself.
//!
//! The checksum of a line is SHA-256 over the checksum of the line before, a line break, and the line without its own
//! checksum. What stands for the line before the first one with a checksum is SHA-256 over all lines that have none.
//! Checksums are lower-case hexadecimal digits.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::lines::Line;

const BEGIN: &[u8] = br#","chain":""#;
const END: &[u8] = br#""}"#;
const DIGITS: usize = 64;

/// A line that carries a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chained<'a> {
    /// The line up to its checksum.
    body: &'a [u8],
    /// The checksum as it stands there.
    pub(super) checksum: &'a str,
}

impl<'a> Chained<'a> {
    /// Takes a line apart; `None` where it carries no checksum at its end.
    pub(super) fn of(line: &'a [u8]) -> Option<Self> {
        let rest = line.strip_suffix(END)?;
        let (rest, digits) = rest.split_at_checked(rest.len().checked_sub(DIGITS)?)?;
        let body = rest.strip_suffix(BEGIN)?;
        let is_checksum = digits
            .iter()
            .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        is_checksum.then_some(())?;
        Some(Self {
            body,
            checksum: str::from_utf8(digits).ok()?,
        })
    }

    /// Whether it was written behind the line with this checksum, and not changed since.
    pub(super) fn follows(&self, before: &str) -> bool {
        checksum(before, self.body) == self.checksum
    }
}

/// A line, without line break, as it is written behind the one with this checksum; its own checksum with it.
///
/// `object` is a JSON object with at least one key.
pub(super) fn chained(before: &str, object: &str) -> (String, String) {
    let body = object.strip_suffix('}').unwrap_or(object);
    let checksum = checksum(before, body.as_bytes());
    let line = format!(r#"{body},"chain":"{checksum}"}}"#);
    (line, checksum)
}

/// What stands for the line before the first one with a checksum.
pub(super) fn start(unchained: &[Line<'_>]) -> String {
    let mut digest = Sha256::new();
    for line in unchained {
        digest.update(line.text);
        digest.update(b"\n");
    }
    hexadecimal(&digest.finalize())
}

fn checksum(before: &str, body: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update(before)
        .chain_update(b"\n")
        .chain_update(body)
        .chain_update(b"}");
    hexadecimal(&digest.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(DIGITS);
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_carries_its_checksum_at_its_end() {
        let before = start(&[]);
        insta::assert_snapshot!(before, @"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let (line, checksum) = chained(&before, r#"{"seq":1}"#);
        assert_eq!(line, format!(r#"{{"seq":1,"chain":"{checksum}"}}"#));
        let read = Chained::of(line.as_bytes()).unwrap();
        assert_eq!(read.checksum, checksum);
        assert!(read.follows(&before));
        assert!(!read.follows(&checksum));
        let changed = line.replace("\"seq\":1", "\"seq\":2");
        assert!(!Chained::of(changed.as_bytes()).unwrap().follows(&before));
    }

    #[test]
    fn what_carries_none_is_no_chained_line() {
        for line in ["", "{}", r#"{"seq":1}"#, r#"{"seq":1,"chain":"abc"}"#] {
            assert_eq!(Chained::of(line.as_bytes()), None, "{line}");
        }
    }
}
