//! `attune schema`.

use std::fs;

use crate::harness::{Place, root};

#[test]
fn the_printed_schemas_are_the_committed_ones() {
    let place = Place::empty();
    for (arguments, file) in [
        (&["schema"][..], "manifest.v1.json"),
        (&["schema", "manifest"], "manifest.v1.json"),
        (&["schema", "recipe"], "recipe.v1.json"),
    ] {
        let committed = fs::read_to_string(root().join("schemas").join(file)).unwrap();
        let printed = place.attune_alone(arguments).exits(0).stdout;
        assert!(
            printed == committed,
            "schemas/{file} is stale: cargo xtask schema"
        );
    }
    place.attune_alone(&["schema", "plan"]).exits(64);
}
