//! The operator's port: what a person could do on the admin pages, as calls.
//!
//! The HTML pages ask the same functions. Whoever reaches the port is taken for an administrator; the pages ask who signed
//! in. That some cells can only be granted by somebody who holds
//! them, and that a copy cannot get a feature that its base lacks, is not simulated.

mod api_users;
mod assignment;
mod call;
mod door;
mod generator;
mod levels;
mod protected_data;

pub(crate) use api_users::{ApiUserDetails, ApiUserEdit, ApiUserForm, TrackingChoice};
pub use call::{Answer, Call, Content, Refusal, Welcome};
pub(crate) use door::Area;
pub use door::PASSWORD;

use crate::tenant::Tenant;

impl Tenant {
    /// One visit to an admin page. A refusal leaves everything as it was.
    pub fn visit(&mut self, call: Call) -> Result<Answer, Refusal> {
        match self.slip(call) {
            Call::CopyLevel { base } => self.copy_level(base),
            Call::SaveLevel {
                level,
                name,
                active,
                cells,
            } => self.save_level(level, name, active, cells),
            Call::ReadLevel { level } => self.read_level(level),
            Call::SwitchLevel { level, active } => self.switch_level(level, active),
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
            } => self.save_api_user(ApiUserForm {
                first_name,
                last_name,
                email,
                active,
                level,
                location: primary_internal_location,
                tracking: TrackingChoice::Vendor(integration_vendor),
                key,
                secret: attune_model::Secret::new(secret),
                details: ApiUserDetails::default(),
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
