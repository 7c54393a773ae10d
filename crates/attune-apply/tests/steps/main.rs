//! How steps behave when the tenant does not: lost answers, saves that did not save, other people's edits.
#![cfg(test)]

mod adopt;
mod fake;
mod faults;
mod form;
mod order;
mod retiring;
mod undoing;
mod undoing_at_random;
