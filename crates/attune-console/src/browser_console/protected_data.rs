//! The page `Protected Data Permission`.

use std::collections::BTreeSet;

use attune_apply::ports::ConsoleError;
use attune_model::ResourceId;
use attune_model::catalogue::{ProtectedData, Terms};

use super::desk::Desk;
use super::fill::require_only;
use super::script::Spot;
use super::trouble::Trouble;
use super::wanted::{Task, Wanted};
use crate::extract::Control;
use crate::locators::PageKind;
use crate::reading::read_protected_data;

impl Desk {
    /// Opens the page and reads the boxes of a resource.
    pub(super) async fn read_protected_data(
        &mut self,
        id: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, Trouble> {
        let extract = self.open(PageKind::ProtectedData, None).await?;
        let reading = read_protected_data(&extract, &self.locators)?;
        Ok(reading.boxes(id, &self.name_of(id))?.clone())
    }

    /// Ticks these boxes of a resource, clears its others, saves.
    pub(super) async fn set_protected_data(
        &mut self,
        id: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        match self.fill_protected_data(id, boxes).await {
            Ok(()) => self.save().await,
            Err(trouble) => Err(self.abandon(trouble).await),
        }
    }

    async fn fill_protected_data(
        &mut self,
        id: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), Trouble> {
        let extract = self.open(PageKind::ProtectedData, None).await?;
        let reading = read_protected_data(&extract, &self.locators)?;
        // That the page has the resource, and only once.
        reading.boxes(id, &self.name_of(id))?;
        let (number, name) = (id.to_string(), self.name_of(id));
        let is_row = |control: &&Control| match &control.record {
            Some(record) => *record == number,
            None => control.at.row == name,
        };
        let mut tasks = Vec::new();
        for control in extract.controls.iter().filter(is_row) {
            let is = |column: &ProtectedData| {
                let label = column.label();
                self.locators
                    .is(&control.at.column, label, &Terms::default())
            };
            if let Some(column) = ProtectedData::ALL.into_iter().find(is) {
                tasks.push(Task {
                    spot: Spot {
                        at: control.at.clone(),
                        record: control.record.clone(),
                    },
                    wanted: Wanted::Ticked(boxes.contains(&column)),
                });
            }
        }
        self.announce();
        self.fill(PageKind::ProtectedData, &tasks).await?;
        let after = self.glance().await?;
        require_only(&extract, &after, |spot| {
            tasks.iter().any(|task| task.spot == *spot)
        })
    }

    /// What a resource is called; its number where only that is known.
    pub(super) fn name_of(&self, id: ResourceId) -> String {
        let known = self.directory.person(id);
        known.map_or_else(|| id.to_string(), |person| person.name.clone())
    }
}
