//! The guides of `docs/guides`: every `sh` block is run, with stand-ins for what belongs to a forge or a cluster.
//!
//! What the stand-ins are told is kept and compared; what a guide copies must be there afterwards. The blocks for PowerShell are
//! read by a grammar in `cargo xtask kubernetes`.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use crate::harness::{ATTUNE, Place, root};

/// Programs that talk to somebody who is not here. Each notes what it is told, and what it reads.
const STAND_INS: [&str; 6] = ["gh", "az", "kubectl", "docker", "git", "sleep"];

const STAND_IN: &str = r#"#!/bin/sh
printf '%s' "${0##*/}" >> "$CALLS"
printf ' %s' "$@" >> "$CALLS"
printf '\n' >> "$CALLS"
case "$*" in *--input*|*"secret set"*) cat > /dev/null ;; esac
"#;

/// The `sh` blocks of a guide, without the blanks of the list that they stand in.
fn blocks(guide: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut indent = None;
    for line in guide.lines() {
        let text = line.trim_start();
        match indent {
            None if text == "```sh" => {
                indent = Some(line.len() - text.len());
                blocks.push(String::new());
            }
            None => {}
            Some(_) if text == "```" => indent = None,
            Some(blanks) => {
                let block = blocks.last_mut().unwrap();
                block.push_str(line.get(blanks..).unwrap_or_default());
                block.push('\n');
            }
        }
    }
    blocks
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if name == "node_modules" || name == "venv" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// A repository with a workspace, attune's own beside it, and the files that a guide tells people to write.
fn place() -> Place {
    let place = Place::with_example("tasky.yaml");
    place.write(
        "attune.workspace.yaml",
        "workspace: 1\ntenants: [tasky.yaml]\n",
    );
    copy(&root().join("deploy"), &place.path("deploy"));
    symlink(".", place.path("attune")).unwrap();
    for file in [
        "attune-linux-x86-64",
        "plan.env",
        "apply.env",
        "state.env",
        "git-token",
        "look/contoso",
        "apply/contoso",
    ] {
        place.write(file, "not a secret\n");
    }
    for name in STAND_INS {
        let program = format!("bin/{name}");
        place.write(&program, STAND_IN);
        fs::set_permissions(place.path(&program), fs::Permissions::from_mode(0o755)).unwrap();
    }
    symlink(ATTUNE, place.path("bin/attune")).unwrap();
    place
}

/// Runs the blocks of a guide one after the other; what the stand-ins were told.
fn follow(place: &Place, guide: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/guides").join(guide)).unwrap();
    let blocks = blocks(&text);
    assert!(!blocks.is_empty(), "{guide} has no block");
    let path = format!(
        "{}:/usr/local/bin:/usr/bin:/bin",
        place.path("bin").display()
    );
    for block in &blocks {
        let output = Command::new("sh")
            .args(["-euc", block])
            .current_dir(place.folder.path())
            .env_clear()
            .env("PATH", &path)
            .env("EDITOR", "true")
            .env("CALLS", place.path("calls"))
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{guide}:\n{block}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let calls = fs::read_to_string(place.path("calls")).unwrap_or_default();
    calls.lines().map(str::to_owned).collect()
}

#[test]
fn github() {
    let place = place();
    let calls = follow(&place, "github.md");
    for copied in [
        ".github/actions/attune/action.yml",
        ".github/actions/attune/scripts/plan.sh",
        ".github/workflows/attune-plan.yml",
        ".github/workflows/attune-apply.yml",
        ".github/workflows/attune-drift.yml",
    ] {
        assert!(place.path(copied).exists(), "{copied}");
    }
    // The file of secrets is gone from the disk once it is where it belongs.
    assert!(!place.path("plan.env").exists());
    assert!(
        calls.contains(&"gh secret set ATTUNE_ENV --env attune-plan".to_owned()),
        "{calls:#?}"
    );
    assert!(calls.contains(
        &"gh workflow run attune apply --field tenants=contoso --field allow=one-way".to_owned()
    ));
}

#[test]
fn gitlab() {
    let place = place();
    follow(&place, "gitlab.md");
    for copied in ["ci/attune/plan.sh", "ci/attune.yml", ".gitlab-ci.yml"] {
        assert!(place.path(copied).exists(), "{copied}");
    }
}

#[test]
fn azure_devops() {
    let place = place();
    let calls = follow(&place, "azure-devops.md");
    for copied in ["ci/attune/plan.sh", "ci/attune.yml", "azure-pipelines.yml"] {
        assert!(place.path(copied).exists(), "{copied}");
    }
    assert!(
        calls
            .iter()
            .any(|call| call.starts_with("az pipelines create ")),
        "{calls:#?}"
    );
}

#[test]
fn kubernetes() {
    let place = place();
    let calls = follow(&place, "kubernetes.md");
    assert!(
        place
            .path("deploy/kubernetes/overlays/msp/kustomization.yaml")
            .exists()
    );
    assert!(
        calls.contains(&"kubectl apply -k deploy/kubernetes/overlays/msp".to_owned()),
        "{calls:#?}"
    );
}
