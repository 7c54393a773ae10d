//! Back to the boxes that were ticked on the page `Protected Data Permission`.

use std::collections::BTreeSet;

use attune_model::catalogue::ProtectedData;
use attune_model::{ApiUserRef, Change, Channel, Handle, Proof};

use super::run::DoneStep;
use super::{Inverse, Inverted};

impl Inverse<'_> {
    pub(super) fn protected_data(
        &mut self,
        done: &DoneStep<'_>,
        handle: &Handle,
        user: &ApiUserRef,
        before: Option<&BTreeSet<ProtectedData>>,
        after: &BTreeSet<ProtectedData>,
    ) -> Option<Inverted> {
        let id = self.run.made.user_id(user)?;
        let object = format!("the protected data permission of {user}");
        if self.run.created(id) {
            self.leave(format!(
                "{object}: it stays, of an API user that is inactivated"
            ));
            return None;
        }
        let Some(person) = self.after.person(id) else {
            self.leave(format!("{object}: REST does not list them any more"));
            return None;
        };
        let known = self.after.remembered.api_users.get(handle);
        let now = known
            .filter(|known| known.id == id)
            .and_then(|known| known.protected_data.as_ref());
        if now != Some(after) {
            self.leave(format!(
                "{object}: left as it is, somebody changed it since"
            ));
            return None;
        }
        let Some(back) = done.known.protected_data.as_ref().or(before) else {
            self.unseen(&object);
            return None;
        };
        Some(Inverted {
            change: Change::SetProtectedData {
                handle: handle.clone(),
                user: ApiUserRef::Existing(person),
                before: Some(after.clone()),
                after: back.clone(),
            },
            channel: Channel::Operator,
            proof: Proof::ConsoleReread,
            needs: BTreeSet::new(),
        })
    }
}
