//! The form of an API user that is there.

use attune_apply::ports::ApiUserContent;
use attune_model::ResourceId;

use super::desk::Desk;
use super::list::Wanted;
use super::trouble::Trouble;
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::reading::{ApiUserReading, read_api_user};

impl Desk {
    /// Opens the form of an API user and reads it; says what attune does not know of it.
    pub(super) async fn read_api_user(
        &mut self,
        id: ResourceId,
    ) -> Result<ApiUserContent, Trouble> {
        let (_, reading) = self.open_api_user(id).await?;
        self.report(&format!("API user {id}"), &reading.unknown);
        Ok(reading.content(&self.directory.levels(), &self.directory.locations)?)
    }

    /// Opens the form of an API user from the list, by name and number.
    pub(super) async fn open_api_user(
        &mut self,
        id: ResourceId,
    ) -> Result<(Extract, ApiUserReading), Trouble> {
        let known = self.directory.person(id);
        let wanted = Wanted {
            id: id.0,
            // One that was made in this run is known by its number only.
            names: known
                .map(|person| person.name.clone())
                .into_iter()
                .collect(),
        };
        let extract = self
            .open_row(PageKind::Resources, &wanted, PageKind::ApiUser)
            .await?;
        let reading = read_api_user(&extract, &self.locators)?;
        match reading.id {
            Some(other) if other != id => Err(Trouble::Guard(format!(
                "the page is that of API user {other}, not of {id}; plan again"
            ))),
            Some(_) | None => Ok((extract, reading)),
        }
    }
}
