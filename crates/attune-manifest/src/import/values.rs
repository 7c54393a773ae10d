//! The values of a recipe's parameters, from what was seen.

use std::collections::BTreeMap;

use crate::import::leaves::leaves;
use crate::import::seen::Seen;
use crate::recipe::{Parameter, ParameterType, Recipe, alone};
use crate::yaml::Node;

/// What was seen where parameters stand; `None` where the recipe names another product, or none.
pub(super) fn values<'r>(recipe: &'r Recipe, seen: Seen<'_>) -> Option<BTreeMap<&'r str, Node>> {
    let mut values = BTreeMap::new();
    let mut is_other = false;
    let (mut full_name, mut vendor) = (0_u8, 0_u8);
    leaves(&recipe.manifest, &mut |path, text| {
        let seen = seen.at(path);
        let parameter = alone(text);
        let says = match parameter {
            Some(name) => default(recipe, name),
            None => Some(text),
        };
        let identity = match path {
            ["apiUsers", "<handle>", "firstName" | "lastName"] => Some(&mut full_name),
            [
                "apiUsers",
                "<handle>",
                "integrationVendor" | "customIntegration",
            ] => Some(&mut vendor),
            _ => None,
        };
        if let Some(number) = identity {
            let is_same = says.is_some() && says == seen.as_ref().and_then(Node::text);
            *number += u8::from(is_same);
            is_other |= parameter.is_none() && !is_same;
        }
        if let (Some(name), Some(seen)) = (parameter, seen) {
            values.entry(name).or_insert(seen);
        }
    });
    let parameters = recipe.parameters.iter();
    for adds in parameters.filter_map(|parameter| parameter.adds.as_ref()) {
        leaves(adds, &mut |path, text| {
            if let (Some(name), Some(seen)) = (alone(text), seen.at(path)) {
                values.entry(name).or_insert(seen);
            }
        });
    }
    // A recipe that leaves both vendor and name to its user would fit every API user.
    (!is_other && (vendor == 1 || full_name == 2)).then_some(values)
}

/// The text that a parameter is unless it is given.
fn default<'r>(recipe: &'r Recipe, name: &str) -> Option<&'r str> {
    let mut parameters = recipe.parameters.iter();
    let parameter = parameters.find(|parameter| parameter.name == name)?;
    parameter.default.as_ref()?.text()
}

/// The value that a parameter is to be given; none where it is not known, or is what it would be without.
pub(super) fn value(parameter: &Parameter, values: &BTreeMap<&str, Node>) -> Option<Node> {
    let value = if parameter.kind == ParameterType::Flag && parameter.adds.is_some() {
        Some(Node::of_word("true"))
    } else {
        values.get(parameter.name.as_str()).cloned()
    };
    value.filter(|value| {
        let default = parameter.default.as_ref();
        default.is_none_or(|default| !default.says_same(value))
    })
}
