//! What is around the commands of a document: folders, a simulated tenant, and whatever else the document speaks of.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::bucket::Bucket;
use crate::fleet::Fleet;
use crate::fleet::receiver::Receiver;
use crate::harness::{ATTUNE, Sim, root};
use crate::tree;

/// Programs that talk to somebody who is not here. Each notes what it is told, and what it reads.
const STAND_INS: [&str; 5] = ["gh", "az", "kubectl", "docker", "git"];

/// git is the real one, but for what it would ask other machines.
const STAND_IN: &str = r#"#!/bin/sh
case "${0##*/} $1" in
"git push" | "git ls-remote") ;;
git*) PATH=${PATH#*:} exec git "$@" ;;
esac
printf '%s' "${0##*/}" >> "$CALLS"
printf ' %s' "$@" >> "$CALLS"
printf '\n' >> "$CALLS"
case "$*" in *--input*|*"secret set"*) cat > /dev/null ;; esac
"#;

/// Files that a guide tells people to write, outside of their repository.
const WRITTEN: [&str; 7] = [
    "attune-linux-x86-64",
    "plan.env",
    "apply.env",
    "state.env",
    "git-token",
    "look/contoso",
    "apply/contoso",
];

/// Where the commands of a document run.
pub(super) struct Ground {
    folder: TempDir,
    /// The present folder, in it.
    place: PathBuf,
    /// Where programs are.
    path: String,
    sim: Sim,
    bucket: Option<Bucket>,
    fleet: Option<Fleet>,
    hook: Option<Receiver>,
}

impl Ground {
    /// With the manifests of this project; for the page about state for a team, a bucket, for that about many tenants, a workspace of them.
    pub(super) fn of_document(file: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        tree::copy_but(
            &root().join("manifests"),
            &folder.path().join("manifests"),
            &tree::LEFT,
        );
        let fleet = file.ends_with("docs/workspace.md").then(|| {
            let fleet =
                Fleet::start("tenants: 3\npeople: 5\nlevels: 1\napiUsers: 1\ndrifting: 1\n");
            symlink(fleet.workspace(), folder.path().join("msp")).unwrap();
            fleet
        });
        Self {
            place: folder.path().to_owned(),
            folder,
            path: programs(),
            sim: Sim::start(),
            bucket: file.ends_with("docs/state.md").then(Bucket::start),
            fleet,
            hook: None,
        }
    }

    /// With an empty folder `tenants`, and beside it attune's own with `deploy`; a bucket, somebody who is told, and stand-ins for what belongs
    /// to a forge or a cluster.
    pub(super) fn of_guide(bucket: Option<Bucket>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        tree::copy_but(&root().join("deploy"), &at("attune/deploy"), &tree::LEFT);
        for name in WRITTEN {
            fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            fs::write(at(name), "not a secret\n").unwrap();
        }
        let place = at("tenants");
        for made in [&place, &at("bin")] {
            fs::create_dir(made).unwrap();
        }
        for name in STAND_INS {
            let program = at("bin").join(name);
            fs::write(&program, STAND_IN).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self {
            place,
            path: format!("{}:{}", at("bin").display(), programs()),
            sim: Sim::start(),
            bucket,
            fleet: None,
            hook: Some(Receiver::start()),
            folder,
        }
    }

    /// Whether its document is a guide, of which every command is run.
    pub(super) fn is_of_guide(&self) -> bool {
        self.hook.is_some()
    }

    /// Whether a script came to a good end, and what it printed.
    pub(super) fn run(&self, script: &str) -> (bool, String) {
        let [user_name, secret, code] = [
            ("CONTOSO_USERNAME", &self.sim.user_name),
            ("CONTOSO_SECRET", &self.sim.secret),
            ("CONTOSO_INTEGRATION_CODE", &self.sim.integration_code),
        ];
        let tess = ["AUTHOR", "COMMITTER"].into_iter().flat_map(|role| {
            [
                (format!("GIT_{role}_NAME"), "tess"),
                (format!("GIT_{role}_EMAIL"), "tess.turner@contoso.example"),
            ]
        });
        let output = Command::new("sh")
            .args(["-c", script])
            .current_dir(&self.place)
            .env_clear()
            .env("PATH", &self.path)
            .env("EDITOR", "true")
            .env("CALLS", self.folder.path().join("calls"))
            .envs(tess)
            .envs(self.sim.environment())
            .envs([user_name, secret, code])
            .envs(self.bucket.iter().flat_map(Bucket::environment))
            .envs(self.fleet.iter().flat_map(Fleet::environment))
            .envs(self.hook.iter().map(|hook| ("HOOK", hook.url())))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.success(), said)
    }

    /// A file of the present folder, or beside it.
    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.place.join(name)
    }

    /// What the stand-ins were told, a line each.
    pub(super) fn calls(&self) -> Vec<String> {
        let calls = fs::read_to_string(self.folder.path().join("calls")).unwrap_or_default();
        calls.lines().map(str::to_owned).collect()
    }

    /// How often somebody was told something.
    pub(super) fn told(&self) -> usize {
        self.hook.as_ref().map_or(0, |hook| hook.got().len())
    }
}

/// attune, and what the system has.
fn programs() -> String {
    let attune = Path::new(ATTUNE).parent().unwrap();
    format!("{}:/usr/local/bin:/usr/bin:/bin", attune.display())
}
