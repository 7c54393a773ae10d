//! `attune ledger`: what attune did to a tenant, whether that is whole, and who holds its lock.

mod relocate;
mod show;
mod unlock;
mod verify;

pub(super) use relocate::run as relocate;
pub(super) use show::run as show;
pub(super) use unlock::run as unlock;
pub(super) use verify::run as verify;
