//! The operator's browser as a console: attune opens pages, reads them, and sets controls with its own hands or with the
//! operator's, as the operator who signed in could.
//!
//! Nothing is used by id or place, everything by words ([`crate::extract`], [`crate::locators`]). Before the first input on
//! a page it has to be the one that was meant: host, heading, name and number, the same build and the same values as when it
//! was read. After `Save` nothing is tried again.

mod answer;
mod api_user;
mod arrive;
mod console;
mod copy_level;
mod desk;
mod directory;
mod edit_api_user;
mod edit_level;
mod fill;
mod generated;
mod hand;
mod level;
mod list;
mod new_api_user;
mod person;
mod protected_data;
mod rotate_secret;
mod save;
mod script;
mod setup;
mod sign_in;
mod stop;
mod tell;
mod trouble;
mod wanted;
mod way;

use attune_apply::ports::ConsoleError;
use desk::Desk;
use directory::Directory;
pub use setup::{Hand, Patience, Setup};
pub use stop::Stop;
pub use tell::Tell;

/// A browser as console; started at the first visit.
#[derive(Debug)]
pub struct BrowserConsole {
    setup: Setup,
    directory: Directory,
    desk: Option<Desk>,
    /// Why the browser did not start, or nobody signed in: then nobody is asked again.
    absent: Option<ConsoleError>,
}
