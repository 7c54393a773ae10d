//! The recipes that come with attune.

use std::path::Path;

use attune_manifest::{Library, Manifest, ParameterType, Recipe};
use attune_model::{Place, catalogue};

use super::using;

/// All recipes that come with attune.
fn all() -> Vec<Recipe> {
    let folder = Path::new("nowhere");
    let mut library = Library::new(folder);
    let names = library.names();
    names
        .iter()
        .filter_map(|name| library.recipe(name).ok())
        .collect()
}

fn load(recipe: &Recipe, also: Option<&str>) -> Result<Manifest, String> {
    let text = using(recipe, also);
    Manifest::from_text("attune.yaml", Path::new("nowhere"), &text)
        .map_err(|error| attune_manifest::render(error.diagnostics(), false))
}

#[test]
fn each_can_be_read_under_its_name() {
    let names = Library::new(Path::new("nowhere")).names();
    let read: Vec<String> = all().into_iter().map(|recipe| recipe.name).collect();
    assert_eq!(read, names);
    assert!(names.len() > 40, "{}", names.len());
}

#[test]
fn each_has_an_example_with_every_parameter_that_takes_any_value() {
    for recipe in all() {
        assert!(recipe.example(None).is_some(), "{}", recipe.name);
        // A text may have to be the name of a level, say.
        for parameter in recipe
            .parameters
            .iter()
            .filter(|parameter| parameter.optional && parameter.kind != ParameterType::Text)
        {
            let also = Some(parameter.name.as_str());
            assert!(recipe.example(also).is_some(), "{} {also:?}", recipe.name);
        }
    }
}

#[test]
fn each_can_be_used_with_every_parameter() {
    for recipe in all() {
        let optional = recipe
            .parameters
            .iter()
            .filter(|parameter| parameter.optional);
        let also = optional.map(|parameter| Some(parameter.name.as_str()));
        for also in also.chain([None]) {
            let manifest = load(&recipe, also);
            assert!(
                manifest.is_ok(),
                "{} {also:?}\n{}",
                recipe.name,
                manifest.unwrap_err()
            );
        }
    }
}

#[test]
fn each_reason_is_for_something_that_the_recipe_says() {
    for recipe in all() {
        let optional = recipe
            .parameters
            .iter()
            .filter(|parameter| parameter.optional);
        let also = optional.map(|parameter| Some(parameter.name.as_str()));
        let manifests: Vec<Manifest> = also
            .chain([None])
            .map(|also| load(&recipe, also).unwrap())
            .collect();
        for (place, _) in &recipe.why {
            let at = Place(place.replace("<handle>", "x"));
            let is_said = manifests.iter().any(|manifest| {
                let said = manifest.explain(&at).statements;
                said.iter()
                    .any(|statement| statement.layer.starts_with("recipe"))
            });
            assert!(is_said, "{}: {place}", recipe.name);
        }
    }
}

#[test]
fn each_gap_can_be_filled() {
    for recipe in all() {
        for gap in &recipe.gaps {
            assert!(!gap.at.is_empty(), "{}: {}", recipe.name, gap.name);
            for place in &gap.at {
                let setting = place.strip_prefix("securityLevels.<handle>.");
                let is_setting = setting.is_some_and(|path| {
                    catalogue::cell_at(path).is_some() || !catalogue::children(path).is_empty()
                });
                let is_other = setting.is_some_and(|path| path.starts_with("extra"))
                    || place == "securityLevels.<handle>"
                    || place.starts_with("impersonation.<handle>")
                    || place.starts_with("apiUsers.<handle>.");
                assert!(is_setting || is_other, "{}: {place}", recipe.name);
            }
        }
    }
}
