//! A simulated Autotask tenant: REST over HTTP, rights enforced, and admin pages for people, with a port for programs.
//!
//! A [`Tenant`] is plain state that answers requests; a [`Simulator`] serves one over HTTP. It is strict where Autotask
//! is strict and odd where Autotask is odd. Where the real behaviour is not established, a switch of [`Behaviour`] offers
//! both readings or a comment says which one was taken. Nothing here was compared with a live tenant.

mod console;
mod fields;
pub mod operator;
mod rest;
mod rights;
mod simulator;
mod tenant;

pub use console::{ConsoleOptions, Language, Rendering};
pub use simulator::{Bootstrap, Simulator};
pub use tenant::{
    BadIntegrationCode, Behaviour, Entity, Level, Record, Tenant, TenantError, TrackingIdentifier,
};
