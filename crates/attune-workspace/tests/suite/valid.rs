//! What workspaces say.
#![cfg(test)]

use attune_model::Handle;
use attune_workspace::{Budgets, State};

use crate::folder::{Folder, names};

/// A workspace with everything that the format has.
const FULL: &str = include_str!("../full.yaml");

fn full() -> Folder {
    let folder = Folder::of(&["contoso", "fabrikam", "fabulous", "old-acme"], FULL);
    folder.write("tenants/old-acme/attune.yaml", "attune: 1\ntenant: gone\n");
    folder.write("legacy/one.yaml", "attune: 1\ntenant: legacy\n");
    folder.write("legacy/two.yaml", "people: {}\n");
    for name in ["common", "pilot", "late"] {
        folder.write(&format!("baselines/{name}.yaml"), "attune: 1\n");
    }
    folder
}

#[test]
fn everything_is_read() {
    let folder = full();
    let workspace = folder.load();
    let lines: Vec<String> = workspace
        .tenants
        .iter()
        .map(|tenant| {
            let baselines: Vec<String> = tenant
                .baselines
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            let groups: Vec<&str> = tenant.groups.iter().map(Handle::as_str).collect();
            let window = tenant.window.as_ref().map(ToString::to_string);
            format!(
                "{}: {} [{}] over [{}], state {}, window {}",
                tenant.name,
                tenant.manifest.display(),
                groups.join(", "),
                baselines.join(", "),
                tenant.state,
                window.as_deref().unwrap_or("always")
            )
        })
        .collect();
    insta::assert_snapshot!(folder.short(&lines.join("\n")), @"
    contoso: tenants/contoso.yaml [late, pilot] over [baselines/common.yaml, baselines/pilot.yaml, baselines/late.yaml], state .attune/contoso, window sat, sun 22:00-04:00 Europe/Paris
    fabrikam: tenants/fabrikam.yaml [pilot] over [baselines/common.yaml, baselines/pilot.yaml], state .attune/fabrikam, window sat, sun 22:00-04:00 Europe/Paris
    fabulous: tenants/fabulous.yaml [pilot] over [baselines/common.yaml, baselines/pilot.yaml], state .attune/fabulous, window sat, sun 22:00-04:00 Europe/Paris
    legacy: legacy [] over [baselines/common.yaml], state .attune/legacy, window always
    ");
    assert_eq!(
        workspace.budgets,
        Budgets {
            concurrency: 4,
            threads: 2,
            requests_per_hour: 1000,
        }
    );
    assert_eq!(
        workspace.hold.as_deref(),
        Some("Change freeze until 2 January")
    );
    assert_eq!(workspace.notices.len(), 5);
    assert_eq!(workspace.warnings, []);
    let contoso = workspace.tenants[0].name.clone();
    assert_eq!(workspace.tenant(&contoso), workspace.tenants.first());
}

#[test]
fn the_least_that_a_workspace_says() {
    let folder = Folder::of(&[], "workspace: 1\ntenants: [\"*/attune.yaml\"]\n");
    folder.write("a/attune.yaml", "attune: 1\ntenant: a\n");
    folder.write(
        "b/attune.yaml",
        "attune: 1\ntenant: b\nextends: nowhere.yaml\n",
    );
    folder.write(".git/attune.yaml", "attune: 1\ntenant: hidden\n");
    let workspace = folder.load();
    assert_eq!(names(&workspace.tenants), ["a", "b"]);
    let beside = folder.path().join("a/.attune");
    assert_eq!(workspace.tenants[0].state, State::Folder(beside));
    assert_eq!(workspace.budgets, Budgets::default());
    assert_eq!((workspace.hold, workspace.notices.len()), (None, 0));
}

#[test]
fn a_state_elsewhere_and_patterns_of_all_kinds() {
    let folder = Folder::of(
        &["a", "b", "c"],
        "workspace: 1\ntenants: [\"**/*.yaml\", tenants/a.yaml, ./tenants/../tenants/b.yaml]\n\
         exclude: [\"tenants/[c-z].yaml\"]\nstate: s3://bucket/{tenant}/x\n",
    );
    let workspace = folder.load();
    assert_eq!(names(&workspace.tenants), ["a", "b"]);
    assert_eq!(
        workspace.tenants[1].state,
        State::Url("s3://bucket/b/x".to_owned())
    );
}
