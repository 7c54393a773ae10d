//! Locators of a user's own.

use attune_console::locators::Locators;
use attune_model::catalogue::Terms;

use crate::printed::is_harmless;

/// A file of locators is refused with a reason, or its words can be looked up.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Locators::of("en", Some(("own.yaml", text))) {
        Ok(locators) => {
            for label in ["Active", "Save", "Accounts"] {
                let words = locators.words(label, &Terms::default());
                assert!(!words.is_empty(), "{label} has no words");
            }
        }
        Err(error) => is_harmless(&error.to_string()),
    }
}
