//! The traits through which apply meets the outside.
//!
//! Planning is handed a [`TenantRead`], applying also a [`ResourceWrite`], a [`ActAs`] and a [`Console`].

mod act;
mod console;
mod read;
mod write;

pub use act::{ActAs, ActError, Authorship, NewNote, NewTicket};
pub use console::{ApiUserContent, Console, ConsoleError, LevelContent};
pub use read::{ReadError, ResourceMetadata, TenantRead};
pub use write::{ResourceWrite, WriteError};
