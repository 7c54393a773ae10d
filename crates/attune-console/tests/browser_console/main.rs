//! The browser as console, against a simulator, with a person at it who is an extension of the browser.

#![expect(
    clippy::expect_used,
    reason = "tests and their helpers end where something is not as it should be"
)]

mod guards;
mod levels;
mod odd;
mod people;
mod reading;
mod rotation;
mod runs;
mod site;
mod stage;
#[path = "../support/mod.rs"]
mod support;
