//! The layout.

use std::path::Path;

use attune_manifest::format::format;
use insta::assert_snapshot;

use crate::FULL;

/// The YAML blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    page.split("```yaml\n")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("```")?.0.to_owned()))
        .collect()
}

fn page(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn show() {
    for b in blocks(&page("docs/manifest.md")) {
        println!("{}\n=====", format(&b).unwrap());
    }
    let t = page("manifests/examples/tasky.yaml");
    println!("{}", format(&t).unwrap());
}
