//! Handles from names.

use std::collections::BTreeSet;

use attune_model::Handle;

/// The longest handle that is made from a name.
const LONGEST: usize = 48;

/// The handles that are taken.
#[derive(Default)]
pub(super) struct Names {
    levels: BTreeSet<Handle>,
    api_users: BTreeSet<Handle>,
}

impl Names {
    /// A handle of its own for a level.
    pub(super) fn level(&mut self, name: &str) -> Handle {
        let handle = free(name, "level", |handle| self.levels.contains(handle));
        self.levels.insert(handle.clone());
        handle
    }

    /// A handle of its own for an API user.
    pub(super) fn api_user(&mut self, name: &str) -> Handle {
        let handle = free(name, "api-user", |handle| self.api_users.contains(handle));
        self.api_users.insert(handle.clone());
        handle
    }

    /// The handle that the next integration with this recipe gets.
    pub(super) fn next_integration(&self, recipe: &str) -> Handle {
        free(recipe, "integration", |handle| {
            self.levels.contains(handle) || self.api_users.contains(handle)
        })
    }

    /// Takes the handle of an integration: its blocks of all kinds have it.
    pub(super) fn integration(&mut self, handle: &Handle) {
        self.levels.insert(handle.clone());
        self.api_users.insert(handle.clone());
    }
}

/// A handle for a name; `otherwise` where the name has no letter or digit that a handle takes.
fn free(name: &str, otherwise: &str, is_taken: impl Fn(&Handle) -> bool) -> Handle {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut stem: String = words.join("-").chars().take(LONGEST).collect();
    if stem.is_empty() {
        otherwise.clone_into(&mut stem);
    }
    let stem = stem.trim_end_matches('-');
    let numbered = (2_u32..).map(|number| format!("{stem}-{number}"));
    let mut candidates = std::iter::once(stem.to_owned()).chain(numbered);
    let handle = candidates.find_map(|text| {
        let handle = Handle::parse(&text).ok()?;
        (!is_taken(&handle)).then_some(handle)
    });
    // There are more numbers than things in any tenant.
    let Some(handle) = handle else {
        unreachable!("every number is taken");
    };
    handle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_handles_of_their_own() {
        let mut names = Names::default();
        let mut take = |name| names.level(name).to_string();
        assert_eq!(
            take("API User (with Impersonation)"),
            "api-user-with-impersonation"
        );
        assert_eq!(
            take("API user with impersonation"),
            "api-user-with-impersonation-2"
        );
        assert_eq!(take("日本"), "level");
        assert_eq!(take("é"), "level-2");
    }

    #[test]
    fn an_integration_shares_its_handle_with_nothing() {
        let mut names = Names::default();
        assert_eq!(names.level("Rewst").as_str(), "rewst");
        assert_eq!(names.api_user("Rewst 2").as_str(), "rewst-2");
        let handle = names.next_integration("rewst");
        assert_eq!(handle.as_str(), "rewst-3");
        names.integration(&handle);
        assert_eq!(names.level("rewst (3)").as_str(), "rewst-3-2");
    }
}
