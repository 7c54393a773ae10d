//! Tenants whose pages are drawn one way or the other, and what is the same in them.

use std::fs;
use std::io::Write as _;

use serde_json::Value;

use crate::harness::{Place, Sim, dump, root};

/// How the pages are made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rendering {
    Classic,
    Mvc,
}

/// The built-in tenant with such pages.
pub(super) fn contoso(rendering: Rendering) -> Sim {
    match rendering {
        Rendering::Mvc => Sim::start(),
        Rendering::Classic => {
            let text =
                fs::read_to_string(root().join("crates/attune-sim/tenants/contoso.yaml")).unwrap();
            let classic = text.replace("  rendering: mvc\n", "  rendering: classic\n");
            assert_ne!(classic, text);
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(classic.as_bytes()).unwrap();
            Sim::start_with(&["--tenant", file.path().to_str().unwrap()])
        }
    }
}

/// What an operator who uses no pages makes of the same manifest.
pub(super) fn by_the_operator_that_attune_plays(manifest: &Place, file: &str) -> Vec<String> {
    let (sim, place) = (Sim::start(), Place::with(file, manifest.read(file)));
    let apply = ["apply", "-f", file, "--auto-approve"];
    place
        .attune(&sim, &[&apply[..], &["--console", "simulated"]].concat())
        .exits(0);
    state(&sim)
}

/// All things of the tenant but what no two ways have in common: generated keys and secrets and how many there were, the
/// looks of the pages, and what every form writes along when it is saved.
pub(super) fn state(sim: &Sim) -> Vec<String> {
    let lines = dump(sim).into_iter();
    lines
        .filter(|line| !line.starts_with("console:") && !line.starts_with("drafts:"))
        .map(|line| match line.strip_prefix("  - {") {
            Some(rest) => comparable(&format!("{{{rest}")),
            None => line,
        })
        .collect()
}

fn comparable(line: &str) -> String {
    let mut thing: Value = serde_json::from_str(line).unwrap();
    let map = thing.as_object_mut().unwrap();
    if map.contains_key("secret") {
        map.remove("secret");
        map.remove("key");
    }
    // An empty field is saved as one.
    if let Some(fields) = map.get_mut("fields").and_then(Value::as_object_mut) {
        fields.retain(|_, value| value != "");
    }
    // The page clears boxes below one that is not ticked.
    if let Some(cells) = map.get_mut("cells").and_then(Value::as_object_mut) {
        cells.retain(|cell, _| !cell.starts_with("other.resourceVisibility.by"));
    }
    thing.to_string()
}
