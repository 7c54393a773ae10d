//! The servers, and how they are reached.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use attune_model::Timestamp;
use attune_store::{Address, Mirror, Settings, StoreError};

/// The account's key at Azurite.
const KEY: &str = "a2V5LW9mLXRoZS10ZXN0cw==";

/// A prefix of its own on a server of this machine.
#[derive(Debug)]
pub(crate) struct Server {
    running: &'static Running,
    prefix: &'static str,
}

/// A server that runs until this process ends.
#[derive(Debug)]
struct Running {
    /// It serves as long as its input is open.
    _child: Child,
    port: u16,
    /// What the address of a state in it begins with.
    bucket: &'static str,
    environment: fn(u16) -> BTreeMap<&'static str, String>,
}

/// S3, by moto.
pub(crate) fn s3(prefix: &'static str) -> Server {
    static RUNNING: OnceLock<Running> = OnceLock::new();
    let running = RUNNING.get_or_init(|| {
        let folder = clients("pypi");
        let mut command = Command::new(folder.join("venv/bin/python"));
        command.args(["s3.py", "team"]);
        Running::start(command, &folder, "s3://team", |port| {
            BTreeMap::from([
                ("AWS_ACCESS_KEY_ID", "key".to_owned()),
                ("AWS_SECRET_ACCESS_KEY", "hunter2-secret".to_owned()),
                ("AWS_REGION", "eu-west-3".to_owned()),
                ("AWS_ENDPOINT_URL_S3", format!("http://127.0.0.1:{port}")),
            ])
        })
    });
    Server { running, prefix }
}

/// Azure Blob Storage, by Azurite.
pub(crate) fn azure(prefix: &'static str) -> Server {
    static RUNNING: OnceLock<Running> = OnceLock::new();
    let running = RUNNING.get_or_init(|| {
        let mut command = Command::new("node");
        command.args(["azure.js", "account", KEY, "team"]);
        Running::start(command, &clients("npm"), "az://team", |port| {
            let endpoint = format!("http://127.0.0.1:{port}/account");
            BTreeMap::from([
                ("AZURE_STORAGE_ACCOUNT_NAME", "account".to_owned()),
                ("AZURE_STORAGE_ACCOUNT_KEY", KEY.to_owned()),
                ("AZURE_STORAGE_ENDPOINT", endpoint),
            ])
        })
    });
    Server { running, prefix }
}

/// How a run reaches the store.
#[derive(Clone, Debug, Default)]
pub(crate) struct Way {
    /// Through a proxy on this port.
    pub(crate) port: Option<u16>,
    pub(crate) recipients: Vec<String>,
    pub(crate) identity: Option<PathBuf>,
}

impl Running {
    fn start(
        mut command: Command,
        folder: &Path,
        bucket: &'static str,
        environment: fn(u16) -> BTreeMap<&'static str, String>,
    ) -> Self {
        let mut child = command
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts; `cargo xtask test` installs it");
        let mut port = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut port).unwrap();
        Self {
            _child: child,
            port: port
                .trim()
                .parse()
                .expect("the server says its port; `cargo xtask test` installs it"),
            bucket,
            environment,
        }
    }
}

impl Server {
    /// The port that it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.running.port
    }

    pub(crate) fn address(&self) -> Address {
        format!("{}/{}", self.running.bucket, self.prefix)
            .parse()
            .unwrap()
    }

    /// Fetches what is there.
    pub(crate) fn mirror(&self) -> Mirror {
        self.reached(&Way::default()).unwrap()
    }

    /// Fetches what is there, on some way.
    pub(crate) fn reached(&self, way: &Way) -> Result<Mirror, StoreError> {
        let environment = (self.running.environment)(way.port.unwrap_or(self.port()));
        fetched(&self.address(), &environment, way)
    }

    /// The variables with which it is reached.
    pub(crate) fn environment(&self) -> BTreeMap<&'static str, String> {
        (self.running.environment)(self.port())
    }
}

/// Fetches what is at an address with some variables.
pub(crate) fn fetched(
    address: &Address,
    environment: &BTreeMap<&'static str, String>,
    way: &Way,
) -> Result<Mirror, StoreError> {
    let settings = Settings {
        environment: &|name| environment.get(name).cloned(),
        now: Timestamp::now,
        recipients: &way.recipients,
        identity: way.identity.clone(),
    };
    Mirror::open(address, &settings)
}

fn clients(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/clients")
        .join(kind)
}
