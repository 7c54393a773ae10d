//! The commands, one a file.

mod apply;
mod demo;
mod ledger;
mod plan;
mod sim;
mod validate;

use crate::cli::{Cli, Command, LedgerCommand, SimCommand};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

/// Runs a command; what it could not do is said on stderr.
pub(crate) async fn run(cli: Cli) -> Exit {
    let ended = match cli.command {
        Command::Demo => demo::run().await,
        Command::Validate(args) => validate::run(&args),
        Command::Plan(args) => plan::run(&args).await,
        Command::Apply(args) => apply::run(&args).await,
        Command::Sim(SimCommand::Serve(args)) => sim::serve(&args).await,
        Command::Sim(SimCommand::Dump(args)) => sim::dump(&args).await,
        Command::Ledger(LedgerCommand::Show(args)) => ledger::show(&args),
    };
    ended.unwrap_or_else(|error| {
        talk_error(&error);
        error.exit()
    })
}

/// Says an error to whoever watches.
pub(crate) fn talk_error(error: &CommandError) {
    output::talk(&error.text(output::colour()));
}
