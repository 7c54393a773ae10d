//! The ledger: an append-only file that says what was begun and what came of it.
//!
//! One JSON object a line, in `ledger.jsonl` of the state folder. A line is on disk before the act it announces, so
//! that after a crash the next run knows where to look.

mod entry;
mod error;
mod file;
mod history;
mod memory;
mod put_back;

pub use entry::{BegunChange, Entry, Event, Fact, Known};
pub use error::LedgerError;
pub use file::Ledger;
pub(crate) use file::{make_private, sync_folder};
pub(crate) use history::{Aspect, History, Set, Thing};
pub use memory::{Begun, Memory, PageTimes};
