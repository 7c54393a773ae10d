//! Taking the lock of a state folder, and waiting for whoever holds it.

use std::path::Path;
use std::time::{Duration, Instant};

use attune_apply::ledger::{Holder, Ledger, LedgerError, Lock};

use crate::cli::LockArgs;
use crate::error::CommandError;
use crate::{clock, environment, output};

/// How often it is looked whether the lock is free.
const LOOKS: Duration = Duration::from_millis(200);

/// Opens the ledger of a state folder for a command, and says what was mended in it.
pub(crate) async fn ledger(
    state: &Path,
    operation: &str,
    args: &LockArgs,
) -> Result<Ledger, CommandError> {
    let ledger = Ledger::open(take(state, operation, args).await?)?;
    if let Some(recovered) = ledger.recovered() {
        output::talk(&format!("warning: {recovered}\n"));
    }
    Ok(ledger)
}

/// Takes the lock of a state folder for a command; waits as long as the command line says, and says for whom.
pub(crate) async fn take(
    state: &Path,
    operation: &str,
    args: &LockArgs,
) -> Result<Lock, CommandError> {
    let LockArgs { lock_timeout } = args;
    let patience = lock_timeout.unsigned_abs();
    let begin = Instant::now();
    let mut told = None;
    loop {
        let error = match Lock::take(state, holder(operation)) {
            Ok(lock) => return Ok(lock),
            Err(error) => error,
        };
        let left = patience.saturating_sub(begin.elapsed());
        if left.is_zero() || !matches!(error, LedgerError::Locked { .. }) {
            return Err(error.into());
        }
        let why = attune_report::clean(&error.to_string());
        if told.as_ref() != Some(&why) {
            output::talk(&format!("waiting up to {lock_timeout:#}: {why}\n"));
            told = Some(why);
        }
        tokio::time::sleep(LOOKS.min(left)).await;
    }
}

/// This process.
pub(crate) fn holder(operation: &str) -> Holder {
    Holder {
        run: clock::run_name(),
        operation: operation.to_owned(),
        user: environment::user(),
        host: host(),
        pid: std::process::id(),
        since: clock::now(),
    }
}

/// The name of this machine.
#[cfg(unix)]
fn host() -> String {
    let system = rustix::system::uname();
    system.nodename().to_string_lossy().into_owned()
}

/// The name of this machine.
#[cfg(not(unix))]
fn host() -> String {
    environment::variable("COMPUTERNAME").unwrap_or_default()
}
