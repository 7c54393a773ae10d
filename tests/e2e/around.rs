//! The tenant and the console as attune calls them, with somebody who hears of every call.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use attune_apply::ports::{
    ActAs, ActError, ApiUserContent, Authorship, Console, ConsoleError, LevelContent, NewNote,
    NewTicket, Probe, ReadError, ResourceMetadata, ResourceWrite, TenantRead, WriteError,
};
use attune_autotask::Autotask;
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Credentials, EffectiveRights, Field, FieldValue, LevelEdit, LevelId, Resource,
    ResourceId, Secret, TenantIdentity,
};

/// A point in the course of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    BeforeRead,
    BeforeWrite,
    /// It took effect, and nobody has heard its answer yet.
    After,
}

/// A port, and who hears of its calls.
pub(crate) struct Around<'a, T> {
    pub(crate) inner: T,
    pub(crate) hears: &'a dyn Fn(Moment),
}

async fn read<R>(hears: &dyn Fn(Moment), work: impl Future<Output = R>) -> R {
    hears(Moment::BeforeRead);
    let done = work.await;
    hears(Moment::After);
    done
}

async fn write<R>(hears: &dyn Fn(Moment), work: impl Future<Output = R>) -> R {
    hears(Moment::BeforeWrite);
    let done = work.await;
    hears(Moment::After);
    done
}

impl TenantRead for Around<'_, &Autotask> {
    async fn identity(&self) -> Result<TenantIdentity, ReadError> {
        self.inner.identity().await
    }
    fn caller_key(&self) -> &str {
        self.inner.caller_key()
    }
    async fn resource_metadata(&self) -> Result<ResourceMetadata, ReadError> {
        read(self.hears, self.inner.resource_metadata()).await
    }
    async fn resources(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        read(self.hears, self.inner.resources()).await
    }
    async fn api_users(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        read(self.hears, self.inner.api_users()).await
    }
    async fn resource(&self, id: ResourceId) -> Result<Option<Resource>, ReadError> {
        read(self.hears, self.inner.resource(id)).await
    }
    async fn vendors(&self) -> Result<BTreeSet<String>, ReadError> {
        read(self.hears, self.inner.vendors()).await
    }
}

impl ResourceWrite for Around<'_, &Autotask> {
    async fn patch_resource(
        &self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), WriteError> {
        write(self.hears, self.inner.patch_resource(id, fields)).await
    }
}

impl ActAs for Around<'_, &Autotask> {
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError> {
        read(self.hears, self.inner.sign_in(credentials)).await
    }
    async fn find_ticket(&self, title: &str) -> Result<Option<i64>, ActError> {
        read(self.hears, self.inner.find_ticket(title)).await
    }
    async fn find_note(&self, ticket: i64, title: &str) -> Result<Option<i64>, ActError> {
        read(self.hears, self.inner.find_note(ticket, title)).await
    }
    async fn create_ticket(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError> {
        write(
            self.hears,
            self.inner.create_ticket(credentials, person, ticket),
        )
        .await
    }
    async fn create_note(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        note: &NewNote<'_>,
    ) -> Result<i64, ActError> {
        write(
            self.hears,
            self.inner.create_note(credentials, person, note),
        )
        .await
    }
    async fn author_of_ticket(&self, ticket: i64) -> Result<Authorship, ActError> {
        read(self.hears, self.inner.author_of_ticket(ticket)).await
    }
    async fn author_of_note(&self, ticket: i64, note: i64) -> Result<Authorship, ActError> {
        read(self.hears, self.inner.author_of_note(ticket, note)).await
    }
}

impl Probe for Around<'_, &Autotask> {
    async fn effective_rights(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        read(self.hears, self.inner.effective_rights(credentials)).await
    }
    async fn peek(
        &self,
        credentials: &Credentials,
        entity: &str,
        person: Option<ResourceId>,
    ) -> Result<(), ActError> {
        read(self.hears, self.inner.peek(credentials, entity, person)).await
    }
}

impl<C: Console<Operator = Infallible>> Console for Around<'_, C> {
    type Operator = Infallible;

    fn operator(&mut self) -> Option<&mut Infallible> {
        None
    }

    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        write(self.hears, self.inner.copy_level(base)).await
    }
    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        write(self.hears, self.inner.save_level(level, edit)).await
    }
    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        read(self.hears, self.inner.read_level(level)).await
    }
    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        read(self.hears, self.inner.read_api_user(user)).await
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        write(self.hears, self.inner.set_protected_data(user, boxes)).await
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        read(self.hears, self.inner.read_protected_data(user)).await
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        read(self.hears, self.inner.draft_api_user(key)).await
    }
    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        write(
            self.hears,
            self.inner.save_api_user(form, level, credentials),
        )
        .await
    }
    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        write(self.hears, self.inner.update_api_user(user, fields)).await
    }
    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError> {
        read(self.hears, self.inner.draft_secret(user)).await
    }
    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError> {
        write(self.hears, self.inner.save_secret(user, secret)).await
    }
    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        write(self.hears, self.inner.assign_level(resource, level)).await
    }
}
