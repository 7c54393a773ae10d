//! The same maps, filled in another order.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{Desired, Observed, Ownership, Reading, Remembered};

pub(crate) fn shuffled_desired(desired: Desired, seed: u64) -> Desired {
    let Desired {
        tenant,
        security_levels,
        impersonation,
        people,
        api_users,
        checks,
        accept,
        ownership,
    } = desired;
    let mut shuffle = Shuffle(seed);
    let security_levels = shuffle.map(security_levels);
    Desired {
        tenant,
        security_levels: security_levels
            .into_iter()
            .map(|(handle, mut level)| {
                level.cells = shuffle.map(level.cells);
                (handle, level)
            })
            .collect(),
        impersonation: shuffle.map(impersonation),
        people: shuffle.map(people),
        api_users: shuffle.map(api_users),
        checks: shuffle.map(checks),
        accept: shuffle.map(accept),
        ownership: Ownership {
            security_levels: shuffle.map(ownership.security_levels),
            api_users: shuffle.map(ownership.api_users),
            people: shuffle.map(ownership.people),
            prune: ownership.prune,
        },
    }
}

pub(crate) fn shuffled_observed(observed: Observed, seed: u64) -> Observed {
    let Observed {
        tenant,
        today,
        levels,
        resources,
        fields,
        vendors,
        caller,
        effective,
        remembered,
    } = observed;
    let mut shuffle = Shuffle(seed);
    let Remembered {
        database,
        levels: known_levels,
        copies,
        api_users,
        checks,
        unfinished,
        rights,
        replaced,
        put_back,
    } = remembered;
    Observed {
        tenant,
        today,
        levels: shuffle.reading(levels, Shuffle::map),
        resources: shuffle.reading(resources, Shuffle::map),
        fields,
        vendors: shuffle.reading(vendors, Shuffle::set),
        caller,
        effective: shuffle.map(effective),
        remembered: Remembered {
            database,
            levels: shuffle.map(known_levels),
            copies: shuffle.map(copies),
            api_users: shuffle.map(api_users),
            checks: shuffle.map(checks),
            unfinished: shuffle.set(unfinished),
            rights: shuffle.map(rights),
            replaced: shuffle.map(replaced),
            put_back: shuffle.map(put_back),
        },
    }
}

/// Orders that follow from a seed.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        // The constants of Knuth's MMIX; any generator will do.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn list<T>(&mut self, items: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut keyed: Vec<(u64, T)> = items.into_iter().map(|item| (self.next(), item)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, item)| item).collect()
    }

    fn map<K: Ord, V>(&mut self, map: BTreeMap<K, V>) -> BTreeMap<K, V> {
        self.list(map).into_iter().collect()
    }

    fn set<T: Ord>(&mut self, set: BTreeSet<T>) -> BTreeSet<T> {
        self.list(set).into_iter().collect()
    }

    fn reading<T>(
        &mut self,
        reading: Reading<T>,
        shuffle: impl Fn(&mut Self, T) -> T,
    ) -> Reading<T> {
        match reading {
            Reading::Read(read) => Reading::Read(shuffle(self, read)),
            Reading::Failed(why) => Reading::Failed(why),
        }
    }
}
