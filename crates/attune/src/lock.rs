//! Taking the lock of a state folder, and waiting for whoever holds it.

use std::time::{Duration, Instant};

use attune_apply::ledger::{Holder, Ledger, LedgerError};
use attune_store::{Locked, State, StoreError, Terms};

use crate::cli::LockArgs;
use crate::error::CommandError;
use crate::{clock, environment, output, state};

/// How often it is looked whether the lock of a folder is free.
const LOOKS: Duration = Duration::from_millis(200);

/// How often a store is asked.
const ASKS: Duration = Duration::from_secs(2);

/// Opens the ledger of a state for a command, and says what was mended in it.
pub(crate) async fn ledger(
    state: &State,
    operation: &str,
    args: &LockArgs,
) -> Result<Ledger, CommandError> {
    let ledger = take(state, operation, args).await?.ledger()?;
    if let Some(recovered) = ledger.recovered() {
        let place = state::shown(state, "ledger.jsonl");
        output::talk(&format!("warning: {}: {recovered}\n", place.display()));
    }
    Ok(ledger)
}

/// Takes the lock of a state for a command; waits as long as the command line says, and says for whom. Says whose lock it
/// took, where that run's lease had run out.
pub(crate) async fn take(
    state: &State,
    operation: &str,
    args: &LockArgs,
) -> Result<Locked, CommandError> {
    let LockArgs { lock_timeout } = args;
    let patience = lock_timeout.unsigned_abs();
    // The wait begins where the lock is another's, however long it took to hear that.
    let mut begin = None;
    let mut told = None;
    loop {
        let error = match locked(state, operation).await? {
            Ok(locked) => {
                warn_of_dead(&locked);
                return Ok(locked);
            }
            Err(error) => error,
        };
        let left = patience.saturating_sub(begin.get_or_insert_with(Instant::now).elapsed());
        let Some(Other { holder, again }) = Other::of(&error).filter(|_| !left.is_zero()) else {
            return Err(error.into());
        };
        // Once for each run that is waited for: how long its lease runs changes all the time.
        if told.as_ref() != Some(&holder) {
            let why = attune_report::clean(&error.to_string());
            output::talk(&format!("waiting up to {lock_timeout:#}: {why}\n"));
            told = Some(holder);
        }
        tokio::time::sleep(again.min(left)).await;
    }
}

/// Takes the lock, at once or not at all.
async fn locked(
    state: &State,
    operation: &str,
) -> Result<Result<Locked, StoreError>, CommandError> {
    let (state, holder) = (state.clone(), holder(operation));
    state::beside(move || state.lock(holder, Terms::default())).await
}

/// A run that holds the lock, and how soon it is worth looking again.
struct Other {
    holder: Option<Holder>,
    again: Duration,
}

impl Other {
    fn of(error: &StoreError) -> Option<Self> {
        if let StoreError::Held { holder, .. } = error {
            let holder = Some((**holder).clone());
            return Some(Self {
                holder,
                again: ASKS,
            });
        }
        if let StoreError::Ledger(LedgerError::Locked { holder, .. }) = error {
            let holder = holder.as_deref().cloned();
            return Some(Self {
                holder,
                again: LOOKS,
            });
        }
        None
    }
}

fn warn_of_dead(locked: &Locked) {
    if let Some(dead) = locked.dead() {
        let dead = attune_report::clean(&dead.to_string());
        output::talk(&format!(
            "warning: the lease of another run had run out, so its lock was taken: {dead}\n"
        ));
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
