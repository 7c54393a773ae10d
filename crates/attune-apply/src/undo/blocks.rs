//! Which API user a block stands for, by the ledger.

use std::mem;

use attune_model::{Change, Channel, Handle, Proof, RememberedApiUser, ResourceId, StepId};

use super::{Inverse, Inverted};

impl Inverse<'_> {
    /// The ledger takes the API user that a step names for that of the block.
    pub(super) fn block_stands_for(&mut self, handle: &Handle, user: ResourceId) {
        let fresh = RememberedApiUser {
            id: user,
            tracking: None,
            delivered: None,
            fields: [].into(),
            protected_data: None,
        };
        let blocks = &mut self.after.remembered.api_users;
        match blocks.get_mut(handle) {
            Some(known) if known.id == user => {}
            Some(known) => drop(mem::replace(known, fresh)),
            None => drop(blocks.insert(handle.clone(), fresh)),
        }
    }

    /// Adopts the API user that a block stood for before the run, where the inverse steps leave it with another one.
    pub(super) fn restore_blocks(&mut self) {
        for (handle, before) in self.stood_for.clone() {
            let touched = self.about_block(&handle);
            if touched.is_empty() || self.after.stands_for(&handle) == Some(before) {
                continue;
            }
            let Some(user) = self.after.person(before) else {
                continue;
            };
            let id = StepId(format!("undo/api-user/{handle}/adopt"));
            let change = Change::AdoptApiUser {
                handle,
                user,
                tracking: None,
            };
            let inverted = Inverted {
                change,
                channel: Channel::Rest,
                proof: Proof::RestFact,
                needs: touched,
            };
            self.push(id, inverted);
        }
    }
}
