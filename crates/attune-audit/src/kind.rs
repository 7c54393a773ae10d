//! Whether a level is one of API users or one of people. REST does not say; several things tell.

use std::collections::BTreeMap;

use attune_model::catalogue::{CellKind, CellSpec, Presence, cell, cells, system_level};
use attune_model::{LevelId, LevelName, ObservedLevel, Remembered, Resource, ResourceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who can hold a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LevelKind {
    /// API users, and only they.
    ApiOnly,
    /// People.
    People,
    /// Nothing tells.
    Unknown,
}

impl LevelKind {
    /// What tells of it: the system level it is or was copied from, the cells that its page was seen to show, and who
    /// holds it. API users take API-only levels and people never do (`security.md` 5).
    pub(crate) fn of(
        id: LevelId,
        level: &ObservedLevel,
        levels: &BTreeMap<LevelId, ObservedLevel>,
        resources: Option<&BTreeMap<ResourceId, Resource>>,
        remembered: &Remembered,
    ) -> Self {
        let base = || base(id, levels, remembered);
        let holder = || resources?.values().find(|resource| resource.level == id);
        Self::of_page(level)
            .or_else(|| base().and_then(|name| Self::of_system_level(&name)))
            .or_else(|| holder().map(|holder| Self::of_flag(holder.is_api_user())))
            .unwrap_or(Self::Unknown)
    }

    /// What its own page tells.
    pub(crate) fn of_page(level: &ObservedLevel) -> Option<Self> {
        let of_name = level.system.then(|| Self::of_system_level(&level.name));
        let mut known = level
            .cells
            .iter()
            .filter(|(_, state)| state.value().is_some());
        of_name.flatten().or_else(|| {
            known.find_map(|(id, _)| match cell(id)?.on {
                Presence::ApiOnly => Some(Self::ApiOnly),
                Presence::People => Some(Self::People),
                Presence::EveryLevel => None,
            })
        })
    }

    fn of_system_level(name: &LevelName) -> Option<Self> {
        Some(Self::of_flag(system_level(name)?.api_only))
    }

    fn of_flag(api_only: bool) -> Self {
        if api_only {
            Self::ApiOnly
        } else {
            Self::People
        }
    }

    /// Whether a page of this kind is sure to show the cell. Cells that only show another one are never counted.
    pub(crate) fn shows(self, spec: &CellSpec) -> bool {
        let is_shown = match self {
            Self::ApiOnly => spec.on.includes(true),
            Self::People => spec.on.includes(false),
            Self::Unknown => spec.on == Presence::EveryLevel,
        };
        is_shown && !matches!(spec.kind, CellKind::SameAs(_))
    }

    /// The cells that a page of this kind is sure to show, in their order.
    pub(crate) fn cells(self) -> impl Iterator<Item = &'static CellSpec> {
        cells().filter(move |spec| self.shows(spec))
    }
}

/// The level that attune copied it from.
fn base(
    id: LevelId,
    levels: &BTreeMap<LevelId, ObservedLevel>,
    remembered: &Remembered,
) -> Option<LevelName> {
    let block = remembered.levels.values().find(|level| level.id == id);
    let rule = remembered.copies.iter().find(|(_, copy)| **copy == id);
    block
        .and_then(|level| level.copy_of.clone())
        .or_else(|| Some(levels.get(rule?.0)?.name.clone()))
}
