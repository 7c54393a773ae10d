//! People at the admin pages: a real browser, driven by the words that are to be seen, and pages asked for without one.
//!
//! Needs `chromium` and `chromedriver`, which `cargo xtask test` installs. Screenshots are written to
//! `target/screenshots/<walkthrough>/`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests and their helpers end where something is not as it should be"
)]

#[path = "../../../../tests/support/chrome.rs"]
mod chrome;
mod cloudradial;
mod deskdirector;
mod eyes;
mod hand;
mod office_protect;
mod pages;
mod relokia;
mod tasky;
mod vendor;
