//! State for a team: the files of the state folder on object storage.
//!
//! A [`Mirror`] is a private folder with what stands under a prefix of a bucket. Commands work on it as on any state
//! folder. Every line of the ledger is in the store before it is in the folder, under the condition that nobody else has
//! written one since; so a run that lost its lock can announce nothing more. The lock is a lease: it is renewed while its
//! run is alive, and runs out after it.

mod address;
mod client;
mod endpoint;
mod error;
mod lease;
mod mirror;
mod named;
mod objects;
mod relocate;
mod sealing;
mod settings;
mod state;
mod store;
mod vendor;
mod worker;

pub use address::{Address, AddressError, Vendor};

pub use error::StoreError;
pub use lease::{LeftLease, Terms};
pub use mirror::{Lease, Mirror};
pub use relocate::{RelocateError, relocate};
pub use settings::Settings;
pub use state::{Locked, State};

#[cfg(test)]
mod testing;
