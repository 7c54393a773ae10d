//! The ledger as text: one line an entry.

use attune_model::Timestamp;

use crate::clean;

/// One entry, already put into words.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    /// Its number.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// `begun`, `done`, ...
    pub kind: &'static str,
    /// What about it.
    pub text: String,
}

/// All lines.
pub fn ledger(lines: &[LedgerLine]) -> String {
    lines
        .iter()
        .map(
            |LedgerLine {
                 seq,
                 at,
                 kind,
                 text,
             }| {
                format!(
                    "{seq:>5}  {}  {kind:8}  {}\n",
                    at.strftime("%Y-%m-%d %H:%M:%S"),
                    clean(text)
                )
            },
        )
        .collect()
}
