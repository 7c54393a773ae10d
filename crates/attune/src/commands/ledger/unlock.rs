//! `attune ledger unlock`: removes the lock that a run on another machine left.

use attune_apply::ledger::LeftLock;

use crate::cli::LedgerUnlockArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{output, stage};

pub(crate) fn run(args: &LedgerUnlockArgs) -> Result<Exit, CommandError> {
    let folder = stage::state_folder(&args.manifest);
    let Some(left) = LeftLock::find(&folder)? else {
        output::result(&format!("Nobody holds the lock of {}.\n", folder.display()))?;
        return Ok(Exit::Done);
    };
    let holder = attune_report::clean(&left.holder.to_string());
    approve(args, &left, &holder)?;
    left.remove()?;
    output::result(&format!("The lock is removed: {holder}\n"))?;
    Ok(Exit::Done)
}

/// One typed word, or the name of the run.
fn approve(args: &LedgerUnlockArgs, left: &LeftLock, holder: &str) -> Result<(), CommandError> {
    let run = &left.holder.run;
    if let Some(named) = &args.run {
        return if named == run {
            Ok(())
        } else {
            Err(CommandError::usage(
                format!("the lock is that of another run: {holder}"),
                "Nothing was removed. See that this run has ended, then name it.",
            ))
        };
    }
    let question = format!(
        "The lock is held by {holder}.\nIf that run still works, two would write at once. Has it ended? Only \"unlock\" removes the \
         lock: "
    );
    match output::ask(&question).as_deref() {
        Some("unlock") => Ok(()),
        Some(_) => Err(CommandError::state(
            anyhow::Error::msg("the lock stays"),
            "Nothing was removed.",
        )),
        None => Err(CommandError::usage(
            format!("there is nobody to ask whether this run has ended: {holder}"),
            format!("Nothing was removed. See that it has ended, then name it: --run {run}"),
        )),
    }
}
