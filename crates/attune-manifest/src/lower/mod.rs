//! From the tree to what the manifest asks for.
//!
//! Every function reports what it finds and goes on. What is left out because of an error does not matter: a
//! manifest with errors is never handed on.

mod api_user;
mod block;
mod cells;
mod check;
mod connection;
mod document;
mod impersonation;
mod level;
mod level_kind;

pub(crate) use document::{Lowered, lower};
