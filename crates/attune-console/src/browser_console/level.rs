//! The list of security levels, and the editor of one.

use attune_apply::ports::LevelContent;
use attune_model::catalogue::Terms;
use attune_model::{LevelId, LevelName};
use url::Url;

use super::desk::{Desk, Look};
use super::list::Wanted;
use super::trouble::Trouble;
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::locators::known::API_ONLY;
use crate::reading::{LevelReading, PageError, Unknown, level_name, read_level};

/// Where the editors of levels are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Editor {
    /// None was opened yet.
    Unknown,
    /// At this address, with the number in this parameter.
    At { url: Url, parameter: String },
    /// Their addresses lead elsewhere.
    FromList,
}

impl Editor {
    /// The address of one.
    fn of(&self, id: LevelId) -> Option<Url> {
        match self {
            Self::At { url, parameter } => {
                let mut url = url.clone();
                let number = id.to_string();
                url.query_pairs_mut().append_pair(parameter, &number);
                Some(url)
            }
            Self::Unknown | Self::FromList => None,
        }
    }
}

impl Desk {
    /// Opens a level and reads it; says what attune does not know of it.
    pub(super) async fn read_level(&mut self, id: LevelId) -> Result<LevelContent, Trouble> {
        let extract = self.reach_level(id).await?;
        let reading = self.understand_level(id, &extract)?;
        self.report(
            &format!("security level {}", reading.content.name),
            &reading.unknown,
        );
        let content = reading.content.clone();
        let name = level_name(content.name.as_str(), &self.locators);
        self.directory.name_level(id, name);
        if let Some(look) = self.looks.get_mut(&id) {
            look.last = reading;
        } else {
            let look = Look {
                fingerprint: reading.fingerprint.clone(),
                last: reading,
            };
            self.looks.insert(id, look);
        }
        Ok(content)
    }

    /// Opens the editor of a level from the list, by name and number.
    pub(super) async fn open_level(
        &mut self,
        id: LevelId,
    ) -> Result<(Extract, LevelReading), Trouble> {
        let names = self.directory.names_of_level(id);
        let wanted = self.level_in_list(id, &names);
        let extract = self
            .open_row(PageKind::SecurityLevels, &wanted, PageKind::SecurityLevel)
            .await?;
        self.learn_editor(id, &extract);
        let reading = self.understand_level(id, &extract)?;
        if names.is_empty() {
            let shown = level_name(reading.content.name.as_str(), &self.locators);
            self.directory.name_level(id, shown);
        }
        Ok((extract, reading))
    }

    /// The same to read it only: at the address that editors have, where this run has seen one.
    async fn reach_level(&mut self, id: LevelId) -> Result<Extract, Trouble> {
        self.heed_stop()?;
        if let Some(url) = self.editor.of(id) {
            self.go(&url).await?;
            match self.arrive(&[PageKind::SecurityLevel]).await {
                // Whoever is signed out is asked to sign in on the way from the list.
                Err(Trouble::Page(PageError::SignedOut)) => {}
                Err(Trouble::Page(PageError::AnotherPage { .. })) => {
                    self.editor = Editor::FromList;
                }
                other => return other,
            }
        }
        let (extract, _) = self.open_level(id).await?;
        Ok(extract)
    }

    /// Learns the address of editors from one that was opened from the list. One in a window of its own may need the page
    /// that opened it.
    fn learn_editor(&mut self, id: LevelId, page: &Extract) {
        if self.editor != Editor::Unknown || self.is_in_window() {
            return;
        }
        let page_ids: Vec<_> = page.ids.iter().collect();
        if let [(name, number)] = page_ids.as_slice()
            && **number == id.to_string()
        {
            let mut url = self.setup.console.clone();
            url.set_query(None);
            url.set_path(&page.path);
            self.editor = Editor::At {
                url,
                parameter: (*name).clone(),
            };
        }
    }

    /// What the editor shows, where it is that of the level: its number and its name say so.
    fn understand_level(&self, id: LevelId, extract: &Extract) -> Result<LevelReading, Trouble> {
        let names = self.directory.names_of_level(id);
        let reading = read_level(extract, &self.locators)?;
        if let Some(other) = reading.id.filter(|other| *other != id) {
            return Err(Trouble::Guard(format!(
                "the page is that of level {other}, not of {id}; plan again"
            )));
        }
        let shown = level_name(reading.content.name.as_str(), &self.locators);
        if names.is_empty() && reading.id.is_none() {
            return Err(Trouble::Guard(format!(
                "the page does not say the number of `{shown}`, and of level {id} nothing else is known"
            )));
        }
        if !names.is_empty() && !names.contains(&shown) {
            let name = names.first().map_or("", LevelName::as_str);
            return Err(Trouble::Guard(format!(
                "level {id} is named `{shown}` on its page, not `{name}`; plan again"
            )));
        }
        Ok(reading)
    }

    /// What the row of a level shows: lists mark API-only levels, and translate the names of system levels.
    pub(super) fn level_in_list(&self, id: LevelId, names: &[LevelName]) -> Wanted {
        let marks = self.locators.words(API_ONLY, &Terms::default());
        let mut shown = Vec::new();
        for name in names {
            for word in self.locators.words(name.as_str(), &Terms::default()) {
                shown.extend(marks.iter().map(|mark| format!("{word} {mark}")));
                shown.push(word);
            }
        }
        // The plain name is the one for messages.
        shown.reverse();
        Wanted {
            id: id.0,
            names: shown,
        }
    }

    /// Says which controls of a page attune does not know, each where it is seen first.
    pub(super) fn report(&mut self, page: &str, unknown: &[Unknown]) {
        for Unknown {
            at,
            value: _,
            cell: _,
        } in unknown
        {
            if self.strange.insert(at.clone()) {
                self.tell(&format!("{page}: attune does not know `{at}`"));
            }
        }
    }
}
