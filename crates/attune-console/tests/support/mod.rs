//! Whoever reconciles a simulated tenant: a connection, a state folder, and plans of single steps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use attune_apply::ledger::{Entry, Holder, Ledger, Lock, Memory};
use attune_apply::ports::Console;
use attune_apply::{Captures, Executor, Quiet, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, ConnectOptions};
use attune_model::{
    Change, Channel, Credentials, Handle, Observed, Outcome, Plan, Proof, Reason, Step, StepId,
    Timestamp,
};
use attune_sim::{Bootstrap, Simulator, Tenant};
use tempfile::TempDir;

/// A simulator, a connection to it, and a folder for state and secrets.
pub(crate) struct Place {
    pub(crate) simulator: Simulator,
    tenant: Autotask,
    folder: TempDir,
}

/// The time of all runs.
fn now() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().expect("a time")
}

impl Place {
    pub(crate) async fn of(tenant: Tenant) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let simulator = Simulator::start(tenant, ([127, 0, 0, 1], 0).into())
            .await
            .expect("a simulator");
        let Bootstrap {
            user_name,
            secret,
            integration_code,
        } = simulator.bootstrap().clone();
        let tenant = Autotask::connect(ConnectOptions {
            zone_url: Some(simulator.rest_url()),
            credentials: Credentials {
                key: user_name,
                secret,
            },
            integration_code,
        })
        .await
        .expect("a connection");
        Self {
            simulator,
            tenant,
            folder: TempDir::new().expect("a folder"),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What REST lists just now, and the ledger remembers.
    pub(crate) async fn observe(&self) -> Observed {
        let sight = Sight {
            memory: &Memory::of(&self.ledger()),
            captures: &Captures::default(),
            credentials: &SecretSinks::in_folder(self.folder()),
            sinks: &BTreeMap::new(),
            refused: &BTreeMap::new(),
        };
        observe(&self.tenant, &sight, now()).await.expect("a look")
    }

    /// Carries out a plan; what came of its steps.
    pub(crate) async fn apply(&self, console: &mut impl Console, plan: &Plan) -> Vec<Outcome> {
        let credentials = SecretSinks::in_folder(self.folder());
        let holder = Holder {
            run: "run".to_owned(),
            operation: "apply".to_owned(),
            user: None,
            host: "here".to_owned(),
            pid: std::process::id(),
            since: Timestamp::UNIX_EPOCH,
        };
        let lock = Lock::take(&self.state(), holder).expect("a lock");
        let mut ledger = Ledger::open(lock).expect("a ledger");
        let executor = Executor::new(&self.tenant, console, &mut ledger, &credentials, &now);
        let report = executor.run(plan, &mut Quiet).await;
        let results = report.results.into_iter();
        results.map(|result| result.outcome).collect()
    }

    /// What the ledger says of all runs.
    pub(crate) fn ledger(&self) -> Vec<Entry> {
        Ledger::read(&self.state()).expect("a ledger")
    }

    fn state(&self) -> PathBuf {
        self.folder().join("state")
    }
}

/// A step of a plan that needs no other one.
pub(crate) fn step(name: &str, change: Change) -> Step {
    Step {
        id: StepId(name.to_owned()),
        change,
        reason: Reason::Differs,
        channel: Channel::Operator,
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    }
}

/// A plan for the tenant `contoso`.
pub(crate) fn plan(steps: Vec<Step>) -> Plan {
    Plan {
        tenant: Handle::parse("contoso").expect("a handle"),
        database: 4711,
        steps,
        problems: Vec::new(),
        refused: Vec::new(),
        notes: Vec::new(),
    }
}
