//! The traits through which apply meets the outside.
//!
//! Planning is handed a [`TenantRead`], applying also a [`ResourceWrite`], a [`ActAs`] and a [`Console`], which
//! may have an [`Operator`] instead of pages. A [`Probe`] looks with the credentials of other API users, an [`Examine`]
//! at how the tenant answers.

mod act;
mod console;
mod examine;
mod operator;
mod probe;
mod read;
mod write;

pub use act::{ActAs, ActError, Authorship, NewNote, NewTicket};
pub use console::{ApiUserContent, Console, ConsoleError, LevelContent};
pub use examine::{Ask, ComplaintKind, Examine, Guise, Reply};
pub use operator::{Answer, Operator, Prompt};
pub use probe::Probe;
pub use read::{ReadError, ResourceMetadata, TenantRead};
pub use write::{ResourceWrite, WriteError};
