//! Stands in for traces where attune was built without them.

use tracing_subscriber::layer::Identity;

use crate::exit::Exit;

/// There is none.
#[derive(Debug)]
pub(crate) enum Trace {}

impl Trace {
    pub(super) fn begin(_command: &str) -> Option<Self> {
        None
    }

    pub(super) fn id(&self) -> String {
        match *self {}
    }

    pub(crate) fn layer(&self) -> Identity {
        match *self {}
    }

    #[expect(
        clippy::unused_async,
        reason = "where there are traces, the work is waited for"
    )]
    pub(super) async fn around<T>(&self, _work: impl Future<Output = T>) -> T {
        match *self {}
    }

    pub(super) fn end(&self, _exit: Exit) {
        match *self {}
    }
}
