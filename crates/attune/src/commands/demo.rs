//! `attune demo`: a vendor's whole walkthrough on an embedded simulated tenant.

use anyhow::Context as _;
use attune_apply::Before;
use attune_apply::ledger::{Ledger, Lock};
use attune_autotask::{Autotask, ConnectOptions};
use attune_manifest::Manifest;
use attune_model::{Credentials, Plan, Policy};
use attune_report::text;
use attune_sim::{Simulator, Tenant};
use attune_store::State;

use super::sim::stop;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::Carry;
use crate::stage::Stage;
use crate::{console, lock, output, report};

/// The manifest that is also an example for users.
const MANIFEST: &str = include_str!("../../../../manifests/examples/tasky.yaml");

pub(crate) async fn run() -> Result<Exit, CommandError> {
    let folder = tempfile::tempdir()
        .context("cannot make a temporary folder")
        .map_err(|error| {
            CommandError::state(error, "The demo keeps its ledger and credentials there.")
        })?;
    let manifest = Manifest::from_text("manifests/examples/tasky.yaml", folder.path(), MANIFEST)?;
    let stage = Stage::new(
        manifest,
        folder.path(),
        State::Folder(folder.path().join(".attune")),
    );
    let simulator = Simulator::start(Tenant::contoso(), ([127, 0, 0, 1], 0).into())
        .await
        .context("cannot listen on this machine")
        .map_err(|error| {
            CommandError::state(error, "The demo serves a simulated tenant on a free port.")
        })?;
    let tenant = connect(&simulator).await?;

    let options = output::text_options(false);
    say("A simulated Autotask tenant runs inside this process; no real tenant is touched.")?;
    say(
        "The manifest: manifests/examples/tasky.yaml, Tasky's walkthrough as a few lines of YAML.\n",
    )?;
    say("== attune plan\n")?;
    let mut ledger = Ledger::open(Lock::take(stage.state.folder(), lock::holder("demo"))?)?;
    let plan = plan(&stage, &tenant, &ledger).await?;
    output::result(&text::plan(&plan, &options))?;
    report::talk_problems(&stage.manifest, &plan);
    if !plan.can_apply() {
        return Ok(report::plan_exit(&plan, false));
    }

    say("\n== attune apply --auto-approve --console simulated\n")?;
    let mut console = console::simulated(&simulator.console_url()).await?;
    let carry = Carry {
        credentials: &stage.credentials,
        sinks: &stage.sinks(),
        before: Before::default(),
        plan: &plan,
    };
    let applied = carry.out(&tenant, &mut console, &mut ledger).await;
    output::result(&text::apply_report(&applied, &options))?;
    if report::apply_exit(&applied) != Exit::Done {
        return Ok(report::apply_exit(&applied));
    }

    say("\n== attune plan\n")?;
    let again = self::plan(&stage, &tenant, &ledger).await?;
    output::result(&text::plan(&again, &options))?;
    stop(simulator).await?;
    Ok(if again.is_in_sync() {
        Exit::Done
    } else {
        Exit::Error
    })
}

fn say(line: &str) -> Result<(), CommandError> {
    output::result(&format!("{line}\n"))
}

async fn plan(stage: &Stage, tenant: &Autotask, ledger: &Ledger) -> Result<Plan, CommandError> {
    let observed = stage.observe(tenant, ledger.memory()).await?;
    Ok(stage.plan(&observed, &Policy::default()))
}

async fn connect(simulator: &Simulator) -> Result<Autotask, CommandError> {
    let bootstrap = simulator.bootstrap();
    let options = ConnectOptions {
        zone_url: Some(simulator.rest_url()),
        credentials: Credentials {
            key: bootstrap.user_name.clone(),
            secret: bootstrap.secret.clone(),
        },
        integration_code: bootstrap.integration_code.clone(),
    };
    Ok(Autotask::connect(options).await?)
}
