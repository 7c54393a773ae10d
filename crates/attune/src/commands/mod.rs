//! The commands, one a file.

mod apply;
mod apply_saved;
mod audit;
mod capture;
mod completions;
mod demo;
mod doctor;
mod drift;
mod explain;
mod fmt;
mod import;
mod init;
mod ledger;
mod like;
mod man;
mod plan;
mod recipes;
mod resume;
mod schema;
mod set;
pub(crate) mod show;
mod sim;
mod undo;
mod validate;
mod verify;

use crate::cli::{Cli, Command, LedgerCommand, RecipesCommand, SimCommand};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::record::{self, Run, carried};
use crate::{fleet, logging, output};

/// Runs a command; what it could not do is said on stderr.
pub(crate) async fn run(cli: Cli) -> Exit {
    let recorded = cli.command.at_tenants().and_then(|at| Run::begin(&at));
    logging::start(recorded.as_ref().and_then(|run| run.trace()));
    let work = Box::pin(carry_out(cli.command));
    match recorded {
        None => work.await,
        Some(run) => carried(run, work).await,
    }
}

async fn carry_out(command: Command) -> Exit {
    let ended = match command {
        Command::Demo => demo::run().await,
        Command::Init(args) => init::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Set(args) => set::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Recipes(RecipesCommand::List(args)) => recipes::list(&args),
        Command::Recipes(RecipesCommand::Show(args)) => recipes::show(&args),
        Command::Recipes(RecipesCommand::Render(args)) => recipes::render(&args),
        Command::Import(args) => record::one(import::run(&args)).await,
        Command::Plan(args) => fleet::run(&args).await,
        Command::Apply(args) => fleet::run(&args).await,
        Command::Undo(args) => record::one(undo::run(&args)).await,
        Command::Verify(args) => fleet::run(&args).await,
        Command::Capture(args) => record::one(capture::run(&args)).await,
        Command::Audit(args) => fleet::run(&args).await,
        Command::Drift(args) => fleet::run(&args).await,
        Command::Doctor(args) => record::one(doctor::run(&args)).await,
        Command::Show(args) => show::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man => man::run(),
        Command::Sim(SimCommand::Serve(args)) => sim::serve(&args).await,
        Command::Sim(SimCommand::Dump(args)) => sim::dump(&args).await,
        Command::Ledger(LedgerCommand::Show(args)) => ledger::show(&args).await,
        Command::Ledger(LedgerCommand::Verify(args)) => ledger::verify(&args).await,
        Command::Ledger(LedgerCommand::Move(args)) => ledger::relocate(&args).await,
        Command::Ledger(LedgerCommand::Unlock(args)) => ledger::unlock(&args).await,
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
