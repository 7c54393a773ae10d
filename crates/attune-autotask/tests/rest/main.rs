//! The adapter against small servers of its own.

#![cfg(test)]

mod acting;
mod connecting;
mod errors;
mod examining;
mod probing;
mod reading;
mod retrying;
mod server;
mod writing;
