//! Several extracts of one page.

use attune_apply::ports::{ApiUserContent, LevelContent};
use attune_console::reading::ProtectedDataReading;
use attune_model::Timestamp;
use attune_model::catalogue::api_user_form::API_TRACKING_IDENTIFIER;

/// What a file shows, and when it was taken.
#[derive(Clone)]
pub(super) struct Taken<T> {
    pub(super) file: String,
    pub(super) at: Timestamp,
    pub(super) content: T,
}

/// The newest of extracts that show the same.
///
/// # Errors
/// Which two files show what differently.
pub(super) fn agree<T: Differs>(taken: Vec<Taken<T>>) -> Result<Option<Taken<T>>, String> {
    let mut newest: Option<Taken<T>> = None;
    for next in taken {
        newest = match newest {
            None => Some(next),
            Some(before) => {
                if let Some(what) = before.content.differs(&next.content) {
                    return Err(format!(
                        "{} and {} contradict each other about {what}; leave out the one that is out of date",
                        before.file, next.file
                    ));
                }
                Some(if next.at > before.at { next } else { before })
            }
        };
    }
    Ok(newest)
}

/// What two looks at one page can differ in.
pub(super) trait Differs {
    /// The first thing that they do not both show.
    fn differs(&self, other: &Self) -> Option<String>;
}

impl Differs for LevelContent {
    fn differs(&self, other: &Self) -> Option<String> {
        let cells = self.cells.keys().chain(other.cells.keys());
        let mut cells = cells.filter(|cell| self.cells.get(*cell) != other.cells.get(*cell));
        if let Some(cell) = cells.next() {
            return Some(cell.to_string());
        }
        (self != other).then(|| "its name, or whether it is active".to_owned())
    }
}

impl Differs for ApiUserContent {
    fn differs(&self, other: &Self) -> Option<String> {
        let fields = self.fields.keys().chain(other.fields.keys());
        let mut fields = fields.filter(|field| self.fields.get(*field) != other.fields.get(*field));
        if let Some(field) = fields.next() {
            return Some(field.label().to_owned());
        }
        (self != other).then(|| API_TRACKING_IDENTIFIER.to_owned())
    }
}

impl Differs for ProtectedDataReading {
    fn differs(&self, other: &Self) -> Option<String> {
        (self.resources != other.resources).then(|| "the boxes of a resource".to_owned())
    }
}
