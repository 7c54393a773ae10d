//! Handles from names.

use std::collections::BTreeSet;

use attune_model::Handle;

/// The longest handle that is made from a name.
const LONGEST: usize = 48;

/// The handles that are taken.
#[derive(Default)]
pub(super) struct Names(BTreeSet<Handle>);

impl Names {
    /// A handle of its own for a name; `otherwise` where the name has no letter or digit that a handle takes.
    pub(super) fn take(&mut self, name: &str, otherwise: &str) -> Handle {
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
            (!self.0.contains(&handle)).then_some(handle)
        });
        // There are more numbers than things in any tenant.
        let Some(handle) = handle else {
            unreachable!("every number is taken");
        };
        self.0.insert(handle.clone());
        handle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_handles_of_their_own() {
        let mut names = Names::default();
        let mut take = |name| names.take(name, "level").to_string();
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
}
