//! Ctrl-C and SIGTERM.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(not(unix))]
use tokio::signal::windows::{CtrlC, ctrl_c};

use crate::exit::Exit;
use crate::record::Run;
use crate::{output, record};

/// How long a run that is noted has to end by itself: the main thread may wait for a line at a terminal.
pub(crate) const GRACE: Duration = Duration::from_millis(300);

/// The signals that tell this process to end. While somebody listens they do not end it.
#[derive(Debug)]
pub(crate) struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(not(unix))]
    interrupt: CtrlC,
    /// The run that they end.
    run: Option<Arc<Run>>,
}

impl Signals {
    /// Begins to listen, in place of whoever ends the run at a signal that nobody listens to.
    pub(crate) fn listen() -> io::Result<Self> {
        let signals = Self::unheeded()?;
        if let Some(run) = &signals.run {
            run.heed();
        }
        Ok(signals)
    }

    /// Begins to listen to what nobody else may listen to.
    pub(crate) fn unheeded() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            interrupt: signal(SignalKind::interrupt())?,
            #[cfg(unix)]
            terminate: signal(SignalKind::terminate())?,
            #[cfg(not(unix))]
            interrupt: ctrl_c()?,
            run: record::current(),
        })
    }

    /// Waits for the next one; how a process ends that it ends.
    #[cfg(unix)]
    pub(crate) async fn next(&mut self) -> Exit {
        tokio::select! {
            _ = self.interrupt.recv() => Exit::Interrupted,
            _ = self.terminate.recv() => Exit::Terminated,
        }
    }

    /// Waits for the next one; how a process ends that it ends.
    #[cfg(not(unix))]
    pub(crate) async fn next(&mut self) -> Exit {
        let _: Option<()> = self.interrupt.recv().await;
        Exit::Interrupted
    }

    /// Does something at the first one; the second ends the process where it stands, as a kill does.
    pub(crate) async fn obeyed(mut self, at_first: impl FnOnce()) {
        self.next().await;
        at_first();
        self.next().await;
        // The main thread may be held up, and nothing that it would still do is wanted.
        self.end(Exit::Interrupted).await;
    }

    /// Ends the run, and the process with it.
    pub(crate) async fn end(self, exit: Exit) -> ! {
        let exit = match self.run {
            None => exit,
            Some(run) => {
                run.interrupt(exit);
                tokio::time::sleep(GRACE).await;
                run.end(exit)
            }
        };
        std::process::exit(exit.code().into());
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
