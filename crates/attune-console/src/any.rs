//! The console that the command line chose.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::{ApiUserContent, Console, ConsoleError, LevelContent};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Credentials, Field, FieldValue, LevelEdit, LevelId, Observed, ResourceId, Secret,
};

#[cfg(feature = "browser")]
use crate::browser_console::BrowserConsole;
use crate::{NobodyThere, Session, SimulatedOperator};

/// One of the consoles, chosen at run time.
#[derive(Debug)]
pub enum AnyConsole {
    /// attune plays the operator of a simulator.
    Simulated(SimulatedOperator),
    /// A browser, with attune's hands or the operator's.
    #[cfg(feature = "browser")]
    Browser(Box<BrowserConsole>),
    /// Nobody is there: the work waits.
    Nobody(NobodyThere),
    /// An operator at a terminal, told what to do; no program reads the pages.
    Operator(Session),
}

impl AnyConsole {
    /// Takes what a look at the tenant listed, for a console that finds pages by it.
    pub fn learn(
        &mut self,
        #[cfg_attr(
            not(feature = "browser"),
            expect(unused_variables, reason = "only a browser finds pages by it")
        )]
        observed: &Observed,
    ) {
        match self {
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.learn(observed),
            Self::Simulated(_) | Self::Nobody(_) | Self::Operator(_) => {}
        }
    }
}

impl AnyConsole {
    /// Ends the work at the console. A browser that ends in any other way may forget who is signed in.
    #[cfg_attr(
        not(feature = "browser"),
        expect(clippy::unused_async, reason = "only a browser has to be waited for")
    )]
    pub async fn close(self) {
        match self {
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.close().await,
            Self::Simulated(_) | Self::Nobody(_) | Self::Operator(_) => {}
        }
    }
}

impl Console for AnyConsole {
    type Operator = Session;

    fn operator(&mut self) -> Option<&mut Session> {
        match self {
            Self::Operator(session) => Some(session),
            #[cfg(feature = "browser")]
            Self::Browser(_) => None,
            Self::Simulated(_) | Self::Nobody(_) => None,
        }
    }

    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        match self {
            Self::Simulated(console) => console.copy_level(base).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.copy_level(base).await,
            Self::Nobody(console) => console.copy_level(base).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        match self {
            Self::Simulated(console) => console.save_level(level, edit).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.save_level(level, edit).await,
            Self::Nobody(console) => console.save_level(level, edit).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        match self {
            Self::Simulated(console) => console.read_level(level).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.read_level(level).await,
            Self::Nobody(console) => console.read_level(level).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        match self {
            Self::Simulated(console) => console.draft_api_user(key).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.draft_api_user(key).await,
            Self::Nobody(console) => console.draft_api_user(key).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        match self {
            Self::Simulated(console) => console.save_api_user(form, level, credentials).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.save_api_user(form, level, credentials).await,
            Self::Nobody(console) => console.save_api_user(form, level, credentials).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        match self {
            Self::Simulated(console) => console.update_api_user(user, fields).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.update_api_user(user, fields).await,
            Self::Nobody(console) => console.update_api_user(user, fields).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        match self {
            Self::Simulated(console) => console.read_api_user(user).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.read_api_user(user).await,
            Self::Nobody(console) => console.read_api_user(user).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError> {
        match self {
            Self::Simulated(console) => console.draft_secret(user).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.draft_secret(user).await,
            Self::Nobody(console) => console.draft_secret(user).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError> {
        match self {
            Self::Simulated(console) => console.save_secret(user, secret).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.save_secret(user, secret).await,
            Self::Nobody(console) => console.save_secret(user, secret).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        match self {
            Self::Simulated(console) => console.set_protected_data(user, boxes).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.set_protected_data(user, boxes).await,
            Self::Nobody(console) => console.set_protected_data(user, boxes).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        match self {
            Self::Simulated(console) => console.read_protected_data(user).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.read_protected_data(user).await,
            Self::Nobody(console) => console.read_protected_data(user).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }

    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        match self {
            Self::Simulated(console) => console.assign_level(resource, level).await,
            #[cfg(feature = "browser")]
            Self::Browser(console) => console.assign_level(resource, level).await,
            Self::Nobody(console) => console.assign_level(resource, level).await,
            Self::Operator(_) => Err(ConsoleError::Nobody),
        }
    }
}
