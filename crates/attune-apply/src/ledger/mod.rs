//! The ledger: an append-only file that says what was begun and what came of it.
//!
//! One JSON object a line, in `ledger.jsonl` of the state folder. A line is on disk before the act it announces, so
//! that after a crash the next run knows where to look. Every line carries a checksum over the one before and itself, so
//! that what was changed, removed, put in or merged is found; it tells accidents and is no signature.

mod applied;
mod chain;
mod entry;
mod error;
mod file;
mod flaw;
mod history;
mod holder;
mod lines;
mod lock;
mod memory;
mod moved;
mod put_back;
mod replica;

pub use applied::{Applied, Revision};
pub use entry::{BegunChange, Entry, Event, Fact, Known};
pub use error::LedgerError;
pub use file::{Ledger, Verified};
pub use flaw::Flaw;
pub(crate) use history::{Aspect, History, Set, Thing};
pub use holder::Holder;
pub use lock::{LeftLock, Lock};
pub use memory::{Begun, Memory, PageTimes};
pub use moved::Moved;
pub use replica::{Replica, ReplicaError};
