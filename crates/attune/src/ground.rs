//! What looking at a tenant takes, with a manifest or without one.

use std::collections::BTreeMap;

use attune_apply::ledger::Memory;
use attune_apply::ports::{Probe, TenantRead};
use attune_apply::{Captures, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, Limits};
use attune_manifest::Connection;
use attune_model::{CredentialSink, Handle, Observed, TenantIdentity};
use attune_store::State;

use crate::cli::{BrowserArgs, ManifestArgs};
use crate::console::Seat;
use crate::error::CommandError;
use crate::refusals::Refusals;
use crate::stage::{Stage, state_of};
use crate::{clock, connection, progress, refusals};

/// A connection, and what attune knows of the tenant behind it.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The tenant's name: the manifest's, or `tenant`.
    pub(crate) tenant: Handle,
    /// How to sign in.
    pub(crate) connection: Connection,
    /// Where ledger and captures are.
    pub(crate) state: State,
    limits: Limits,
    credentials: SecretSinks,
    sinks: BTreeMap<Handle, CredentialSink>,
}

impl Ground {
    /// That of the manifest, where the file is there or was asked for; else the environment's connection.
    pub(crate) async fn of(args: &ManifestArgs) -> Result<Self, CommandError> {
        if args.file.exists() || !args.is_default() {
            return Ok(Self::from(&Stage::load(args).await?));
        }
        let state = state_of(args).await?;
        Ok(Self {
            tenant: Handle::parse("tenant").map_err(|error| {
                CommandError::state(error, "This is an error of attune; please report it.")
            })?,
            connection: Connection::default(),
            credentials: SecretSinks::in_folder(""),
            state,
            limits: args.limits,
            sinks: BTreeMap::new(),
        })
    }

    /// Finds the tenant.
    pub(crate) async fn connect(&self) -> Result<Autotask, CommandError> {
        connection::connect(&self.connection, self.limits).await
    }

    /// Its seat at a console.
    pub(crate) fn seat<'a>(
        &'a self,
        browser: &'a BrowserArgs,
        identity: &'a TenantIdentity,
    ) -> Seat<'a> {
        Seat {
            browser,
            connection: &self.connection,
            state: self.state.folder(),
            tenant: self.tenant.as_str(),
            identity,
        }
    }

    /// Looks at the tenant. A sign-in that was refused less than a day ago is not tried again.
    pub(crate) async fn observe(
        &self,
        tenant: &(impl TenantRead + Probe),
        memory: &Memory,
    ) -> Result<Observed, CommandError> {
        let refused = refusals::read(&self.state)?;
        self.look(tenant, memory, &refused).await
    }

    /// Looks at the tenant, and tries every sign-in.
    pub(crate) async fn observe_all(
        &self,
        tenant: &(impl TenantRead + Probe),
        memory: &Memory,
    ) -> Result<Observed, CommandError> {
        self.look(tenant, memory, &Refusals::new()).await
    }

    async fn look(
        &self,
        tenant: &(impl TenantRead + Probe),
        memory: &Memory,
        refused: &Refusals,
    ) -> Result<Observed, CommandError> {
        let what = format!("looking at {}", self.tenant);
        let sight = Sight {
            memory,
            captures: &Captures::read(self.state.folder())?,
            credentials: &self.credentials,
            sinks: &self.sinks,
            refused,
        };
        let now = clock::now();
        let observed = progress::while_waiting(&what, observe(tenant, &sight, now)).await?;
        refusals::note(&self.state, &observed, now).await?;
        Ok(observed)
    }
}

/// Looks at a tenant of which nothing is known.
pub(crate) async fn look_afresh(
    tenant: &(impl TenantRead + Probe),
) -> Result<Observed, CommandError> {
    let (memory, captures) = (Memory::default(), Captures::default());
    let credentials = SecretSinks::in_folder("");
    look_over_rest("the tenant", tenant, &memory, &captures, &credentials).await
}

/// Looks at a tenant, and signs in as none of its API users.
pub(crate) async fn look_over_rest(
    name: &str,
    tenant: &(impl TenantRead + Probe),
    memory: &Memory,
    captures: &Captures,
    credentials: &SecretSinks,
) -> Result<Observed, CommandError> {
    let sight = Sight {
        memory,
        captures,
        credentials,
        sinks: &BTreeMap::new(),
        refused: &BTreeMap::new(),
    };
    let look = observe(tenant, &sight, clock::now());
    Ok(progress::while_waiting(&format!("looking at {name}"), look).await?)
}

impl From<&Stage> for Ground {
    fn from(stage: &Stage) -> Self {
        Self {
            tenant: stage.manifest.desired.tenant.clone(),
            connection: stage.manifest.connection.clone(),
            state: stage.state.clone(),
            limits: stage.limits,
            credentials: stage.credentials.clone(),
            sinks: stage.sinks(),
        }
    }
}
