//! The port.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use attune_apply::ports::{ApiUserContent, Console, ConsoleError, LevelContent};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Credentials, Field, FieldValue, LevelEdit, LevelId, Observed, ResourceId, Secret,
};

use super::desk::Desk;
use super::directory::Directory;
use super::trouble::Trouble;
use super::{BrowserConsole, Setup};

impl BrowserConsole {
    /// A console of this making; the browser is started at the first visit.
    pub fn new(setup: Setup) -> Self {
        Self {
            setup,
            directory: Directory::default(),
            desk: None,
            absent: None,
        }
    }

    /// Takes the names and numbers that a look at the tenant listed. Pages are found by both, so without them there is none.
    pub fn learn(&mut self, observed: &Observed) {
        self.directory = Directory::of(observed);
    }

    /// Ends the browser, where one was started.
    pub async fn close(self) {
        if let Some(desk) = self.desk {
            desk.close().await;
        }
    }

    /// The browser, started and signed in.
    async fn desk(&mut self) -> Result<&mut Desk, ConsoleError> {
        self.setup.heed_stop().map_err(Trouble::before_saving)?;
        if let Some(why) = &self.absent {
            return Err(why.clone());
        }
        let desk = match self.desk.take() {
            Some(desk) => desk,
            None => Desk::take(self.setup.clone(), self.directory.clone())
                .await
                .map_err(|trouble| self.absent.insert(trouble.before_saving()).clone())?,
        };
        Ok(self.desk.insert(desk))
    }
}

impl Console for BrowserConsole {
    type Operator = Infallible;

    fn operator(&mut self) -> Option<&mut Infallible> {
        None
    }

    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        self.desk().await?.copy_level(base).await
    }

    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        self.desk().await?.save_level(level, edit).await
    }

    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        let read = self.desk().await?.read_level(level).await;
        read.map_err(Trouble::before_saving)
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        self.desk().await?.draft_api_user(key).await
    }

    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        let desk = self.desk().await?;
        desk.save_api_user(form, level, credentials).await
    }

    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        self.desk().await?.update_api_user(user, fields).await
    }

    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        let read = self.desk().await?.read_api_user(user).await;
        read.map_err(Trouble::before_saving)
    }

    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError> {
        self.desk().await?.draft_secret(user).await
    }

    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError> {
        self.desk().await?.save_secret(user, secret).await
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        self.desk().await?.set_protected_data(user, boxes).await
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        let read = self.desk().await?.read_protected_data(user).await;
        read.map_err(Trouble::before_saving)
    }

    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        self.desk().await?.assign_level(resource, level).await
    }
}
