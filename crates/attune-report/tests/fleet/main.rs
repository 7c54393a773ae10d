//! What people and programs read of a run over many tenants.
#![cfg(test)]

mod documents;
mod hostile;
mod pages;
mod texts;
mod world;
