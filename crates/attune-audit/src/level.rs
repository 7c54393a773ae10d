//! A security level under audit.

use std::collections::BTreeMap;

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{
    CellId, LevelId, LevelName, ObservedLevel, Remembered, Resource, ResourceId, Timestamp,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cell::{oldest, seen};
use crate::rights::sections;
use crate::{Answer, LevelKind, Owner, SectionRights, SeenCell, Value};

/// A security level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Level {
    /// Its number in this tenant.
    #[schemars(with = "i64")]
    pub id: LevelId,
    /// Its name.
    #[schemars(with = "String")]
    pub name: LevelName,
    /// Whether it is a system level: those are never edited.
    pub system: bool,
    /// Whether it is active.
    pub active: bool,
    /// Who can hold it, as far as anything tells.
    pub kind: LevelKind,
    /// How many hold it; null where people and API users could not be read.
    pub holders: Option<Holders>,
    /// Whose it is.
    pub owner: Owner,
    /// `Allow impersonation of resources with this security level`. API-only levels have no such box and cannot be
    /// impersonated: no.
    pub impersonable: Answer,
    /// `Can login to Web Services API`.
    pub can_login: Answer,
    /// How many cells of the catalogue its page is sure to show and nobody saw; null where its kind is unknown.
    pub unseen_cells: Option<usize>,
    /// When the cell that was seen longest ago was seen, RFC 3339; null where none was.
    #[schemars(with = "Option<String>")]
    pub oldest_cell: Option<Timestamp>,
    /// What the cells that were seen come to, section by section; empty where none was.
    pub sections: Vec<SectionRights>,
    /// The cells that were seen, by address; all others are unknown.
    #[schemars(with = "BTreeMap<String, SeenCell>")]
    pub cells: BTreeMap<CellId, SeenCell>,
}

/// How many hold a level: people or API users.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Holders {
    /// Active ones.
    pub active: usize,
    /// Inactive ones.
    pub inactive: usize,
}

impl Level {
    pub(crate) fn of(
        id: LevelId,
        level: &ObservedLevel,
        levels: &BTreeMap<LevelId, ObservedLevel>,
        resources: Option<&BTreeMap<ResourceId, Resource>>,
        remembered: &Remembered,
    ) -> Self {
        let ObservedLevel {
            name,
            active,
            system,
            cells,
        } = level;
        let kind = LevelKind::of(id, level, levels, resources, remembered);
        let seen = seen(cells);
        let ticked = |path: &str| match seen.get(&CellId::new(path))?.value {
            Value::Flag(flag) => Some(flag),
            Value::Number(_) | Value::Word(_) => None,
        };
        let unseen = kind.cells().filter(|spec| !seen.contains_key(&spec.id()));
        let unseen_cells = (kind != LevelKind::Unknown).then(|| unseen.count());
        let impersonable = if kind == LevelKind::ApiOnly {
            Answer::No
        } else {
            Answer::of_box(ticked(ALLOW_IMPERSONATION))
        };
        Self {
            id,
            name: name.clone(),
            system: *system,
            active: *active,
            kind,
            holders: resources.map(|resources| Holders::of(id, resources)),
            owner: Owner::of_level(id, levels, remembered),
            impersonable,
            can_login: Answer::of_box(ticked(CAN_LOGIN)),
            unseen_cells,
            oldest_cell: oldest(&seen),
            sections: sections(kind, cells),
            cells: seen,
        }
    }

    /// The level as findings and reports name it.
    pub fn title(&self) -> String {
        format!("security level \"{}\"", self.name)
    }
}

impl Holders {
    fn of(level: LevelId, resources: &BTreeMap<ResourceId, Resource>) -> Self {
        let holders = resources.values().filter(|one| one.level == level);
        holders.fold(Self::default(), |mut holders, one| {
            if one.active {
                holders.active += 1;
            } else {
                holders.inactive += 1;
            }
            holders
        })
    }

    /// Active and inactive ones.
    pub fn all(self) -> usize {
        self.active + self.inactive
    }
}
