//! The language by the commands that need no tenant.

mod edits;
mod findings;
mod first;
mod layers;
mod schema;
