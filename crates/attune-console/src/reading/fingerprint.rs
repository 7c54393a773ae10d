//! What tells one structure of a page from another.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::extract::{Anchor, Control};

/// A digest of the set of words by which the controls are known, in whatever order; values do not count. 64 hexadecimal
/// digits.
pub(super) fn of(controls: &[Control]) -> String {
    of_anchors(controls.iter().map(|control| control.at.clone()).collect())
}

/// The same of a page whose rows are people: only the columns count.
pub(super) fn of_columns(controls: &[Control]) -> String {
    let columns = controls.iter().map(|control| Anchor {
        row: String::new(),
        ..control.at.clone()
    });
    of_anchors(columns.collect())
}

fn of_anchors(anchors: BTreeSet<Anchor>) -> String {
    let mut digest = Sha256::new();
    for anchor in anchors {
        for words in anchor.words() {
            digest.update(words.as_bytes());
            digest.update([0]);
        }
    }
    let bytes = digest.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
