//! A console without anybody at it.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use attune_apply::ports::{ApiUserContent, Console, ConsoleError, LevelContent};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Credentials, Field, FieldValue, LevelEdit, LevelId, ResourceId, Secret,
};

/// Leaves every page visit to an operator who comes later: all answers are [`ConsoleError::Nobody`].
#[derive(Clone, Copy, Debug, Default)]
pub struct NobodyThere;

impl Console for NobodyThere {
    type Operator = Infallible;

    fn operator(&mut self) -> Option<&mut Infallible> {
        None
    }

    async fn copy_level(&mut self, _base: LevelId) -> Result<LevelId, ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn save_level(&mut self, _level: LevelId, _edit: &LevelEdit) -> Result<(), ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn read_level(&mut self, _level: LevelId) -> Result<LevelContent, ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn draft_api_user(&mut self, _key: Option<&str>) -> Result<Credentials, ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn save_api_user(
        &mut self,
        _form: &ApiUserForm,
        _level: LevelId,
        _credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn update_api_user(
        &mut self,
        _user: ResourceId,
        _fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn read_api_user(&mut self, _user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn draft_secret(&mut self, _user: ResourceId) -> Result<Credentials, ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn save_secret(
        &mut self,
        _user: ResourceId,
        _secret: &Secret,
    ) -> Result<(), ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn set_protected_data(
        &mut self,
        _user: ResourceId,
        _boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn read_protected_data(
        &mut self,
        _user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        Err(ConsoleError::Nobody)
    }

    async fn assign_level(
        &mut self,
        _resource: ResourceId,
        _level: LevelId,
    ) -> Result<(), ConsoleError> {
        Err(ConsoleError::Nobody)
    }
}
