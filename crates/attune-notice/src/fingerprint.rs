//! Recognising a set of differences.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Tells one set of differences from another: 16 hexadecimal digits, whatever the order of the set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of these differences.
    pub fn of<T: AsRef<str>>(differences: impl IntoIterator<Item = T>) -> Self {
        let set: BTreeSet<String> = differences
            .into_iter()
            .map(|difference| difference.as_ref().to_owned())
            .collect();
        Self(digest(&set))
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 16 hexadecimal digits of the SHA-256 of some texts; each text is followed by its end, so that none runs into the next.
pub(crate) fn digest<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        let text = text.as_ref();
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    }
    let bytes = hash.finalize();
    bytes
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_one_fingerprint_in_any_order() {
        let one = Fingerprint::of(["a", "b"]);
        assert_eq!(one, Fingerprint::of(["b", "a", "b"]));
        assert_ne!(one, Fingerprint::of(["ab"]));
        assert_ne!(one, Fingerprint::of(["a"]));
        assert_eq!(one.as_str().len(), 16);
    }
}
