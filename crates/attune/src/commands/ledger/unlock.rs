//! `attune ledger unlock`: removes the lock that a run on another machine left.

use attune_apply::ledger::{Holder, LeftLock};
use attune_store::{LeftLease, State};

use crate::cli::LedgerUnlockArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{output, stage};

pub(crate) async fn run(args: &LedgerUnlockArgs) -> Result<Exit, CommandError> {
    let state = stage::state_of(&args.manifest).await?;
    let Some(left) = Left::find(&state)? else {
        output::result(&format!("Nobody holds the lock of {}.\n", state.shown()))?;
        return Ok(Exit::Done);
    };
    let holder = attune_report::clean(&left.holder().to_string());
    approve(args, left.holder(), &holder)?;
    left.remove()?;
    output::result(&format!("The lock is removed: {holder}\n"))?;
    Ok(Exit::Done)
}

/// A lock that is not this process's.
enum Left {
    Folder(LeftLock),
    Shared(Box<LeftLease>),
}

impl Left {
    fn find(state: &State) -> Result<Option<Self>, CommandError> {
        Ok(match state {
            State::Folder(folder) => LeftLock::find(folder)?.map(Self::Folder),
            State::Shared(mirror) => mirror.left_lock()?.map(|left| Self::Shared(left.into())),
        })
    }

    fn holder(&self) -> &Holder {
        match self {
            Self::Folder(left) => &left.holder,
            Self::Shared(left) => &left.holder,
        }
    }

    fn remove(self) -> Result<(), CommandError> {
        match self {
            Self::Folder(left) => Ok(left.remove()?),
            Self::Shared(left) => Ok(left.remove()?),
        }
    }
}

/// One typed word, or the name of the run.
fn approve(args: &LedgerUnlockArgs, left: &Holder, holder: &str) -> Result<(), CommandError> {
    let run = &left.run;
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
