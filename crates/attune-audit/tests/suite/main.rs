//! What an audit says of tenants that are made up for it.
#![cfg(test)]

mod api_users;
mod compare;
mod findings;
mod levels;
mod score;
mod symmetry;
mod world;
