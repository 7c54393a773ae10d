//! The planner's tests. Each starts from a tenant that is as the manifest says and changes one thing.

#![cfg(test)]

mod accept;
mod adoption;
mod api_user_form;
mod api_users;
mod assignments;
mod cases;
mod checks;
mod drifted;
mod expiry;
mod first_removal;
mod foreign;
mod guards;
mod impersonation;
mod judged;
mod laws;
mod level_limit;
mod levels;
mod mass_change;
mod minimal;
mod model_apply;
mod named_levels;
mod notes;
mod own_access;
mod ownership;
mod part;
mod problems;
mod prune;
mod readings;
mod relied;
mod replacement;
mod risks;
mod rotation;
mod selectors;
mod shuffled;
mod varied;
mod world;
