//! An API user that is to be made: where a creation starts, whoever fills the form.

use std::collections::BTreeMap;

use attune_model::{
    ApiUserForm, CredentialSink, Handle, LevelId, Person, Proof, Resource, ResourceId, Step,
};

use super::form::Values;
use crate::executor::{Executor, Stop};
use crate::ledger::{Begun, Known};
use crate::observe::is_key_of;
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

pub(super) type Users = BTreeMap<ResourceId, Resource>;

/// An API user that is to be made.
#[derive(Clone, Copy)]
pub(super) struct ApiUserAsked<'a> {
    pub(super) handle: &'a Handle,
    pub(super) form: &'a ApiUserForm,
    pub(super) sink: &'a CredentialSink,
    /// Whose place it takes.
    pub(super) replaces: Option<&'a Person>,
}

/// An API user whose making was begun.
pub(super) struct NewApiUser<'a> {
    pub(super) asked: ApiUserAsked<'a>,
    /// The number behind `asked.form.level`.
    pub(super) level: LevelId,
    /// What its fields are to hold.
    pub(super) wanted: Values,
    /// The API users that are there now.
    pub(super) before: Users,
    /// What the first attempt knew, and what all of them did.
    pub(super) begun: Begun,
}

/// An API user that is there.
pub(super) struct MadeApiUser {
    pub(super) id: ResourceId,
    /// What its fields hold that REST does not show.
    pub(super) of_form: Values,
    pub(super) proof: Proof,
    pub(super) evidence: String,
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(super) async fn begin_creation<'s>(
        &mut self,
        step: &Step,
        asked: ApiUserAsked<'s>,
    ) -> Result<NewApiUser<'s>, Stop> {
        let level = self.level_id(&asked.form.level)?;
        let wanted = self.wanted(asked.form, level).await?;
        let before = self.tenant.api_users().await?;
        let known = Known {
            api_users: self.api_users_before(&before),
            ..Known::default()
        };
        let begun = self.begin(step, known)?;
        Ok(NewApiUser {
            asked,
            level,
            wanted,
            before,
            begun,
        })
    }
}

impl NewApiUser<'_> {
    /// The one whose place it takes, as REST lists it.
    pub(super) fn replaced(&self) -> Option<(ResourceId, &Resource)> {
        let id = self.asked.replaces?.id;
        Some((id, self.before.get(&id)?))
    }
}

/// The API user with a key.
pub(super) fn with_key<'a>(users: &'a Users, key: &str) -> Option<(ResourceId, &'a Resource)> {
    users
        .iter()
        .find(|(_, user)| is_key_of(key, user))
        .map(|(id, user)| (*id, user))
}
