//! Which levels of a manifest are API-only: a copy is what its base is.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::LevelName;
use attune_model::catalogue::{SystemLevel, system_level};

/// The levels of the manifest and what they are copied from.
pub(super) struct Bases(BTreeMap<LevelName, LevelName>);

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
        Self(levels.collect())
    }

    /// What a copy of `base` is.
    pub(super) fn kind(&self, base: &LevelName) -> Kind {
        let mut seen = BTreeSet::new();
        let mut level = base;
        while seen.insert(level) {
            if let Some(system) = system_level(level) {
                return Kind::Known(system);
            }
            match self.0.get(level) {
                Some(base) => level = base,
                None => return Kind::Unknown,
            }
        }
        Kind::Cycle
    }
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
