//! The thread that renews the lock while its run is at work.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Claim;
use crate::StoreError;

/// A lock that is renewed until this is dropped, and then freed.
#[derive(Debug)]
pub(crate) struct Keeper {
    claim: Arc<Mutex<Claim>>,
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Keeps a lock that was taken, with a renewal after each third of the lease.
    pub(crate) fn keep(claim: Claim, lease: Duration) -> std::io::Result<Self> {
        let claim = Arc::new(Mutex::new(claim));
        let (end, ended) = mpsc::channel::<()>();
        let kept = Arc::clone(&claim);
        let work = move || {
            while ended.recv_timeout(lease / 3) == Err(RecvTimeoutError::Timeout) {
                // What went wrong is tried again, and is said by the next check.
                if let Err(StoreError::Lost { .. }) = lock(&kept).renew() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new()
            .name("lease".to_owned())
            .spawn(work)?;
        Ok(Self {
            claim,
            end: Some(end),
            thread: Some(thread),
        })
    }

    /// As [`Claim::check`].
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        lock(&self.claim).check()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked renews nothing either.
            drop(thread.join());
        }
        // Where it stays, it can be taken once its lease has run out.
        drop(lock(&self.claim).free());
    }
}

fn lock(claim: &Mutex<Claim>) -> MutexGuard<'_, Claim> {
    claim.lock().unwrap_or_else(PoisonError::into_inner)
}
