//! One level against another, cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{CellSpec, cell, cells};
use attune_model::{CellId, LevelName, ObservedLevel, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::{self, CellComparison, Counts};
use crate::cell::{SeenCell, oldest, seen};
use crate::{Holders, Level, LevelKind};

/// Two levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelComparison {
    /// The first.
    pub a: LevelSide,
    /// The second.
    pub b: LevelSide,
    /// How many cells came to what.
    pub counts: Counts,
    /// Every cell that one of them can be expected to have or was seen to have: those of the catalogue in the order of the
    /// page, then the others by their labels.
    pub cells: Vec<CellComparison>,
}

/// One of two levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelSide {
    /// Its name.
    #[schemars(with = "String")]
    pub name: LevelName,
    /// Whether it is a system level.
    pub system: bool,
    /// Whether it is active.
    pub active: bool,
    /// How many hold it; null where that is not known here.
    pub holders: Option<Holders>,
    /// When the cell that was seen longest ago was seen, RFC 3339; null where none was.
    #[schemars(with = "Option<String>")]
    pub oldest_cell: Option<Timestamp>,
}

/// The levels of two tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelsComparison {
    /// The names of those that only the first tenant has.
    #[schemars(with = "Vec<String>")]
    pub only_a: Vec<LevelName>,
    /// The names of those that only the second tenant has.
    #[schemars(with = "Vec<String>")]
    pub only_b: Vec<LevelName>,
    /// Those of the same name, system levels with system levels.
    pub both: Vec<LevelComparison>,
}

/// One level with all that a comparison needs.
struct One {
    side: LevelSide,
    kind: LevelKind,
    cells: BTreeMap<CellId, SeenCell>,
}

/// Compares two levels, of one tenant or of two.
pub fn compare_levels(a: &ObservedLevel, b: &ObservedLevel) -> LevelComparison {
    One::compare(One::observed(a), One::observed(b))
}

impl One {
    fn observed(level: &ObservedLevel) -> Self {
        let ObservedLevel {
            name,
            active,
            system,
            cells,
        } = level;
        let cells = seen(cells);
        Self {
            side: LevelSide {
                name: name.clone(),
                system: *system,
                active: *active,
                holders: None,
                oldest_cell: oldest(&cells),
            },
            kind: LevelKind::of_page(level).unwrap_or(LevelKind::Unknown),
            cells,
        }
    }

    fn audited(level: &Level) -> Self {
        Self {
            side: LevelSide {
                name: level.name.clone(),
                system: level.system,
                active: level.active,
                holders: level.holders,
                oldest_cell: level.oldest_cell,
            },
            kind: level.kind,
            cells: level.cells.clone(),
        }
    }

    fn compare(a: Self, b: Self) -> LevelComparison {
        let shown = cells().filter(|spec| {
            let id = spec.id();
            let is_seen = a.cells.contains_key(&id) || b.cells.contains_key(&id);
            a.kind.shows(spec) || b.kind.shows(spec) || is_seen
        });
        let others: BTreeSet<&CellId> = a
            .cells
            .keys()
            .chain(b.cells.keys())
            .filter(|id| cell(id).is_none())
            .collect();
        let ids = shown.map(CellSpec::id).chain(others.into_iter().cloned());
        let cells: Vec<CellComparison> = ids
            .map(|id| verdict::cell(id, &a.cells, &b.cells))
            .collect();
        LevelComparison {
            a: a.side,
            b: b.side,
            counts: Counts::of(&cells),
            cells,
        }
    }
}

impl LevelsComparison {
    pub(super) fn of(a: &[Level], b: &[Level]) -> Self {
        let mut compared = Self {
            only_a: Vec::new(),
            only_b: Vec::new(),
            both: Vec::new(),
        };
        let (mut left, mut right) = (by_name(a), by_name(b));
        let names: BTreeSet<_> = left.keys().chain(right.keys()).copied().collect();
        for name in names {
            let a = left.remove(&name).unwrap_or_default();
            let b = right.remove(&name).unwrap_or_default();
            let common = a.len().min(b.len());
            let pairs = a.iter().zip(&b);
            compared
                .both
                .extend(pairs.map(|(a, b)| One::compare(One::audited(a), One::audited(b))));
            let rest = |levels: &[&Level]| -> Vec<LevelName> {
                levels
                    .iter()
                    .skip(common)
                    .map(|level| level.name.clone())
                    .collect()
            };
            compared.only_a.extend(rest(&a));
            compared.only_b.extend(rest(&b));
        }
        compared
    }
}

/// Names are not promised to be unique, so each has a list.
fn by_name(levels: &[Level]) -> BTreeMap<(&LevelName, bool), Vec<&Level>> {
    let mut named: BTreeMap<_, Vec<&Level>> = BTreeMap::new();
    for level in levels {
        named
            .entry((&level.name, level.system))
            .or_default()
            .push(level);
    }
    named
}
