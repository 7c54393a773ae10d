//! Many tenants of a workspace, served by one simulator.

mod chosen;
mod held;
mod looked_at;
mod notices;
mod receiver;
mod reviewed;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::harness::{ATTUNE, Place, Ran};

/// A simulated fleet and its workspace in `ws` of a folder; ended when dropped.
pub(crate) struct Fleet {
    child: Child,
    served: Value,
    place: Place,
}

impl Fleet {
    /// As a fleet file says.
    pub(crate) fn start(spec: &str) -> Self {
        let place = Place::with("fleet.yaml", spec);
        let mut child = Command::new(ATTUNE)
            .args(["sim", "serve", "--fleet", "fleet.yaml", "--write", "ws"])
            .current_dir(place.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            served: serde_json::from_str(&line).expect("one JSON line"),
            place,
        }
    }

    /// The workspace's folder.
    pub(crate) fn workspace(&self) -> PathBuf {
        self.place.path("ws")
    }

    /// A file of the workspace.
    pub(super) fn write(&self, name: &str, text: &str) {
        self.place.write(&format!("ws/{name}"), text);
    }

    pub(super) fn read(&self, name: &str) -> String {
        self.place.read(&format!("ws/{name}"))
    }

    pub(super) fn edit(&self, name: &str, from: &str, to: &str) {
        self.place.edit(&format!("ws/{name}"), from, to);
    }

    /// Adds something to the workspace's file.
    pub(crate) fn say(&self, text: &str) {
        let name = "attune.workspace.yaml";
        self.write(name, &(self.read(name) + text));
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(ATTUNE);
        self.fill(&mut command, arguments);
        command
    }

    /// What a command of attune needs to reach the fleet.
    pub(super) fn fill(&self, command: &mut Command, arguments: &[&str]) {
        command
            .args(arguments)
            .current_dir(self.workspace())
            .env_clear()
            .env("PATH", path())
            .envs(self.environment())
            .stdin(Stdio::null());
    }

    /// What leads to its tenants.
    pub(crate) fn environment(&self) -> [(&'static str, &str); 3] {
        let text = |key: &str| self.served[key].as_str().unwrap();
        [
            ("AUTOTASK_ZONE_URL", text("rest")),
            ("AUTOTASK_SECRET", text("secret")),
            ("AUTOTASK_INTEGRATION_CODE", text("integrationCode")),
        ]
    }

    pub(crate) fn attune(&self, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// What the simulator knows of its tenants, by name.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let rest = self.served["rest"].as_str().unwrap();
        let url = rest.replace("ATServicesRest/", "fleet");
        drop(rustls::crypto::ring::default_provider().install_default());
        crate::inside::runtime().block_on(async {
            let client = reqwest::Client::builder().no_proxy().build().unwrap();
            let response = client.get(url).send().await.unwrap();
            let known: Value = response.json().await.unwrap();
            let tenants = known["tenants"].as_object().unwrap();
            let asked = tenants.iter().map(|(name, tenant)| Asked {
                name: name.clone(),
                role: tenant["role"].as_str().unwrap().to_owned(),
                requests: tenant["requests"].as_u64().unwrap(),
            });
            asked.collect()
        })
    }

    /// The first tenant with a role.
    pub(super) fn with_role(&self, role: &str) -> String {
        let asked = self.asked();
        asked
            .into_iter()
            .find(|tenant| tenant.role == role)
            .unwrap()
            .name
    }
}

/// What the simulator knows of a tenant.
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) requests: u64,
}

impl Drop for Fleet {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// git is found there.
#[expect(clippy::disallowed_methods, reason = "git is a program of the machine")]
fn path() -> String {
    std::env::var("PATH").unwrap()
}

/// Runs git in a folder, as somebody.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@contoso.example",
        ])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The rows of a table, as `tenant standing`.
pub(super) fn standings(document: &Value) -> Vec<String> {
    let tenants = document["tenants"].as_array().unwrap();
    let row = |tenant: &Value| {
        let text = |key: &str| tenant[key].as_str().unwrap().to_owned();
        format!("{} {}", text("tenant"), text("standing"))
    };
    tenants.iter().map(row).collect()
}
