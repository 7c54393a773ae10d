//! Doing the work of a run, until that ends or a signal ends it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;

use super::run::{RUN, Run};
use crate::exit::Exit;
use crate::signals::Signals;

/// How long the work has to let go of the main thread before the process ends without it: it may wait for a line at a terminal.
const GRACE: Duration = Duration::from_millis(300);

/// Does the work of a run, and writes down what became of it. A signal that nobody else listens to ends the work where it stands, as it
/// would end the process.
pub(crate) async fn carried(run: Arc<Run>, work: impl Future<Output = Exit>) -> Exit {
    let within = async {
        let (tells, told) = oneshot::channel();
        // Where nobody can listen, a signal ends the process as it does by default.
        if let Ok(signals) = Signals::unheeded() {
            drop(tokio::spawn(listen(Arc::clone(&run), signals, tells)));
        }
        tokio::select! {
            exit = run.own().during(work) => exit,
            Ok(exit) = told => exit,
        }
    };
    let exit = RUN.scope(Arc::clone(&run), within).await;
    run.end(exit)
}

async fn listen(run: Arc<Run>, mut signals: Signals, tells: oneshot::Sender<Exit>) {
    let exit = signals.next().await;
    if run.is_heeded() {
        return;
    }
    // Where the work has come to its end just now, that is how the run ends.
    let _: Result<(), Exit> = tells.send(exit);
    tokio::time::sleep(GRACE).await;
    signals.end(exit)
}
