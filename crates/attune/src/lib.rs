//! attune keeps Autotask PSA access rights in tune with git: the command line.
//!
//! A library for the program and for the fuzzers; nothing else is meant to use it.

mod applied;
mod cli;
mod clock;
mod commands;
mod connection;
mod console;
mod environment;
mod error;
mod exit;
mod file;
mod fleet;
pub mod fuzzing;
mod git;
mod ground;
mod last_drift;
mod level_name;
mod lock;
mod logging;
mod output;
mod progress;
mod record;
mod refusals;
mod report;
mod run;
mod saved;
mod signals;
mod stage;
mod state;
mod terminal;
mod waiting;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::Cli;
use crate::exit::Exit;

/// Reads the command line, does what it says, and returns the exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(cause) => {
            output::talk(&format!("error: the runtime cannot be started: {cause}\n"));
            return Exit::Error.into();
        }
    };
    let exit = runtime.block_on(commands::run(cli));
    if matches!(exit, Exit::Interrupted | Exit::Terminated) {
        // A call to a store may still be under way, and is not waited for.
        runtime.shutdown_timeout(signals::GRACE);
    }
    exit.into()
}

/// Help and version are results; everything else that the parser says is an error of the command line.
fn usage(error: &clap::Error) -> ExitCode {
    // Nobody is left to tell where even this cannot be written.
    drop(error.print());
    if error.use_stderr() {
        Exit::Usage.into()
    } else {
        Exit::Done.into()
    }
}
