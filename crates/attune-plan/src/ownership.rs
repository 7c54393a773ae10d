//! What the policy says of a thing of the tenant: protected, ignored, or nothing.

use std::collections::BTreeMap;

use attune_model::{LevelName, Ownership, OwnershipWord, Resource};
use globset::{GlobBuilder, GlobMatcher};

/// The policy with its globs made ready.
#[derive(Debug)]
pub(crate) struct Owned {
    levels: Words,
    api_users: Words,
    people: Words,
}

impl Owned {
    pub(crate) fn new(ownership: &Ownership) -> Self {
        let Ownership {
            security_levels,
            api_users,
            people,
            prune: _,
        } = ownership;
        Self {
            levels: Words::new(security_levels),
            api_users: Words::new(api_users),
            people: Words::new(people),
        }
    }

    /// Whether something is said of a level of this name.
    pub(crate) fn level(&self, name: &LevelName, word: OwnershipWord) -> bool {
        self.levels.say(name.as_str(), word)
    }

    /// Whether something is said of an API user with this e-mail address.
    pub(crate) fn api_user(&self, email: &str, word: OwnershipWord) -> bool {
        self.api_users.say(email, word)
    }

    /// Whether something is said of a person or API user.
    pub(crate) fn resource(&self, resource: &Resource, word: OwnershipWord) -> bool {
        if resource.is_api_user() {
            self.api_user(&resource.email, word)
        } else {
            self.people.say(&resource.email, word)
        }
    }
}

#[derive(Debug)]
struct Words(Vec<(String, Option<GlobMatcher>, OwnershipWord)>);

impl Words {
    fn new(words: &BTreeMap<String, OwnershipWord>) -> Self {
        let ready = words
            .iter()
            .map(|(key, word)| (key.clone(), matcher(key), *word));
        Self(ready.collect())
    }

    /// A name that looks like a glob, `Desk [old]`, is also meant as it stands.
    fn say(&self, name: &str, word: OwnershipWord) -> bool {
        self.0.iter().any(|(key, glob, said)| {
            *said == word
                && (key.eq_ignore_ascii_case(name)
                    || glob.as_ref().is_some_and(|glob| glob.is_match(name)))
        })
    }
}

/// A glob without case; `None` for a pattern that is none: the loader refuses those, and they match nothing.
pub(crate) fn matcher(pattern: &str) -> Option<GlobMatcher> {
    GlobBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .ok()
        .map(|glob| glob.compile_matcher())
}
