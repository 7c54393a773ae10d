//! Carries plans out: observes, applies step by step, remembers, proves.
//!
//! This crate knows no HTTP and no browser. It speaks to the tenant through the traits of [`ports`].

pub mod ports;
