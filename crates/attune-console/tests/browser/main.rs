//! The driver against a real Chromium and pages of its own.

#![expect(
    clippy::expect_used,
    reason = "tests and their helpers end where something is not as it should be"
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
