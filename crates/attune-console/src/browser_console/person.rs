//! Giving a person or an API user another level.

use std::collections::BTreeMap;

use attune_apply::ports::ConsoleError;
use attune_model::{Field, FieldValue, LevelId, LevelName, ResourceId};

use super::desk::Desk;
use super::fill::{control_at, require_only};
use super::script::Spot;
use super::trouble::Trouble;
use super::wanted::{self, Task};
use crate::locators::PageKind;
use crate::reading::{level_name, read_person};

impl Desk {
    /// Chooses a level for somebody and saves.
    pub(super) async fn assign_level(
        &mut self,
        id: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        let known = self.directory.person(id);
        if known.is_none_or(|person| person.api_user) {
            let fields = BTreeMap::from([(Field::UserType, FieldValue::Number(level.0))]);
            return self.update_api_user(id, &fields).await;
        }
        match self.fill_person(id, level).await {
            Ok(()) => self.save().await,
            Err(trouble) => Err(self.abandon(trouble).await),
        }
    }

    async fn fill_person(&mut self, id: ResourceId, level: LevelId) -> Result<(), Trouble> {
        let names = self.directory.level(level)?;
        let extract = self.open(PageKind::Resource, Some(id.0)).await?;
        let reading = read_person(&extract, &self.locators)?;
        let name = self.name_of(id);
        if reading.id != Some(id) || reading.name != name {
            let found = reading
                .id
                .map_or_else(|| "no number".to_owned(), |id| id.to_string());
            return Err(Trouble::Guard(format!(
                "the page is about `{}` ({found}), not about `{name}` ({id})",
                reading.name
            )));
        }
        let spot = Spot::of(reading.place);
        let control = control_at(&extract, &spot)?;
        let is = |option: &str| names.contains(&level_name(option, &self.locators));
        let meant = names.first().map_or("", LevelName::as_str);
        let task = Task {
            spot: spot.clone(),
            wanted: wanted::option(control, is, meant)?,
        };
        self.announce();
        self.fill(PageKind::Resource, &[task]).await?;
        let after = self.glance().await?;
        require_only(&extract, &after, |other| *other == spot)
    }
}
