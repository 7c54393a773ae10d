//! Each recipe that comes with attune, used, seen and written down again.

use std::path::Path;

use attune_manifest::{Library, Recipe};
use attune_model::Desired;

use super::{portrait, read, written};
use crate::recipes::using;

/// The recipes with what a manifest that uses them under their own names comes to.
fn all() -> Result<Vec<(Recipe, Desired)>, String> {
    let mut library = Library::new(Path::new("nowhere"));
    let names = library.names();
    let recipes = names.iter().map(|name| {
        let recipe = library.recipe(name).map_err(|error| error.to_string())?;
        let text = using(&recipe, None).replace("{x: ", &format!("{{{name}: "));
        let desired = read(&text)?.desired;
        Ok((recipe, desired))
    });
    recipes.collect()
}

#[test]
fn what_asks_for_no_people_is_recognised_and_asks_for_the_same() {
    for (recipe, mut desired) in all().unwrap() {
        let (text, _) = written(&portrait(&desired));
        if !desired.impersonation.is_empty() {
            continue;
        }
        assert!(
            text.contains(&format!("\n    recipe: {}\n", recipe.name)),
            "{text}"
        );
        // That a level and an API user are active is seen, and so it is said.
        for level in desired.security_levels.values_mut() {
            level.active = Some(true);
        }
        for user in desired.api_users.values_mut() {
            user.active = Some(true);
        }
        let again = read(&text).unwrap();
        assert_eq!(again.desired, desired, "{text}");
        // Once more gives the same bytes.
        assert_eq!(written(&portrait(&again.desired)).0, text);
    }
}

#[test]
fn what_needs_people_is_told_of_and_written_without_the_recipe() {
    let mut like = Vec::new();
    for (recipe, desired) in all().unwrap() {
        let (text, _) = written(&portrait(&desired));
        let comment = format!(
            "  # like recipe {0}: attune recipes show {0}\n",
            recipe.name
        );
        assert_eq!(
            text.matches(&comment).count(),
            if desired.impersonation.is_empty() {
                0
            } else {
                desired.security_levels.len() + 1
            },
            "{text}"
        );
        if !desired.impersonation.is_empty() {
            assert!(!text.contains("integrations:"), "{text}");
            like.push(recipe.name);
        }
    }
    assert_eq!(
        like,
        [
            "junto",
            "msp-process",
            "relokia-data-migration",
            "tallman-tasky",
            "thread"
        ]
    );
}
