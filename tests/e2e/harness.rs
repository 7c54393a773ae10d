//! Starts simulators and runs attune in a scrubbed environment.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Whether tests that keep files write them again.
#[expect(
    clippy::disallowed_methods,
    reason = "tests that write files want to be asked for it"
)]
pub(crate) fn is_blessing() -> bool {
    std::env::var("ATTUNE_BLESS").is_ok()
}

/// The program under test.
pub(crate) const ATTUNE: &str = env!("CARGO_BIN_EXE_attune");

/// Applies the Tasky manifest with an operator played by attune.
pub(crate) const APPLY: [&str; 6] = [
    "apply",
    "-f",
    "tasky.yaml",
    "--auto-approve",
    "--console",
    "simulated",
];

/// Plans it; 2 where changes are due.
pub(crate) const PLAN: [&str; 4] = ["plan", "-f", "tasky.yaml", "--detailed-exitcode"];

/// Applies `attune.yaml` with an operator played by attune.
pub(crate) const APPLY_HERE: [&str; 4] = ["apply", "--auto-approve", "--console", "simulated"];

/// Plans it; 2 where changes are due.
pub(crate) const PLAN_HERE: [&str; 2] = ["plan", "--detailed-exitcode"];

/// A text with every run of blanks and line breaks as one blank: reports are wrapped and aligned.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A separately started `attune sim serve`; ended when dropped.
pub(crate) struct Sim {
    child: Child,
    pub(crate) rest: String,
    pub(crate) console: String,
    pub(crate) user_name: String,
    pub(crate) secret: String,
    pub(crate) integration_code: String,
}

impl Sim {
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    pub(crate) fn start_with(arguments: &[&str]) -> Self {
        let mut child = Command::new(ATTUNE)
            .args(["sim", "serve"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulator starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let served: Value = serde_json::from_str(&line).expect("one JSON line");
        let text = |key: &str| served[key].as_str().expect(key).to_owned();
        Self {
            child,
            rest: text("rest"),
            console: text("console"),
            user_name: text("userName"),
            secret: text("secret"),
            integration_code: text("integrationCode"),
        }
    }

    /// What the examples take their connection from.
    pub(crate) fn environment(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("AUTOTASK_USERNAME", &self.user_name),
            ("AUTOTASK_SECRET", &self.secret),
            ("AUTOTASK_INTEGRATION_CODE", &self.integration_code),
            ("AUTOTASK_ZONE_URL", &self.rest),
        ]
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A folder with a manifest in it.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
}

impl Place {
    /// With the Tasky example as `tasky.yaml`.
    pub(crate) fn with_tasky() -> Self {
        Self::with_example("tasky.yaml")
    }

    pub(crate) fn with(name: &str, text: impl AsRef<[u8]>) -> Self {
        let place = Self::empty();
        fs::write(place.path(name), text).unwrap();
        place
    }

    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With a manifest of `manifests/examples`, under its own name.
    pub(crate) fn with_example(name: &str) -> Self {
        let text = fs::read_to_string(root().join("manifests/examples").join(name)).unwrap();
        Self::with(name, text)
    }

    /// Writes another file; the folders on the way are made.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What is in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Changes the manifest by replacing a text that must be there.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{from} is not in {name}");
        fs::write(self.path(name), text.replace(from, to)).unwrap();
    }

    /// The command, in this folder, with nothing of the caller's environment but `PATH`.
    pub(crate) fn command(&self, sim: Option<&Sim>, arguments: &[&str]) -> Command {
        let mut command = Command::new(ATTUNE);
        self.fill(&mut command, sim, arguments);
        command
    }

    /// One that Ctrl-C ends, even where whoever started the tests ignores it, as a shell does for what runs behind it.
    #[cfg(target_os = "linux")]
    pub(crate) fn interruptible(&self, sim: &Sim, arguments: &[&str]) -> Command {
        let mut command = Command::new("env");
        command.args(["--default-signal=INT", ATTUNE]);
        self.fill(&mut command, Some(sim), arguments);
        command
    }

    fn fill(&self, command: &mut Command, sim: Option<&Sim>, arguments: &[&str]) {
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(sim.map(Sim::environment).unwrap_or_default())
            .stdin(Stdio::null());
    }

    pub(crate) fn attune(&self, sim: &Sim, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(Some(sim), arguments))
    }

