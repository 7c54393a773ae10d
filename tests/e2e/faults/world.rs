//! One tenant, one folder, one run after the other: within this process, so that thousands fit into minutes.

use std::collections::BTreeMap;
use std::path::Path;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use attune_apply::ledger::{Holder, Ledger, Lock, Memory};
use attune_apply::{Captures, Executor, Quiet, SecretSinks, Sight, Verify, observe, verify};
use attune_autotask::{Autotask, Wait};
use attune_console::SimulatedOperator;
use attune_manifest::Manifest;
use attune_model::{
    ApplyReport, CredentialSink, Handle, Plan, Policy, ProblemKind, Reading, Timestamp, Verdict,
    Verification,
};
use attune_sim::{Injection, Simulator, Tenant};
use serde_json::Value;

use crate::inside;

/// What is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Plan,
    Apply,
    Verify,
}

/// What a run came to.
#[derive(Debug)]
pub(super) enum Came {
    /// It could not look.
    Blind(String),
    Planned(Plan),
    Applied(Plan, ApplyReport),
    Verified(Verification),
}

impl Came {
    /// How the command line ends then.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Blind(_) => 3,
            Self::Planned(plan) if is_unreadable(plan) => 3,
            Self::Planned(plan) if !plan.problems.is_empty() => 1,
            Self::Planned(plan) if !plan.refused.is_empty() => 4,
            Self::Planned(plan) if plan.steps.is_empty() => 0,
            Self::Applied(_, report) if report.has_failed() => 1,
            Self::Applied(_, report) if report.is_waiting() => 5,
            Self::Applied(_, _) => 0,
            Self::Verified(verification) if contradictions(verification).is_empty() => 0,
            Self::Planned(_) | Self::Verified(_) => 2,
        }
    }
}

fn is_unreadable(plan: &Plan) -> bool {
    let mut problems = plan.problems.iter();
    problems.any(|problem| problem.kind == ProblemKind::Unreadable)
}

pub(super) fn contradictions(verification: &Verification) -> Vec<String> {
    let contradicted = |verdict: &Verdict| matches!(verdict, Verdict::Contradicted { .. });
    let claims = verification.claims.iter();
    let claims = claims.filter(|claim| contradicted(&claim.verdict));
    claims.map(|claim| format!("{claim:?}")).collect()
}

/// A run and what it took.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) came: Came,
    /// The tenant afterwards, without faults.
    pub(super) tenant: Tenant,
    /// The requests, oldest first: method and path.
    pub(super) log: Vec<(String, String)>,
    /// How long it would have waited between attempts.
    pub(super) waited: Duration,
}

impl Ran {
    /// The requests over REST, or the visits to the operator's port.
    pub(super) fn requests(&self, console: bool) -> Vec<&(String, String)> {
        let entries = self.log.iter();
        let entries = entries.filter(|(_, path)| path.starts_with("console/") == console);
        entries.collect()
    }
}

/// Waits for nothing, and adds up for how long it would have.
#[derive(Debug, Default)]
struct NoWait(Mutex<Duration>);

impl Wait for NoWait {
    fn wait(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
        Box::pin(std::future::ready(()))
    }
}

/// Runs a command of attune on a tenant, in a folder, with faults in the way.
pub(super) fn run(
    tenant: Tenant,
    folder: &Path,
    manifest: &str,
    command: Command,
    faults: &[Injection],
) -> Ran {
    inside::runtime().block_on(async {
        let mut tenant = tenant;
        tenant.faults = faults.to_vec();
        let simulator = inside::serve(tenant).await;
        let wait = Arc::new(NoWait::default());
        let came = carry_out(&simulator, folder, manifest, command, &wait).await;
        let log = log(&simulator).await;
        let waited = *wait.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ran {
            came: came.unwrap_or_else(Came::Blind),
            tenant: simulator.with_tenant(|tenant| {
                tenant.faults.clear();
                tenant.clone()
            }),
            log,
            waited,
        }
    })
}

/// What the command line does, from the connection on; the error is that it could not look.
async fn carry_out(
    simulator: &Simulator,
    folder: &Path,
    manifest: &str,
    command: Command,
    wait: &Arc<NoWait>,
) -> Result<Came, String> {
    let manifest = Manifest::from_text("attune.yaml", folder, manifest).unwrap();
    let desired = &manifest.desired;
    let options = inside::options(simulator);
    let wait: Arc<dyn Wait> = Arc::<NoWait>::clone(wait);
    let autotask = Autotask::connect_waiting(options, wait)
        .await
        .map_err(|error| error.to_string())?;
    let mut console = SimulatedOperator::connect(&simulator.console_url())
        .await
        .unwrap()
        .unwrap();
    let state = folder.join(".attune");
    let mut ledger = match command {
        Command::Apply => Some(Ledger::open(Lock::take(&state, holder()).unwrap()).unwrap()),
        Command::Plan | Command::Verify => None,
    };
    let memory = match &ledger {
        Some(ledger) => ledger.memory().clone(),
        None => Memory::of(&Ledger::read(&state).unwrap()),
    };
    let credentials = SecretSinks::in_folder(folder);
    let sinks: BTreeMap<Handle, CredentialSink> = desired
        .api_users
        .iter()
        .filter_map(|(handle, user)| Some((handle.clone(), user.credentials.clone()?)))
        .collect();
    let sight = Sight {
        memory: &memory,
        captures: &Captures::default(),
        credentials: &credentials,
        sinks: &sinks,
        refused: &BTreeMap::new(),
    };
    let observed = observe(&autotask, &sight, Timestamp::UNIX_EPOCH)
        .await
        .map_err(|error| error.to_string())?;
    if command == Command::Verify {
        if matches!(observed.levels, Reading::Failed(_))
            || matches!(observed.resources, Reading::Failed(_))
        {
            return Err("a reading failed".to_owned());
        }
        let how = Verify { probe: true };
        let verified = verify(&autotask, desired, &observed, &memory, &credentials, how).await;
        return Ok(Came::Verified(verified));
    }
    let plan = attune_plan::plan(desired, &observed, &Policy::default());
    let Some(ledger) = &mut ledger else {
        return Ok(Came::Planned(plan));
    };
    if !plan.can_apply() || plan.steps.is_empty() {
        return Ok(Came::Planned(plan));
    }
    let clock = || Timestamp::UNIX_EPOCH;
    let executor = Executor::new(&autotask, &mut console, ledger, &credentials, &clock);
    let report = executor.with_sinks(&sinks).run(&plan, &mut Quiet).await;
    Ok(Came::Applied(plan, report))
}

/// Each run has a name of its own.
fn holder() -> Holder {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    Holder {
        run: format!("run-{}", RUNS.fetch_add(1, Ordering::Relaxed)),
        operation: "apply".to_owned(),
        user: None,
        host: "here".to_owned(),
        pid: std::process::id(),
        since: Timestamp::UNIX_EPOCH,
    }
}

async fn log(simulator: &Simulator) -> Vec<(String, String)> {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let address = format!("{}simulator/log", simulator.console_url());
    let answer: Value = client
        .get(address)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entries = answer["requests"].as_array().cloned().unwrap_or_default();
    let entries = entries.iter();
    entries
        .map(|entry| (text(&entry["method"]), text(&entry["path"])))
        .collect()
}
