//! Who sits at the admin console, and whether the tenant is the simulator.

#[cfg(feature = "browser")]
mod browser;
#[cfg(not(feature = "browser"))]
mod no_browser;

use std::path::Path;

use attune_console::{AnyConsole, NobodyThere, Session, SimulatedOperator, Wording};
use attune_manifest::Connection;
use attune_model::catalogue::Terms;
use attune_model::{Policy, TenantIdentity};

use crate::cli::{Allow, BrowserArgs, ConsoleKind, OperatorArgs};
use crate::error::CommandError;
use crate::terminal::AtTerminal;
use crate::{environment, output};
#[cfg(not(feature = "browser"))]
use no_browser as browser;

/// Where the work at a console belongs.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "browser"),
    expect(dead_code, reason = "only a browser asks for most of these")
)]
pub(crate) struct Seat<'a> {
    /// Which browser, and how.
    pub(crate) browser: &'a BrowserArgs,
    /// What attune itself signs in with; the browser gets none of it.
    pub(crate) connection: &'a Connection,
    /// The state folder.
    pub(crate) state: &'a Path,
    /// What the tenant is called.
    pub(crate) tenant: &'a str,
    /// What the tenant answered: where its console is, which database it is.
    pub(crate) identity: &'a TenantIdentity,
}

/// The console of a kind, to read pages.
pub(crate) async fn console(kind: ConsoleKind, seat: Seat<'_>) -> Result<AnyConsole, CommandError> {
    match kind {
        ConsoleKind::Browser | ConsoleKind::Copilot => browser::take(kind, seat).await,
        ConsoleKind::None => Ok(AnyConsole::Nobody(NobodyThere)),
        ConsoleKind::Operator => Err(CommandError::usage(
            "attune cannot read pages that an operator opens",
            "`--console operator` is for apply and undo.",
        )),
        ConsoleKind::Simulated => simulated(&seat.identity.console_url).await,
    }
}

/// The operator that attune plays.
pub(crate) async fn simulated(console_url: &str) -> Result<AnyConsole, CommandError> {
    match SimulatedOperator::connect(console_url).await? {
        Some(operator) => Ok(AnyConsole::Simulated(operator)),
        None => Err(CommandError::usage(
            "--console simulated is for the simulator, and this tenant is not one",
            "Leave it out: steps at the admin console then wait for an operator, and a checklist is written.",
        )),
    }
}

/// The console that carries out a plan.
pub(crate) async fn console_of(
    args: &OperatorArgs,
    seat: Seat<'_>,
) -> Result<AnyConsole, CommandError> {
    let at_terminal = output::is_at_terminal();
    let kind = args.console.unwrap_or(if at_terminal {
        ConsoleKind::Operator
    } else {
        ConsoleKind::None
    });
    match kind {
        ConsoleKind::None
        | ConsoleKind::Simulated
        | ConsoleKind::Browser
        | ConsoleKind::Copilot => console(kind, seat).await,
        ConsoleKind::Operator if at_terminal => {
            let wording = wording(args)?.at(&seat.identity.console_url);
            let terminal = Box::new(AtTerminal::new());
            let session = Session::new(terminal, wording, output::colour());
            let user = environment::user();
            Ok(AnyConsole::Operator(
                session.named(args.operator.as_deref(), user.as_deref()),
            ))
        }
        ConsoleKind::Operator => Err(CommandError::usage(
            "--console operator needs a terminal to ask at, on stdin and stderr",
            "Leave it out: the steps then wait, a checklist is written, and `attune apply --resume` goes on at a terminal.",
        )),
    }
}

/// In which words an operator is told of pages.
pub(crate) fn wording(args: &OperatorArgs) -> Result<Wording, CommandError> {
    let terms = Terms::default()
        .with_org(&args.organization_term)
        .unwrap_or_default();
    Wording::new(terms, &args.language)
        .map_err(|error| CommandError::usage(error.to_string(), "--language takes en or fr."))
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
        ..Policy::default()
    })
}
