//! The traits through which apply meets the outside.
//!
//! Planning is handed a [`TenantRead`], applying also a [`ResourceWrite`], a [`ActAs`] and a [`Console`], which
//! may have an [`Operator`] instead of pages. A [`Probe`] looks with the credentials of other API users.

mod act;
mod console;
mod operator;
mod probe;
mod read;
mod write;

pub use act::{ActAs, ActError, Authorship, NewNote, NewTicket};
pub use console::{ApiUserContent, Console, ConsoleError, LevelContent};
pub use operator::{Answer, Ask, Operator};
pub use probe::Probe;
pub use read::{ReadError, ResourceMetadata, TenantRead};
pub use write::{ResourceWrite, WriteError};
