//! From what a page shows to what attune knows: pure, and nothing is guessed.
//!
//! What the page has and the catalogue does not is reported, as is what the page should have and does not; what cannot be
//! understood, or stands there twice, is an error.

mod api_user;
mod cells;
mod error;
mod fingerprint;
mod guard;
mod level;
mod level_name;
mod only;
mod person;
mod protected_data;
mod sheet;
mod tenant_terms;
mod unknown;
mod value;

pub use api_user::{ApiUserReading, control_of_form, read_api_user};
pub use error::PageError;
pub use guard::{expect, expect_host, page_kind, signed_in};
pub use level::{LevelPlaces, LevelReading, read_level};
pub use level_name::level_name;
pub use person::{PersonReading, read_person};
pub use protected_data::{BoxesOf, ProtectedDataReading, read_protected_data};
pub use unknown::Unknown;
