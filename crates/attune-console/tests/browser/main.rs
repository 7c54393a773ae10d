//! The driver against a real Chromium and pages of its own.

#![expect(
    clippy::expect_used,
    reason = "what the tests stand on is expected to work"
)]

mod dialogs;
mod frames;
mod guard;
mod input;
mod launch;
mod life;
mod outline;
mod pictures;
mod popups;
mod secrets;
mod stage;
mod waiting;
