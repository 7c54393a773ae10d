//! The operator's port: what a person could do on the admin pages, as calls.
//!
//! Whoever reaches the port is taken for an administrator. That some cells can only be granted by somebody who holds
//! them, and that a copy cannot get a feature that its base lacks, is not simulated.

mod api_users;
mod assignment;
mod call;
mod generator;
mod levels;

pub use call::{Answer, Call, Content, Refusal, Welcome};

use crate::tenant::Tenant;

impl Tenant {
    /// One visit to an admin page. A refusal leaves everything as it was.
    pub fn visit(&mut self, call: Call) -> Result<Answer, Refusal> {
        match call {
            Call::CopyLevel { base } => self.copy_level(base),
            Call::SaveLevel {
                level,
                name,
                active,
                cells,
            } => self.save_level(level, name, active, cells),
            Call::ReadLevel { level } => self.read_level(level),
            Call::DraftApiUser => Ok(self.draft_api_user()),
            Call::SaveApiUser {
                first_name,
                last_name,
                email,
                active,
                level,
                primary_internal_location,
                integration_vendor,
                key,
                secret,
            } => self.save_api_user(api_users::Form {
                first_name,
                last_name,
                email,
                active,
                level,
                location: primary_internal_location,
                vendor: integration_vendor,
                key,
                secret: attune_model::Secret::new(secret),
            }),
            Call::UpdateApiUser { user, fields } => self.update_api_user(user, fields),
            Call::AssignLevel { resource, level } => self.assign_level(resource, level),
        }
    }
}

/// A refusal in these words.
fn refuse<T>(words: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal {
        refused: words.into(),
    })
}
