//! Carries plans out: observes, applies step by step, remembers, proves.
//!
//! This crate knows no HTTP and no browser. It speaks to the tenant through the traits of [`ports`].

mod capture;
mod captures;
mod day;
mod drift;
mod effective;
mod executor;
pub mod file;
mod found;
pub mod ledger;
mod noted_rights;
mod observe;
pub mod ports;
mod settle;
mod sink;
mod steps;
mod undo;
mod verify;

pub use capture::{Adopted, Captured, CapturedApiUser, adopt, capture};
pub use captures::{Capture, CaptureError, CaptureSource, Captures};
use day::day;
pub use drift::drift;
pub use executor::{Before, Executor, Progress, Quiet};
pub use found::note_found;
pub use observe::{ObserveError, SIGN_IN_RESTS, Sight, observe};
pub use settle::{remaining, settled};
pub use sink::{Held, ReadBack, SecretSinks, SinkError};
pub use undo::{Undo, UndoError, undo};
pub use verify::{Verify, verify};
