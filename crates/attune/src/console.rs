//! Who sits at the admin console, and whether the tenant is the simulator.

use attune_console::{AnyConsole, NobodyThere, SimulatedOperator};
use attune_model::Policy;

use crate::cli::{Allow, ConsoleKind};
use crate::error::CommandError;

/// The console of a kind. `console_url` is what the tenant's zone names.
pub(crate) async fn console(
    kind: ConsoleKind,
    console_url: &str,
) -> Result<AnyConsole, CommandError> {
    match kind {
        ConsoleKind::None => Ok(AnyConsole::Nobody(NobodyThere)),
        ConsoleKind::Simulated => match SimulatedOperator::connect(console_url).await? {
            Some(operator) => Ok(AnyConsole::Simulated(operator)),
            None => Err(CommandError::usage(
                "--console simulated is for the simulator, and this tenant is not one",
                "Leave it out: steps at the admin console then stay pending, and a checklist is written.",
            )),
        },
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
