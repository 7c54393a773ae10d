//! Ctrl-C and SIGTERM.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(not(unix))]
use tokio::signal::windows::{CtrlC, ctrl_c};

use crate::exit::Exit;
use crate::output;

/// The signals that tell this process to end. While somebody listens they do not end it.
#[derive(Debug)]
pub(crate) struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(not(unix))]
    interrupt: CtrlC,
}

impl Signals {
    /// Begins to listen.
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            interrupt: signal(SignalKind::interrupt())?,
            #[cfg(unix)]
            terminate: signal(SignalKind::terminate())?,
            #[cfg(not(unix))]
            interrupt: ctrl_c()?,
        })
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _: Option<()> = self.interrupt.recv().await;
    }

    /// Does something at the first one; the second ends the process where it stands, as a kill does.
    pub(crate) async fn obeyed(mut self, at_first: impl FnOnce()) {
        self.next().await;
        at_first();
        self.next().await;
        // The main thread may be held up, and nothing that it would still do is wanted.
        std::process::exit(Exit::Interrupted.code().into());
    }
}

/// Whether somebody told attune to end while it carries out a plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on the first signal lets the step at hand come to its end and no other begin. The second ends the process:
    /// the next run goes on from the ledger.
    pub(crate) fn listen() -> Self {
        let stop = Self::default();
        let told = stop.clone();
        // Where nobody can listen, a signal ends the process as it does by default.
        if let Ok(signals) = Signals::listen() {
            drop(tokio::spawn(signals.obeyed(move || {
                told.0.store(true, Ordering::Relaxed);
                output::talk("stopping after this step; once more ends attune at once\n");
            })));
        }
        stop
    }

    /// Whether somebody did.
    pub(crate) fn is_told(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
