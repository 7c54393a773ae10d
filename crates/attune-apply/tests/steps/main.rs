//! How steps behave when the tenant does not: lost answers, saves that did not save, other people's edits; and what a
//! look at it tells, together with ledger and captures.
#![cfg(test)]

mod adopt;
mod adopting;
mod by_hand;
mod by_hand_shown;
mod capturing;
mod drift;
mod drifting;
mod fake;
mod faults;
mod form;
mod found;
mod left_behind;
mod live;
mod look;
mod noted;
mod order;
mod out_of_reach;
mod put_back;
mod refused;
mod retiring;
mod rotating;
mod rotating_by_hand;
mod seen;
mod settling;
mod undoing;
mod undoing_at_random;
mod undoing_gone;
mod undoing_order;
