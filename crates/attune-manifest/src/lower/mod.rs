//! From the tree to what the manifest asks for.
//!
//! Every function reports what it finds and goes on. What is left out because of an error does not matter: a
//! manifest with errors is never handed on.

mod accept;
mod api_user;
mod block;
mod cells;
mod check;
pub(crate) mod connection;
mod credentials;
mod document;
mod extra;
mod impersonation;
mod level;
mod level_choice;
mod level_kind;
mod people;
mod policy;
mod selector;

pub(crate) use block::{blocks, handle};
pub(crate) use document::{Lowered, lower, tenant};
pub(crate) use level::LONGEST_NAME;
