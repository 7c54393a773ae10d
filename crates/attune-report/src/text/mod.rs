//! Text for a terminal, for people.

mod apply;
mod cells;
mod ledger;
mod plan;
mod summary;

pub use apply::apply_report;
pub use ledger::{LedgerLine, ledger};
pub use plan::plan;
