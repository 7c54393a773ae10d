//! The operator's own browser, driven over the `DevTools` protocol: start it, open a page, act with real input.
//!
//! Everything here stands below the pages of the console: it knows tabs, elements and keys, and nothing of Autotask.
//! A page acts only where its address belongs to the [`ConsoleHost`] that it was opened for.

mod console_host;
mod error;
mod find;
mod launch;
mod page;
mod process;
mod profile;
mod protocol;
mod running;
mod session;
mod system;
mod targets;
mod wire;

pub use console_host::ConsoleHost;
pub use error::BrowserError;
pub use find::find_browser;
pub use launch::{Launch, Sandbox, Wire};
pub use page::{Condition, Dialog, DialogAnswer, DialogKind, DialogRule, Key, Page, Target};
pub use profile::{ProfileError, default_profiles, refuse_default_profile};
pub use running::Browser;
pub use system::System;
