//! Who sits at the admin console, and whether the tenant is the simulator.

#[cfg(feature = "browser")]
mod browser;
#[cfg(not(feature = "browser"))]
mod no_browser;

use std::path::Path;

use attune_console::{AnyConsole, NobodyThere, SimulatedOperator};
use attune_model::Policy;

use crate::cli::{Allow, BrowserArgs, ConsoleKind};
use crate::error::CommandError;
#[cfg(not(feature = "browser"))]
use no_browser as browser;

/// Where the work at a console belongs.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "browser"),
    expect(dead_code, reason = "only a browser asks for these")
)]
pub(crate) struct Seat<'a> {
    /// Which browser, and how.
    pub(crate) browser: &'a BrowserArgs,
    /// The state folder.
    pub(crate) state: &'a Path,
    /// What the tenant is called.
    pub(crate) tenant: &'a str,
    /// Its database.
    pub(crate) database: i64,
}

/// The console of a kind. `console_url` is what the tenant's zone names.
pub(crate) async fn console(
    kind: ConsoleKind,
    console_url: &str,
    seat: Seat<'_>,
) -> Result<AnyConsole, CommandError> {
    match kind {
        ConsoleKind::Browser | ConsoleKind::Copilot => browser::take(kind, console_url, seat).await,
        ConsoleKind::None => Ok(AnyConsole::Nobody(NobodyThere)),
        ConsoleKind::Simulated => simulated(console_url).await,
    }
}

/// The operator that attune plays.
pub(crate) async fn simulated(console_url: &str) -> Result<AnyConsole, CommandError> {
    match SimulatedOperator::connect(console_url).await? {
        Some(operator) => Ok(AnyConsole::Simulated(operator)),
        None => Err(CommandError::usage(
            "--console simulated is for the simulator, and this tenant is not one",
            "Leave it out: steps at the admin console then stay pending, and a checklist is written.",
        )),
    }
}

/// What the command line allows. `all` is for the simulator only.
pub(crate) async fn policy(allow: &[Allow], console_url: &str) -> Result<Policy, CommandError> {
    if allow.contains(&Allow::All) && SimulatedOperator::connect(console_url).await?.is_none() {
        return Err(CommandError::usage(
            "--allow all is for the simulator, and this tenant is not one",
            "Allow the risks that you have read, each by its name.",
        ));
    }
    Ok(Policy {
        allow: allow.iter().flat_map(|allow| allow.kinds()).collect(),
    })
}
