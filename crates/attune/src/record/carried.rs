//! Doing the work of a run, until that ends or a signal ends it.

use std::sync::Arc;

use super::run::{RUN, Run};
use crate::exit::Exit;
use crate::signals::Signals;

/// Does the work of a run, and tells what became of it. A signal that nobody else listens to ends the work where it stands, as it
/// would end the process.
pub(crate) async fn carried(run: Arc<Run>, work: impl Future<Output = Exit>) -> Exit {
    let within = async {
        // Where nobody can listen, a signal ends the process as it does by default.
        if let Ok(signals) = Signals::unheeded() {
            drop(tokio::spawn(listen(Arc::clone(&run), signals)));
        }
        tokio::select! {
            exit = around(&run, work) => exit,
            exit = run.interrupted() => exit,
        }
    };
    let exit = RUN.scope(Arc::clone(&run), within).await;
    run.end(exit)
}

/// Within the trace of the run, where it has one.
async fn around<T>(run: &Run, work: impl Future<Output = T>) -> T {
    match run.trace() {
        None => work.await,
        Some(trace) => trace.around(work).await,
    }
}

async fn listen(run: Arc<Run>, mut signals: Signals) {
    let exit = signals.next().await;
    if !run.is_heeded() {
        signals.end(exit).await;
    }
}
