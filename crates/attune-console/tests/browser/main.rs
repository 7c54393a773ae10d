//! The driver against a real Chromium and pages of its own.

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
