//! attune as the operator of a simulator.

mod port;

use std::collections::BTreeMap;

use attune_apply::ports::{Console, ConsoleError, LevelContent};
use attune_model::{
    ApiUserForm, Credentials, Field, FieldValue, LevelEdit, LevelId, ResourceId, Secret,
};
use attune_sim::operator::{Answer, Call, Content};

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

    async fn save(&self, call: &Call) -> Result<(), ConsoleError> {
        match self.port.call(call).await? {
            Answer::Saved => Ok(()),
            Answer::Copied { .. } | Answer::Level(_) | Answer::Drafted { .. } => {
                Err(another_page())
            }
        }
    }
}

impl Console for SimulatedOperator {
    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        match self.port.call(&Call::CopyLevel { base }).await? {
            Answer::Copied { level } => Ok(level),
            Answer::Level(_) | Answer::Drafted { .. } | Answer::Saved => Err(another_page()),
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
            Answer::Copied { .. } | Answer::Drafted { .. } | Answer::Saved => Err(another_page()),
        }
    }

    async fn draft_api_user(&mut self) -> Result<Credentials, ConsoleError> {
        match self.port.call(&Call::DraftApiUser).await? {
            Answer::Drafted { key, secret } => Ok(Credentials {
                key,
                secret: Secret::new(secret),
            }),
            Answer::Copied { .. } | Answer::Level(_) | Answer::Saved => Err(another_page()),
        }
    }

    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        let ApiUserForm {
            first_name,
            last_name,
            email,
            active,
            level: _,
            primary_internal_location,
            integration_vendor,
        } = form;
        self.save(&Call::SaveApiUser {
            first_name: first_name.clone(),
            last_name: last_name.clone(),
            email: email.clone(),
            active: *active,
            level,
            primary_internal_location: primary_internal_location.clone(),
            integration_vendor: integration_vendor.clone(),
            key: credentials.key.clone(),
            secret: credentials.secret.expose().to_owned(),
        })
        .await
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

/// The visit took place, and what it did is not known.
fn another_page() -> ConsoleError {
    ConsoleError::Lost("the simulator shows another page than expected".to_owned())
}
