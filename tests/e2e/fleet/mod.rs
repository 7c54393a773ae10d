//! Many tenants of a workspace, served by one simulator.

mod chosen;
mod everybody;
mod held;
mod looked_at;
mod mailbox;
mod notices;
#[path = "../../../crates/attune-notice/tests/notice/receiver.rs"]
pub(crate) mod receiver;
mod reviewed;
mod shards;
mod states;
#[path = "../../../crates/attune-notice/tests/notice/talk.rs"]
mod talk;

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ATTUNE, Place, Ran, call_as};
use receiver::Receiver;

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

    /// The address of a tenant's part of the simulator, or of what all have in common.
    fn url(&self, below: &str) -> String {
        let rest = self.served["rest"].as_str().unwrap();
        rest.replace("ATServicesRest/", below)
    }

    /// What the simulator knows of its tenants, by name.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let known = send(Method::GET, &self.url("fleet"), &Value::Null);
        let tenants = known["tenants"].as_object().unwrap();
        let asked = tenants.iter().map(|(name, tenant)| Asked {
            name: name.clone(),
            role: tenant["role"].as_str().unwrap().to_owned(),
            requests: tenant["requests"].as_u64().unwrap(),
        });
        asked.collect()
    }

    /// The names of the tenants with a role, sorted.
    pub(super) fn all_with_role(&self, role: &str) -> Vec<String> {
        let asked = self.asked().into_iter();
        let names = asked.filter(|tenant| tenant.role == role);
        names.map(|tenant| tenant.name).collect()
    }

    /// The first tenant with a role.
    pub(super) fn with_role(&self, role: &str) -> String {
        self.all_with_role(role).swap_remove(0)
    }

    /// Tells the simulator something about one of its tenants, at one of its own addresses.
    pub(super) fn tell(&self, name: &str, address: &str, body: &Value) {
        let url = self.url(&format!("t/{name}/console/simulator/{address}"));
        send(Method::POST, &url, body);
    }

    /// Somebody inactivates the level Helpdesk Lead of a tenant, or activates it.
    pub(super) fn switch_level(&self, name: &str, active: bool) {
        let call = json!({"do": "switchLevel", "level": 52, "active": active});
        self.tell(name, "operator", &call);
    }

    /// All rows of an entity of a tenant that fit a condition.
    pub(super) fn rows(&self, name: &str, entity: &str, condition: &Value) -> Vec<Value> {
        let user = self.read(&format!("tenants/{name}/user-name"));
        let text = |key: &str| self.served[key].as_str().unwrap();
        let (status, answer) = call_as(
            &self.url(&format!("t/{name}/ATServicesRest/")),
            Method::POST,
            &format!("{entity}/query"),
            [user.trim(), text("secret"), text("integrationCode")],
            None,
            Some(json!({"filter": [condition]})),
        );
        assert_eq!(status, 200, "{answer}");
        answer["items"].as_array().unwrap().clone()
    }
}

/// A request to the simulator itself; what it answers.
fn send(method: Method, url: &str, body: &Value) -> Value {
    drop(rustls::crypto::ring::default_provider().install_default());
    crate::inside::runtime().block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = client.request(method, url).json(body);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{url} {body}");
        response.json().await.unwrap()
    })
}

/// The tickets that tell of tenants in a tenant's own Autotask, oldest first.
pub(super) fn tickets(fleet: &Fleet, own: &str) -> Vec<Value> {
    let made = json!({"op": "beginsWith", "field": "externalID", "value": "attune:"});
    fleet.rows(own, "Tickets", &made)
}

/// The documents that a webhook got since this was asked last.
pub(super) fn documents(receiver: &Receiver) -> Vec<Value> {
    receiver.got().iter().map(receiver::Seen::json).collect()
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

/// The rows of a table, as `tenant standing`.
pub(super) fn standings(document: &Value) -> Vec<String> {
    let tenants = document["tenants"].as_array().unwrap();
    let row = |tenant: &Value| {
        let text = |key: &str| tenant[key].as_str().unwrap().to_owned();
        format!("{} {}", text("tenant"), text("standing"))
    };
    tenants.iter().map(row).collect()
}
