//! Asks a tenant how it answers, where public sources are silent or disagree about Autotask.
//!
//! Every question is a file of [`questions`]; it asks by reading only, and its answer is one of a closed list. So a
//! [`Report`] has no place for a name, a number of a record, an address or a secret, and can be attached to a public bug
//! report; `attune sim serve --like` makes a simulated tenant answer as such a report says.

mod answers;
mod catalogue;
mod count;
mod finding;
pub mod pages;
pub mod questions;
mod report;
mod visit;

pub use answers::{Answers, Line, examine};
pub use catalogue::{CatalogueCell, CatalogueLevel};
pub use count::Count;
pub use finding::{BodyKind, Finding, Refusal, RefusalKind, Why};
pub use report::{FORMAT_VERSION, NotLooked, Report};
