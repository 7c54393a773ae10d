//! The profile folder: one of attune's own, never the one that the operator browses with.

mod defaults;
mod error;
mod folder;

pub use defaults::{default_profiles, refuse_default_profile};
pub use error::ProfileError;
pub(super) use folder::Profile;
