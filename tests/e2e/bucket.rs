//! Object storage on this machine: moto as S3, Azurite as Azure Blob Storage.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::harness::{Place, Ran, Sim, root};

/// The account's key at Azurite.
const AZURE_KEY: &str = "aHVudGVyMi1vZi10aGUtYnVja2V0";

/// A server with empty buckets; it ends with its input, when this is dropped.
#[derive(Debug)]
pub(crate) struct Bucket {
    child: Child,
    address: String,
    /// What a run of the team has in its environment.
    environment: Vec<(&'static str, String)>,
}

impl Bucket {
    /// S3, with the buckets `team` and `msp-attune`.
    pub(crate) fn start() -> Self {
        let mut command = Command::new(root().join("tests/clients/pypi/venv/bin/python"));
        command.args(["s3.py", "team", "msp-attune"]);
        Self::serving(command, "pypi", |address| {
            vec![
                ("AWS_ACCESS_KEY_ID", "key".to_owned()),
                ("AWS_SECRET_ACCESS_KEY", "hunter2-of-the-bucket".to_owned()),
                ("AWS_ENDPOINT_URL_S3", address.to_owned()),
            ]
        })
    }

    /// Azure Blob Storage, with the container `attune`.
    pub(crate) fn azure() -> Self {
        let mut command = Command::new("node");
        command.args(["azure.js", "account", AZURE_KEY, "attune"]);
        Self::serving(command, "npm", |address| {
            vec![
                ("AZURE_STORAGE_ACCOUNT_NAME", "account".to_owned()),
                ("AZURE_STORAGE_ACCOUNT_KEY", AZURE_KEY.to_owned()),
                ("AZURE_STORAGE_ENDPOINT", format!("{address}/account")),
            ]
        })
    }

    fn serving(
        mut command: Command,
        client: &str,
        environment: impl Fn(&str) -> Vec<(&'static str, String)>,
    ) -> Self {
        let mut child = command
            .current_dir(root().join("tests/clients").join(client))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts; `cargo xtask test` installs it");
        let mut port = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut port).unwrap();
        assert!(
            port.ends_with('\n'),
            "the server did not start: was it installed by `cargo xtask test`?"
        );
        let address = format!("http://127.0.0.1:{}", port.trim());
        Self {
            child,
            environment: environment(&address),
            address,
        }
    }

    /// What a run of the team has in its environment.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        self.environment.clone()
    }

    /// attune in a folder, on a tenant, with the team's state.
    pub(crate) fn command(&self, sim: &Sim, place: &Place, arguments: &[&str]) -> Command {
        let arguments = [arguments, &["--state", "s3://team/contoso"]].concat();
        let mut command = place.command(Some(sim), &arguments);
        command.envs(self.environment());
        command
    }

    pub(crate) fn attune(&self, sim: &Sim, place: &Place, arguments: &[&str]) -> Ran {
        let ran = Ran::of(&mut self.command(sim, place, arguments));
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains("hunter2"), "{said}");
        ran
    }

    /// Puts something into it, as somebody who is not attune.
    pub(crate) fn put(&self, name: &str, content: &str) {
        let script = "import boto3, sys; boto3.client('s3', endpoint_url=sys.argv[1], region_name='us-east-1', \
                      aws_access_key_id='key', aws_secret_access_key='key')\
                      .put_object(Bucket='team', Key=sys.argv[2], Body=sys.argv[3])";
        let mut python = Command::new(root().join("tests/clients/pypi/venv/bin/python"));
        python.args(["-c", script, &self.address, name, content]);
        Ran::of(&mut python).exits(0);
    }

    /// Frees the lock that a run left, where one did.
    pub(crate) fn unlock(&self, sim: &Sim, place: &Place, manifest: &str) {
        let unlock = ["ledger", "unlock", "-f", manifest];
        let asked = self.attune(sim, place, &unlock);
        if let Some((_, run)) = asked.stderr.split_once("name it: --run ") {
            let named = [&unlock[..], &["--run", run.trim()]].concat();
            self.attune(sim, place, &named).exits(0);
        }
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}
