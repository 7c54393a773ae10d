//! The Autotask admin console as a channel: who sits at it, and the checklist for whoever does.
//!
//! REST cannot write security levels or API users, so that work is done on the console's pages: by attune itself where
//! the tenant is the simulator, by an operator with a checklist everywhere else. What a page shows is read in three steps:
//! a script lists its controls by their words ([`extract`]), data says what the words mean ([`locators`]), and
//! [`reading`] turns both into what attune knows.

mod any;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "browser")]
pub mod browser_console;
pub mod extract;
pub mod locators;
mod nobody;
mod operator;
pub mod reading;
mod runbook;
mod simulated;

pub use any::AnyConsole;
pub use nobody::NobodyThere;
pub use operator::{Session, Terminal};
pub use runbook::{HandOver, Part, Row, Runbook, Text, Visit, Wording, visit};
pub use simulated::SimulatedOperator;
