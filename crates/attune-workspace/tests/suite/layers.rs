//! What lies below manifests.
#![cfg(test)]

use attune_manifest::Loader;
use attune_model::Date;

use crate::folder::Folder;

fn level(name: &str) -> String {
    format!("attune: 1\nsecurityLevels:\n  a: {{name: {name}, copyOf: API User (system)}}\n")
}

#[test]
fn a_groups_baselines_lie_over_those_of_all_tenants_and_under_the_manifest() {
    let folder = Folder::of(
        &["plain", "grouped", "own"],
        "workspace: 1\ntenants: [\"tenants/*.yaml\"]\nstate: s/{tenant}\ngroups: {pilot: {tenants: [grouped, own]}}\n\
         baselines: {pilot: [pilot.yaml], all: [all.yaml]}\n",
    );
    folder.write("all.yaml", &level("All"));
    folder.write("pilot.yaml", &level("Pilot"));
    folder.write(
        "tenants/own.yaml",
        "attune: 1\ntenant: own\nsecurityLevels: {a: {name: Own}}\n",
    );
    let mut loader = Loader::new(Date::MIN);
    let names: Vec<String> = folder
        .load()
        .tenants
        .iter()
        .map(|tenant| {
            let manifest = loader
                .load_over(&tenant.manifest, &tenant.baselines)
                .unwrap();
            let level = manifest.desired.security_levels.values().next().unwrap();
            format!("{} {}", tenant.name, level.name)
        })
        .collect();
    assert_eq!(names, ["grouped Pilot", "own Own", "plain All"]);
}
