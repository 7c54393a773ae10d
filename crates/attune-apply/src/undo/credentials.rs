//! Where the key and secret of an API user are.

use attune_model::{Change, CredentialSink, ResourceId};

use super::Inverse;
use crate::ledger::{BegunChange, Event, Fact};

impl Inverse<'_> {
    /// The sink that it was made with; once another one took its place, the one where its credentials were set aside.
    pub(super) fn credentials_of(&self, user: ResourceId) -> Option<CredentialSink> {
        let mut begun = None;
        let mut found = None;
        for entry in self.entries {
            if let Event::Begun {
                step,
                change: BegunChange::Change(change),
                known: _,
            } = &entry.event
                && let Change::CreateApiUser {
                    handle: _,
                    form: _,
                    credentials,
                    replaces,
                } = &**change
            {
                if replaces.as_ref().is_some_and(|old| old.id == user) {
                    found = Some(credentials.aside(user));
                }
                begun = Some((step, credentials));
            } else if let Event::Done { step, facts, .. } = &entry.event
                && let Some((_, credentials)) = begun.filter(|(begun, _)| *begun == step)
                && facts
                    .iter()
                    .any(|fact| matches!(fact, Fact::ApiUser { id, .. } if *id == user))
            {
                found = Some(credentials.clone());
            }
        }
        found
    }
}
