//! attune as the operator of a simulator.

mod port;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use attune_apply::ports::{ApiUserContent, Console, ConsoleError, LevelContent};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Credentials, Field, FieldValue, LevelEdit, LevelId, ResourceId, Secret,
};
use attune_sim::operator::{Answer, Call, Content, NewApiUser};

use port::OperatorPort;

/// Plays the operator of a simulator on this machine, through the port that no real Autotask has.
#[derive(Debug)]
pub struct SimulatedOperator {
    port: OperatorPort,
}

impl SimulatedOperator {
    /// Looks for a simulator at the console's base address; `None` where there is none.
    ///
    /// Other machines are never asked: a simulator listens on this one.
    ///
    /// # Errors
    ///
    /// [`ConsoleError::Refused`] where the address is no URL or no HTTP client can be made.
    pub async fn connect(console_url: &str) -> Result<Option<Self>, ConsoleError> {
        let port = OperatorPort::find(console_url).await?;
        Ok(port.map(|port| Self { port }))
    }

    /// The simulator's present state, as a file for `attune sim serve --tenant`.
    ///
    /// # Errors
    ///
    /// [`ConsoleError::Lost`] where it does not answer.
    pub async fn tenant_file(&self) -> Result<String, ConsoleError> {
        self.port.tenant_file().await
    }

    async fn drafted(&self, call: &Call) -> Result<Credentials, ConsoleError> {
        match self.port.call(call).await? {
            Answer::Drafted { key, secret } => Ok(Credentials {
                key,
                secret: Secret::new(secret),
            }),
            Answer::Copied { .. }
            | Answer::Level(_)
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. }
            | Answer::Saved => Err(another_page()),
        }
    }

    async fn save(&self, call: &Call) -> Result<(), ConsoleError> {
        match self.port.call(call).await? {
            Answer::Saved => Ok(()),
            Answer::Copied { .. }
            | Answer::Level(_)
            | Answer::Drafted { .. }
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. } => Err(another_page()),
        }
    }
}

impl Console for SimulatedOperator {
    type Operator = Infallible;

    fn operator(&mut self) -> Option<&mut Infallible> {
        None
    }

    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        match self.port.call(&Call::CopyLevel { base }).await? {
            Answer::Copied { level } => Ok(level),
            Answer::Level(_)
            | Answer::Drafted { .. }
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. }
            | Answer::Saved => Err(another_page()),
        }
    }

    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        let LevelEdit {
            name,
            active,
            cells,
        } = edit;
        self.save(&Call::SaveLevel {
            level,
            name: name.clone(),
            active: *active,
            cells: cells.clone(),
        })
        .await
    }

    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        match self.port.call(&Call::ReadLevel { level }).await? {
            Answer::Level(Content {
                name,
                active,
                api_only,
                cells,
            }) => Ok(LevelContent {
                name,
                active,
                api_only,
                cells,
            }),
            Answer::Copied { .. }
            | Answer::Drafted { .. }
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. }
            | Answer::Saved => Err(another_page()),
        }
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        let key = key.map(str::to_owned);
        self.drafted(&Call::DraftApiUser { key }).await
    }

    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        self.save(&Call::SaveApiUser(Box::new(filled(
            form,
            level,
            credentials,
        ))))
        .await
    }

    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        match self.port.call(&Call::ReadApiUser { user }).await? {
            Answer::ApiUser(attune_sim::operator::ApiUserContent { fields, tracking }) => {
                Ok(ApiUserContent { fields, tracking })
            }
            Answer::Copied { .. }
            | Answer::Level(_)
            | Answer::Drafted { .. }
            | Answer::ProtectedData { .. }
            | Answer::Saved => Err(another_page()),
        }
    }

    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError> {
        self.drafted(&Call::DraftSecret { user }).await
    }

    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError> {
        let secret = secret.expose().to_owned();
        self.save(&Call::SaveSecret { user, secret }).await
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        self.save(&Call::SetProtectedData {
            user,
            boxes: boxes.clone(),
        })
        .await
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        match self.port.call(&Call::ReadProtectedData { user }).await? {
            Answer::ProtectedData { boxes } => Ok(boxes),
            Answer::Copied { .. }
            | Answer::Level(_)
            | Answer::Drafted { .. }
            | Answer::ApiUser(_)
            | Answer::Saved => Err(another_page()),
        }
    }

    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        self.save(&Call::UpdateApiUser {
            user,
            fields: fields.clone(),
        })
        .await
    }

    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        self.save(&Call::AssignLevel { resource, level }).await
    }
}

/// The form as it is filled; what is not asked for stays as the form begins.
fn filled(form: &ApiUserForm, level: LevelId, credentials: &Credentials) -> NewApiUser {
    NewApiUser {
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        email: form.email.clone(),
        active: form.active,
        level,
        primary_internal_location: form.primary_internal_location.clone(),
        tracking: form.tracking.clone(),
        key: credentials.key.clone(),
        secret: credentials.secret.expose().to_owned(),
        fields: form.optional_fields(),
    }
}

/// The visit took place, and what it did is not known.
fn another_page() -> ConsoleError {
    ConsoleError::Lost("the simulator shows another page than expected".to_owned())
}
