//! Secret sinks: where the credentials of a new API user are delivered.

mod file;

pub use file::{CredentialFiles, SinkError};
