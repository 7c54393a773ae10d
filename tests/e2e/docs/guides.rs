//! The guides of `docs/guides`, from an empty folder on: what they say is run, with stand-ins for what belongs to a forge or a cluster.
//!
//! What the stand-ins are told is kept and compared; what a guide copies must be there afterwards. The blocks for PowerShell without output
//! are read by a grammar in `cargo xtask kubernetes`.

use super::ground::Ground;
use super::{follow, markdown_in};
use crate::bucket::Bucket;
use crate::harness::root;

/// Follows a guide, after the page that every one of them goes on from.
fn followed(guide: &str, bucket: Bucket) -> Ground {
    let ground = Ground::of_guide(Some(bucket));
    follow(&ground, &root().join("docs/first-workspace.md"));
    follow(&ground, &root().join("docs/guides").join(guide));
    ground
}

#[track_caller]
fn has(ground: &Ground, files: &[&str]) {
    for file in files {
        assert!(ground.at(file).exists(), "{file}");
    }
}

#[track_caller]
fn was_told(ground: &Ground, call: &str) {
    let calls = ground.calls();
    assert!(calls.iter().any(|told| told == call), "{calls:#?}");
}

#[test]
fn every_guide_is_followed() {
    let guides = markdown_in(&root().join("docs/guides"));
    let names: Vec<&str> = guides
        .iter()
        .map(|guide| guide.file_stem().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["azure-devops", "github", "gitlab", "kubernetes", "windows"]
    );
}

#[test]
fn github() {
    let ground = followed("github.md", Bucket::start());
    has(
        &ground,
        &[
            ".github/actions/attune/action.yml",
            ".github/actions/attune/scripts/plan.sh",
            ".github/workflows/attune-plan.yml",
            ".github/workflows/attune-apply.yml",
            ".github/workflows/attune-drift.yml",
        ],
    );
    // The file of secrets is gone from the disk once it is where it belongs.
    assert!(!ground.at("../plan.env").exists());
    was_told(&ground, "gh secret set ATTUNE_ENV --env attune-plan");
    was_told(
        &ground,
        "gh workflow run attune apply --field tenants=contoso --field allow=one-way",
    );
    assert_eq!(ground.told(), 1);
}

#[test]
fn gitlab() {
    let ground = followed("gitlab.md", Bucket::start());
    has(
        &ground,
        &["ci/attune/plan.sh", "ci/attune.yml", ".gitlab-ci.yml"],
    );
    assert_eq!(ground.told(), 1);
}

#[test]
fn azure_devops() {
    let ground = followed("azure-devops.md", Bucket::azure());
    has(
        &ground,
        &["ci/attune/plan.sh", "ci/attune.yml", "azure-pipelines.yml"],
    );
    let calls = ground.calls();
    assert!(
        calls
            .iter()
            .any(|call| call.starts_with("az pipelines create ")),
        "{calls:#?}"
    );
    assert_eq!(ground.told(), 1);
}

#[test]
fn kubernetes() {
    let ground = followed("kubernetes.md", Bucket::start());
    has(&ground, &["kubernetes/overlays/msp/kustomization.yaml"]);
    was_told(&ground, "kubectl apply -k kubernetes/overlays/msp");
    assert_eq!(ground.told(), 1);
}

#[test]
fn windows() {
    let ground = Ground::of_guide(None);
    assert!(follow(&ground, &root().join("docs/guides/windows.md")) > 5);
    has(&ground, &["attune.yaml", "drift.json"]);
}
