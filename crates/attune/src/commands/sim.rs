//! `attune sim`: the simulated tenant.

use std::io;
use std::path::Path;

use anyhow::Context as _;
use attune_console::SimulatedOperator;
use attune_doctor::Report;
use attune_sim::fleet::{Fleet, FleetSpec};
use attune_sim::{Simulator, Sizes, Tenant};
use serde::Serialize;

use super::like;
use crate::cli::{SimDumpArgs, SimServeArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::signals::Signals;
use crate::{file, output};

/// The line that tells a client where the simulator is. The secret is one of a simulated tenant.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Served<'a> {
    rest: String,
    console: String,
    user_name: &'a str,
    secret: &'a str,
    integration_code: &'a str,
}

/// The same for a fleet: each tenant has a user name of its own, and no console is common to all.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ServedFleet<'a> {
    rest: String,
    tenants: usize,
    secret: &'a str,
    integration_code: &'a str,
}

/// Serves until it is told to stop.
pub(crate) async fn serve(args: &SimServeArgs) -> Result<Exit, CommandError> {
    if !args.listen.ip().is_loopback() {
        return Err(CommandError::usage(
            format!("the simulator does not listen on {}", args.listen),
            "It has no protection of its own: use an address of this machine, such as 127.0.0.1:0.",
        ));
    }
    if let Some(spec) = &args.fleet {
        return serve_fleet(args, spec).await;
    }
    let simulator = Simulator::start(tenant(args)?, args.listen)
        .await
        .with_context(|| format!("cannot listen on {}", args.listen))
        .map_err(|error| CommandError::state(error, "Choose another port; 0 takes a free one."))?;
    let bootstrap = simulator.bootstrap();
    print(&Served {
        rest: simulator.rest_url(),
        console: simulator.console_url(),
        user_name: &bootstrap.user_name,
        secret: bootstrap.secret.expose(),
        integration_code: bootstrap.integration_code.expose(),
    })?;
    until_a_signal().await?;
    stop(simulator).await?;
    Ok(Exit::Done)
}

/// Serves a fleet until it is told to stop.
async fn serve_fleet(args: &SimServeArgs, path: &Path) -> Result<Exit, CommandError> {
    let spec = FleetSpec::from_yaml(&file::read(path)?)
        .with_context(|| format!("the fleet file {} is not valid", path.display()))
        .map_err(|error| CommandError::state(error, "docs/workspace.md describes the format."))?;
    let fleet = Fleet::start(spec, args.listen)
        .await
        .with_context(|| format!("cannot listen on {}", args.listen))
        .map_err(|error| CommandError::state(error, "Choose another port; 0 takes a free one."))?;
    if let Some(folder) = &args.write {
        fleet
            .write(folder)
            .with_context(|| format!("cannot write the workspace {}", folder.display()))
            .map_err(|error| CommandError::state(error, "Name a new or empty folder."))?;
    }
    let bootstrap = fleet.bootstrap();
    print(&ServedFleet {
        rest: fleet.rest_url(),
        tenants: fleet.tenants().count(),
        secret: bootstrap.secret.expose(),
        integration_code: bootstrap.integration_code.expose(),
    })?;
    until_a_signal().await?;
    ended(fleet.stop().await)?;
    Ok(Exit::Done)
}

/// Prints where to find what is served, as one line of JSON.
fn print(served: &impl Serialize) -> Result<(), CommandError> {
    let line = serde_json::to_string(served)
        .context("the addresses cannot be written as JSON")
        .map_err(|error| {
            CommandError::state(error, "This is an error of attune; please report it.")
        })?;
    output::result(&format!("{line}\n"))
}

async fn until_a_signal() -> Result<(), CommandError> {
    let signals = Signals::listen()
        .context("cannot wait for a signal")
        .map_err(|error| CommandError::state(error, "The simulator has ended."));
    signals?.next().await;
    Ok(())
}

/// Writes the present state of a running simulator.
pub(crate) async fn dump(args: &SimDumpArgs) -> Result<Exit, CommandError> {
    let Some(simulator) = SimulatedOperator::connect(&args.console).await? else {
        return Err(CommandError::usage(
            format!("no simulator answers at {}", args.console),
            "Name the `console` address that `attune sim serve` printed.",
        ));
    };
    output::result(&simulator.tenant_file().await?)?;
    Ok(Exit::Done)
}

/// Stops serving; open requests are answered first.
pub(super) async fn stop(simulator: Simulator) -> Result<(), CommandError> {
    ended(simulator.stop().await)
}

fn ended(stopped: io::Result<()>) -> Result<(), CommandError> {
    stopped
        .context("the simulator did not stop as it should")
        .map_err(|error| {
            CommandError::state(error, "This is an error of attune; please report it.")
        })
}

fn tenant(args: &SimServeArgs) -> Result<Tenant, CommandError> {
    let mut tenant = quiet_tenant(args)?;
    if let Some(path) = &args.like {
        let report = Report::read(&file::read(path)?).map_err(|error| {
            CommandError::usage(
                format!("{}: {error}", path.display()),
                "Write one with `attune doctor --report FILE`.",
            )
        })?;
        like::set(&mut tenant.behaviour, &report);
    }
    Ok(tenant)
}

/// The tenant before it is told how to behave.
fn quiet_tenant(args: &SimServeArgs) -> Result<Tenant, CommandError> {
    let Some(path) = &args.tenant else {
        let sizes = Sizes {
            people: args.people,
            levels: args.levels,
            api_users: args.api_users,
            ..Sizes::default()
        };
        return Ok(Tenant::generate(sizes, args.seed));
    };
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the tenant file {}", path.display()))
        .map_err(|error| {
            CommandError::state(error, "Name a YAML file that describes a simulated tenant.")
        })?;
    Tenant::from_yaml(&text)
        .with_context(|| format!("the tenant file {} is not valid", path.display()))
        .map_err(|error| CommandError::state(error, "docs/simulator.md describes the format."))
}
