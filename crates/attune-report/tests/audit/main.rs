//! Audits and comparisons as people and programs read them.
#![cfg(test)]

mod compare;
mod documents;
mod hostile;
mod texts;
mod world;
