//! Text for a terminal, for people.

mod apply;
mod cells;
mod ledger;
mod options;
pub(crate) mod paint;
mod plan;
mod report;
mod step;
pub(crate) mod wrap;

pub use apply::apply_report;
pub(crate) use apply::apply_summary;
pub use ledger::{LedgerLine, ledger};
pub use options::TextOptions;
pub use plan::plan;
pub use report::report;
