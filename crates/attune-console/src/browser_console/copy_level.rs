//! `Copy Security Level`.

use std::collections::BTreeSet;

use attune_apply::ports::ConsoleError;
use attune_model::LevelId;

use super::Hand;
use super::answer::Said;
use super::desk::Desk;
use super::list::Wanted;
use super::script;
use super::trouble::Trouble;
use crate::locators::PageKind;
use crate::reading::{level_name, read_level, signed_in};

const COPY: &str = "Copy Security Level";

impl Desk {
    /// Copies a level; the number of the copy.
    pub(super) async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        let (wanted, before) = match self.open_levels(base).await {
            Ok(ready) => ready,
            Err(trouble) => return Err(self.abandon(trouble).await),
        };
        let entry = self.spoken(COPY);
        let chosen = match self.hand() {
            Hand::Own => self.choose(&wanted, &entry).await,
            Hand::Human => self.point_at_row(&wanted).await,
        };
        match chosen {
            Ok(()) => {
                self.answer("no copy came", async |desk| {
                    desk.look_for_copy(&before).await
                })
                .await
            }
            Err(trouble) if trouble.is_before_click() => Err(self.abandon(trouble).await),
            Err(trouble) => Err(trouble.after_saving()),
        }
    }

    /// The list with the level, and the numbers that are there before.
    async fn open_levels(&mut self, base: LevelId) -> Result<(Wanted, BTreeSet<String>), Trouble> {
        let names = self.directory.level(base)?;
        let wanted = self.level_in_list(base, &names);
        self.open(PageKind::SecurityLevels, None).await?;
        let rows = self.rows().await?;
        let before = rows.into_iter().filter_map(|row| row.key).collect();
        drop(self.page().dialogs());
        self.announce();
        Ok((wanted, before))
    }

    async fn point_at_row(&self, wanted: &Wanted) -> Result<(), Trouble> {
        let rows = self.rows().await?;
        let (row, shown) = wanted.find(&rows)?;
        let note = format!("{shown}: right-click this row and choose `{COPY}`");
        let target = script::cell(row.key.as_deref(), shown);
        self.point_at(&target, &note).await
    }

    /// The copy, once its own page comes.
    async fn look_for_copy(
        &mut self,
        before: &BTreeSet<String>,
    ) -> Result<Option<Said<LevelId>>, Trouble> {
        let page = self.glance().await?;
        match signed_in(&page, &self.locators)? {
            Some(PageKind::SecurityLevel) => {
                let reading = read_level(&page, &self.locators)?;
                let Some(id) = reading.id.filter(|id| !before.contains(&id.to_string())) else {
                    return Ok(None);
                };
                let name = level_name(reading.content.name.as_str(), &self.locators);
                self.directory.name_level(id, name);
                Ok(Some(Said::Done(id)))
            }
            Some(PageKind::SecurityLevels) if !page.messages.is_empty() => {
                Ok(Some(Said::Refused(page.messages.join(" "))))
            }
            Some(_) | None => Ok(None),
        }
    }
}
