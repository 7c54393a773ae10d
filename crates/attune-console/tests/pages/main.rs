//! The pages of the simulator in a real browser, through the script that looks at them, held against what the simulator
//! knows; and pages that are put together by hand.
//!
//! Needs `chromium` and `chromedriver`, which `cargo xtask test` installs.
#![cfg(test)]

mod administrator;
mod changed;
#[path = "../../../../tests/support/chrome.rs"]
mod chrome;
mod forms;
mod guards;
mod levels;
mod locators;
mod made;
mod secrets;
