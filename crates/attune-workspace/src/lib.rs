//! A folder of tenants: `attune.workspace.yaml`.
//!
//! A [`Workspace`] says which manifests there are, what lies below them, where their state is, when they may be applied
//! and who is told of drift. A [`Selection`] says which of the tenants are meant. Nothing here looks at a tenant, a clock
//! or the environment: files are read, times are handed in, and secrets stay references.

mod budgets;
mod changed;
mod error;
mod notice;
mod read;
mod rules;
pub mod schema;
mod selection;
mod shard;
mod tenant;
mod window;
mod workspace;

pub use budgets::Budgets;
pub use error::LoadError;
pub use notice::{Channel, Choice, Login, Mail, Notice, Ticket, Tls, Webhook};
pub use rules::rules;
pub use selection::{Selection, SelectionError};
pub use shard::{Shard, ShardError};
pub use tenant::{State, Tenant};
pub use window::{Window, WindowError};
pub use workspace::{FILE_NAME, Workspace};
