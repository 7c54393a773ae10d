//! A simulated Autotask tenant: REST over HTTP, rights enforced, and admin pages for people, with a port for programs.
//!
//! A [`Tenant`] is plain state that answers requests; a [`Simulator`] serves one over HTTP. It is strict where Autotask
//! is strict and odd where Autotask is odd. Where the real behaviour is not established, a switch of [`Behaviour`] offers
//! both readings or a comment says which one was taken. Nothing here was compared with a live tenant.
//!
//! REST is driven by tables below `data/`, each with a head that says where it comes from:
//!
//! | table | holds | from |
//! |---|---|---|
//! | `entities.tsv` | the 232 entities, their names and operations | the vendor's `OpenAPI` document |
//! | `children.tsv` | what stands below a record | the same |
//! | `models.tsv`, `envelopes.tsv` | names and types of properties | the same |
//! | `access.tsv` | what an API user of a live tenant could do in 2021 | a recording |
//! | `flags.tsv` | required, read-only, lengths, references, picklists | a recording for people, else put together |
//! | `picklists.tsv` | values of picklists | made up |
//!
//! Which cell of a level decides about which entity is a table too, with sources and a mark where it is guessed:
//! `GET {console}simulator/rights` shows it. Faults on demand ([`Injection`]), the clock, the switches, the log and the
//! present state as a fixture are at hand below the same address.

mod console;
mod fields;
pub mod operator;
mod rest;
mod rights;
mod simulator;
mod tenant;

pub use console::{ConsoleOptions, Language, Rendering};
pub use simulator::{Bootstrap, Simulator, fleet};
pub use tenant::{
    AccessWords, ApiVersions, BadIntegrationCode, Behaviour, BulkInformation, ClockKind, Entity,
    InactiveLevels, InformationAsPerson, Injection, Leniency, Level, Limit, LongStrings,
    Maintenance, PicklistValues, QueryAsPerson, Record, Sizes, Slip, Tenant, TenantError,
    TrackingIdentifier, Trouble,
};
