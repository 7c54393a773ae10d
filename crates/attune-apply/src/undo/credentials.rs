//! Where the key and secret of an API user are.

use attune_model::{Change, CredentialSink, ResourceId};

use super::Inverse;
use crate::ledger::{BegunChange, Event, Fact};
use crate::sink::aside;

impl Inverse<'_> {
    /// The file that was made with it; once another one took its place, the file that was set aside for it.
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
                    credentials: CredentialSink::File(path),
                    replaces,
                } = &**change
            {
                if replaces.as_ref().is_some_and(|old| old.id == user) {
                    found = Some(aside(path, user));
                }
                begun = Some((step, path));
            } else if let Event::Done { step, facts, .. } = &entry.event
                && let Some((_, path)) = begun.filter(|(begun, _)| *begun == step)
                && facts
                    .iter()
                    .any(|fact| matches!(fact, Fact::ApiUser { id, .. } if *id == user))
            {
                found = Some(path.clone());
            }
        }
        found.map(CredentialSink::File)
    }
}
