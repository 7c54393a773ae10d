//! The operator's port: what a person could do on the admin pages, as calls.
//!
//! The HTML pages ask the same functions. Whoever reaches the port is taken for an administrator; the pages ask who signed
//! in. That some cells can only be granted by somebody who holds
//! them is not simulated; what a copy cannot get is refused where the catalogue knows of it.

mod api_user_fields;
mod api_users;
mod assignment;
mod call;
mod door;
mod generator;
mod levels;
mod protected_data;

pub(crate) use api_users::{ApiUserEdit, ApiUserForm, TrackingChoice};
pub use call::{Answer, ApiUserContent, Call, Content, NewApiUser, Refusal, Welcome};
pub(crate) use door::Area;
pub use door::PASSWORD;

use std::collections::BTreeMap;

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
            Call::DraftApiUser { key } => Ok(self.draft_api_user(key.as_deref())),
            Call::SaveApiUser(form) => self.save_new_api_user(*form),
            Call::DraftSecret { user } => self.draft_secret(user),
            Call::SaveSecret { user, secret } => self.save_secret(user, secret),
            Call::ReadApiUser { user } => self.read_api_user(user),
            Call::SetProtectedData { user, boxes } => {
                self.save_protected_data(BTreeMap::from([(user, boxes)]))
            }
            Call::ReadProtectedData { user } => self.read_protected_data(user),
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