    pub(crate) fn attune_alone(&self, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(None, arguments))
    }
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("attune starts");
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// Every one of these is in the text on stdout, however it is wrapped.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Self {
        let said = flat(&self.stdout);
        for word in words {
            assert!(said.contains(word), "no {word:?} in:\n{}", self.stdout);
        }
        self
    }

    /// None of these is.
    #[track_caller]
    pub(crate) fn says_nothing_of(self, words: &[&str]) -> Self {
        let said = flat(&self.stdout);
        for word in words {
            assert!(!said.contains(word), "{word:?} in:\n{}", self.stdout);
        }
        self
    }

    /// The text on stderr ends with these lines.
    #[track_caller]
    pub(crate) fn complains(self, words: &str) -> Self {
        assert!(self.stderr.ends_with(words), "{}", self.stderr);
        self
    }

    /// The document on stdout, valid against a schema of `schemas/`.
    #[track_caller]
    pub(crate) fn document(&self, schema: &str) -> Value {
        let schema = fs::read_to_string(root().join("schemas").join(schema)).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let document = self.json();
        assert!(jsonschema::is_valid(&schema, &document), "{document:#}");
        assert_eq!(document["exit_code"], self.code);
        document
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("stdout is one JSON document")
    }
}

/// A request to the simulator as one of its API users, with the identifier that is handed out.
pub(crate) fn call(
    sim: &Sim,
    method: reqwest::Method,
    path: &str,
    credentials: (&str, &str),
    person: Option<i64>,
    body: Option<Value>,
) -> (u16, Value) {
    let (user_name, secret) = credentials;
    let credentials = [user_name, secret, &sim.integration_code];
    call_as(&sim.rest, method, path, credentials, person, body)
}

/// A request to a tenant with user name, secret and tracking identifier.
pub(crate) fn call_as(
    rest: &str,
    method: reqwest::Method,
    path: &str,
    [user_name, secret, integration_code]: [&str; 3],
    person: Option<i64>,
    body: Option<Value>,
) -> (u16, Value) {
    drop(rustls::crypto::ring::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut request = client
            .request(method, format!("{rest}V1.0/{path}"))
            .header("UserName", user_name)
            .header("Secret", secret)
            .header("ApiIntegrationCode", integration_code);
        if let Some(person) = person {
            request = request.header("ImpersonationResourceId", person);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or(Value::Null))
    })
}

/// A query to the simulator as attune's own API user; all rows of the first page.
pub(crate) fn rows(sim: &Sim, entity: &str, filter: &Value) -> Vec<Value> {
    let body = serde_json::json!({"filter": [filter]});
    let (status, answer) = call(
        sim,
        reqwest::Method::POST,
        &format!("{entity}/query"),
        (&sim.user_name, &sim.secret),
        None,
        Some(body),
    );
    assert_eq!(status, 200, "{answer}");
    answer["items"].as_array().unwrap().clone()
}

/// Tells the simulator something at one of its own addresses.
pub(crate) fn tell(sim: &Sim, address: &str, body: &Value) {
    own_address(sim, reqwest::Method::POST, address, body);
}

/// One visit to an admin page; what it shows.
pub(crate) fn visit(sim: &Sim, call: &Value) -> Value {
    own_address(sim, reqwest::Method::POST, "operator", call)
}

/// Lets a tracking identifier sign in with its own API user only.
pub(crate) fn bind_identifiers(sim: &Sim) {
    behave(sim, &serde_json::json!({"trackingIdentifier": "bound"}));
}

/// Sets switches of the simulator.
pub(crate) fn behave(sim: &Sim, switches: &Value) {
    own_address(sim, reqwest::Method::PATCH, "behaviour", switches);
}

/// The present state of the tenant, a line a thing, as `sim dump` writes it.
pub(crate) fn dump(sim: &Sim) -> Vec<String> {
    let mut command = Command::new(ATTUNE);
    let ran = Ran::of(command.args(["sim", "dump", &sim.console])).exits(0);
    ran.stdout.lines().map(str::to_owned).collect()
}

/// Lets no further request be disturbed.
pub(crate) fn forget_faults(sim: &Sim) {
    own_address(sim, reqwest::Method::DELETE, "faults", &Value::Null);
}

fn own_address(sim: &Sim, method: reqwest::Method, address: &str, body: &Value) -> Value {
    drop(rustls::crypto::ring::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let address = format!("{}simulator/{address}", sim.console);
        let response = client
            .request(method, address)
            .json(body)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200, "{body}");
        response.json().await.unwrap()
    })
}
