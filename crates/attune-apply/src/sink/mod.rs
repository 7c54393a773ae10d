//! Secret sinks: where the credentials of a new API user are delivered.

mod file;

pub(crate) use file::aside;
pub use file::{CredentialFiles, SinkError};
