//! From bytes to text: size, encoding and characters that no manifest has.

use std::str;

use crate::finding::Finding;
use crate::rules::{encoding, too_large};

/// The largest manifest, in bytes.
pub(crate) const LARGEST: usize = 1024 * 1024;

/// The bytes as text, or what can be shown of them and what is wrong.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, (String, Box<Finding>)> {
    if bytes.len() > LARGEST {
        return Err((String::new(), Box::new(too_large::file())));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
        (shown, Box::new(encoding::not_utf8(at, byte)))
    })
}

/// The text without its byte-order mark: places are counted from there.
pub(crate) fn bare(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Refuses a bare text that cannot be a manifest.
pub(crate) fn check(text: &str) -> Result<(), Box<Finding>> {
    if text.len() > LARGEST {
        return Err(Box::new(too_large::file()));
    }
    match text
        .char_indices()
        .find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
    {
        Some((at, c)) => Err(Box::new(encoding::control(at, c))),
        None => Ok(()),
    }
}
