//! `Copy Security Level`.

use std::collections::BTreeSet;

use attune_apply::ports::ConsoleError;
use attune_model::LevelId;
use tokio::time::{self, Instant};

use super::Hand;
use super::desk::{Desk, PAUSE};
use super::list::Wanted;
use super::script;
use super::trouble::Trouble;
use crate::locators::PageKind;
use crate::reading::{PageError, level_name, page_kind, read_level};

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
            Ok(()) => self.find_copy(&before).await,
            // Nothing was clicked but, at most, the entry itself.
            Err(trouble @ Trouble::Guard(_)) => Err(self.abandon(trouble).await),
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

    /// The copy, on its own page or as a new row of the list.
    async fn find_copy(&mut self, before: &BTreeSet<String>) -> Result<LevelId, ConsoleError> {
        let patience = match self.hand() {
            Hand::Own => self.setup.patience.page,
            Hand::Human => self.setup.patience.hand,
        };
        let end = Instant::now() + patience;
        loop {
            if let Some(question) = self.question() {
                self.give_up().await;
                return Err(ConsoleError::Refused(question));
            }
            match self.look_for_copy(before).await {
                Ok(Found::Copy(id)) => return Ok(id),
                Ok(Found::Refused(why)) => {
                    self.give_up().await;
                    return Err(ConsoleError::Refused(why));
                }
                Err(trouble) if !trouble.is_passing() => return Err(trouble.after_saving()),
                Ok(Found::Nothing) | Err(_) => {}
            }
            // A copy that a person makes at that very moment is known by its number.
            if self.hand() == Hand::Human
                && let Err(stopped) = self.setup.heed_stop()
            {
                return Err(self.abandon(stopped).await);
            }
            if Instant::now() >= end {
                return Err(ConsoleError::Lost(format!(
                    "no copy came within {} s",
                    patience.as_secs()
                )));
            }
            time::sleep(PAUSE).await;
        }
    }

    async fn look_for_copy(&mut self, before: &BTreeSet<String>) -> Result<Found, Trouble> {
        let page = self.glance().await?;
        match page_kind(&page, &self.locators) {
            Some(PageKind::SecurityLevel) => {
                let reading = read_level(&page, &self.locators)?;
                let Some(id) = reading.id.filter(|id| !before.contains(&id.to_string())) else {
                    return Ok(Found::Nothing);
                };
                let name = level_name(reading.content.name.as_str(), &self.locators);
                self.directory.name_level(id, name);
                Ok(Found::Copy(id))
            }
            Some(PageKind::SecurityLevels) if !page.messages.is_empty() => {
                Ok(Found::Refused(page.messages.join(" ")))
            }
            Some(PageKind::SignIn) => Err(PageError::SignedOut.into()),
            Some(PageKind::AccessDenied) => Err(PageError::AccessDenied.into()),
            Some(
                PageKind::SecurityLevels
                | PageKind::Resources
                | PageKind::NewApiUser
                | PageKind::ApiUser
                | PageKind::Resource
                | PageKind::ProtectedData,
            )
            | None => Ok(Found::Nothing),
        }
    }
}

/// What came of a copy.
enum Found {
    Copy(LevelId),
    Refused(String),
    Nothing,
}
