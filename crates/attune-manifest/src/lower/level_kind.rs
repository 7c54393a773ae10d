//! Which levels of a manifest are API-only: a copy is what its base is.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::LevelName;
use attune_model::catalogue::{SystemLevel, system_level};

/// What copies of the manifest's levels are.
pub(super) struct Bases(BTreeMap<LevelName, Kind>);

/// Where the chain of bases ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// At a system level.
    Known(&'static SystemLevel),
    /// At a level that is neither of the manifest nor of the catalogue.
    Unknown,
    /// Nowhere.
    Cycle,
}

/// What a level is copied from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base<'a> {
    /// Its name.
    pub(super) name: &'a LevelName,
    /// Where its own bases end.
    pub(super) kind: Kind,
}

impl Base<'_> {
    /// The system level that it comes from, where that can be told.
    pub(super) fn system(&self) -> Option<&'static SystemLevel> {
        match self.kind {
            Kind::Known(system) => Some(system),
            Kind::Unknown | Kind::Cycle => None,
        }
    }

    /// Whether only API users can hold its copies, where that can be told.
    pub(super) fn api_only(&self) -> Option<bool> {
        self.system().map(|system| system.api_only)
    }
}

impl Bases {
    /// Takes levels with their bases, by name.
    pub(super) fn new(levels: impl Iterator<Item = (LevelName, LevelName)>) -> Self {
        let bases: BTreeMap<LevelName, LevelName> = levels.collect();
        let mut kinds = BTreeMap::new();
        for level in bases.keys() {
            // All levels on the way to the end of a chain are of one kind, so each is passed once.
            let mut passed = BTreeSet::new();
            let mut level = level;
            let kind = loop {
                if let Some(kind) = known(&kinds, level) {
                    break kind;
                }
                if !passed.insert(level) {
                    break Kind::Cycle;
                }
                match bases.get(level) {
                    Some(base) => level = base,
                    None => break Kind::Unknown,
                }
            };
            kinds.extend(passed.into_iter().map(|level| (level.clone(), kind)));
        }
        Self(kinds)
    }

    /// What a copy of `base` is.
    pub(super) fn kind(&self, base: &LevelName) -> Kind {
        known(&self.0, base).unwrap_or(Kind::Unknown)
    }
}

fn known(kinds: &BTreeMap<LevelName, Kind>, level: &LevelName) -> Option<Kind> {
    let system = system_level(level).map(Kind::Known);
    system.or_else(|| kinds.get(level).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_comes_from_the_end_of_the_chain() {
        let level = LevelName::new;
        let bases = Bases::new(
            [
                ("A", "API User (system)"),
                ("B", "A"),
                ("C", "Manager (system)"),
                ("D", "Elsewhere"),
                ("E", "F"),
                ("F", "E"),
                ("G", "E"),
            ]
            .into_iter()
            .map(|(name, base)| (level(name), level(base))),
        );
        let api_only = |name| {
            let name = level(name);
            let kind = bases.kind(&name);
            Base { name: &name, kind }.api_only()
        };
        assert_eq!(api_only("B"), Some(true));
        assert_eq!(api_only("C"), Some(false));
        assert_eq!(bases.kind(&level("D")), Kind::Unknown);
        assert_eq!(bases.kind(&level("G")), Kind::Cycle);
    }
}
