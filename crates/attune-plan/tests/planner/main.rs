//! The planner's tests. Each starts from a tenant that is as the manifest says and changes one thing.

#![cfg(test)]

mod api_users;
mod checks;
mod impersonation;
mod laws;
mod levels;
mod model_apply;
mod readings;
mod risks;
mod varied;
mod world;
