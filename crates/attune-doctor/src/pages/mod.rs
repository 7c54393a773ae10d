//! What pages of the admin console show against what the catalogue expects, by opening them only.

mod opened;
mod patch;

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::{Console, LevelContent};
use attune_model::catalogue::{CellKind, cells};
use attune_model::{CellId, Field, LevelId, Resource, ResourceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::CatalogueCell;
use crate::count::Count;

pub use opened::{Kind, Opened, text};
pub use patch::{bare_patch, patch};

/// How many pages of a kind are opened at most.
const MOST: usize = 5;

/// What the pages showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pages {
    /// The editor of API-only levels.
    pub api_only_levels: Sheet,
    /// The editor of levels of people.
    pub levels_of_people: Sheet,
    /// Pages of levels that could not be read.
    pub unread_levels: Count,
    /// Forms of API users that were read.
    pub api_users: Count,
    /// Forms of API users that could not be read.
    pub unread_api_users: Count,
}

/// What the level editor showed, for one kind of level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sheet {
    /// Pages that were read.
    pub read: Count,
    /// Cells of the catalogue that no page showed.
    pub not_found: BTreeSet<CatalogueCell>,
    /// Cells that the catalogue does not have.
    pub unknown: Count,
    /// Their labels, where they were asked for: a tenant may have put names into them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<BTreeSet<String>>,
}

/// Which pages to open: of levels that API users hold, of levels that others hold, of API users; the lowest numbers of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Levels.
    pub levels: Vec<LevelId>,
    /// API users.
    pub api_users: Vec<ResourceId>,
}

impl Choice {
    /// Among the levels and API users of a tenant.
    pub fn of(resources: &BTreeMap<ResourceId, Resource>) -> Self {
        let held = |by_api_users: bool| -> BTreeSet<LevelId> {
            let holders = resources.values();
            let holders = holders.filter(|holder| holder.is_api_user() == by_api_users);
            holders.map(|holder| holder.level).collect()
        };
        let users = resources.iter().filter(|(_, user)| user.is_api_user());
        Self {
            levels: held(true)
                .into_iter()
                .take(MOST)
                .chain(held(false).into_iter().take(MOST))
                .collect(),
            api_users: users.map(|(id, _)| *id).take(MOST).collect(),
        }
    }
}

/// What the doctor saw at the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What a report may tell of it.
    pub pages: Pages,
    /// Every kind of page that was opened, for whoever sits at the terminal.
    pub opened: BTreeMap<Kind, Opened>,
}

/// Opens the pages and reads them; saves nothing. The labels of unknown cells are always told.
///
/// The page `Protected Data Permission` is one for all, so it is opened for the first API user only.
pub async fn look(console: &mut impl Console, choice: &Choice) -> Seen {
    let [mut on_levels, mut on_users, mut on_boxes] = <[Opened; 3]>::default();
    let mut levels = Vec::new();
    for level in &choice.levels {
        match console.read_level(*level).await {
            Ok(content) => {
                on_levels.read += 1;
                levels.push(content);
            }
            Err(why) => on_levels.refuse(level, &why),
        }
    }
    for user in &choice.api_users {
        match console.read_api_user(*user).await {
            Ok(form) => {
                on_users.read += 1;
                let lacking = FORM.iter().filter(|it| !form.fields.contains_key(it));
                on_users.lacking.extend(lacking.map(|field| field.label()));
            }
            Err(why) => on_users.refuse(user, &why),
        }
    }
    for user in choice.api_users.iter().take(1) {
        match console.read_protected_data(*user).await {
            Ok(_) => on_boxes.read += 1,
            Err(why) => on_boxes.refuse(user, &why),
        }
    }
    let of = |api_only: bool| Sheet::of(&levels, api_only);
    let pages = Pages {
        api_only_levels: of(true),
        levels_of_people: of(false),
        unread_levels: Count::of(on_levels.unread()),
        api_users: Count::of(on_users.read),
        unread_api_users: Count::of(on_users.unread()),
    };
    let opened = BTreeMap::from([
        (Kind::SecurityLevel, on_levels),
        (Kind::ApiUser, on_users),
        (Kind::ProtectedData, on_boxes),
    ]);
    Seen { pages, opened }
}

/// The fields that a form shows whatever is chosen there.
const FORM: [Field; 9] = [
    Field::FirstName,
    Field::MiddleName,
    Field::LastName,
    Field::Email,
    Field::EmailTypeCode,
    Field::IsActive,
    Field::Locked,
    Field::LinesOfBusiness,
    Field::ViewsUnassigned,
];

impl Pages {
    /// The same without any label.
    #[must_use]
    pub fn without_labels(mut self) -> Self {
        self.api_only_levels.labels = None;
        self.levels_of_people.labels = None;
        self
    }
}

impl Sheet {
    fn of(levels: &[LevelContent], api_only: bool) -> Self {
        let pages: Vec<&LevelContent> = levels
            .iter()
            .filter(|level| level.api_only == api_only)
            .collect();
        if pages.is_empty() {
            return Self::default();
        }
        let shown: BTreeSet<&str> = pages
            .iter()
            .flat_map(|page| page.cells.keys().map(CellId::as_str))
            .collect();
        // What only repeats another cell holds nothing of its own.
        let expected = cells()
            .filter(|spec| spec.on.includes(api_only) && !matches!(spec.kind, CellKind::SameAs(_)));
        let extra: BTreeSet<String> = pages
            .iter()
            .flat_map(|page| page.cells.keys())
            .filter(|cell| CatalogueCell::at(cell.as_str()).is_none())
            .map(|cell| cell.to_string().trim_start_matches("extra.").to_owned())
            .collect();
        Self {
            read: Count::of(pages.len()),
            not_found: expected
                .filter(|spec| !shown.contains(spec.path))
                .filter_map(|spec| CatalogueCell::at(spec.path))
                .collect(),
            unknown: Count::of(extra.len()),
            labels: Some(extra),
        }
    }
}
