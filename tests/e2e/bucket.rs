//! Object storage on this machine: moto, as S3.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::harness::{Place, Ran, Sim, root};

/// A server with the empty bucket `team`; it ends with its input, when this is dropped.
#[derive(Debug)]
pub(crate) struct Bucket {
    child: Child,
    address: String,
}

impl Bucket {
    pub(crate) fn start() -> Self {
        let folder = root().join("tests/clients/pypi");
        let mut child = Command::new(folder.join("venv/bin/python"))
            .args(["s3.py", "team"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("moto starts; `cargo xtask test` installs it");
        let mut port = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut port).unwrap();
        Self {
            child,
            address: format!("http://127.0.0.1:{}", port.trim()),
        }
    }

    /// What a run of the team has in its environment.
    pub(crate) fn environment(&self) -> [(&'static str, &str); 3] {
        [
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "hunter2-of-the-bucket"),
            ("AWS_ENDPOINT_URL_S3", &self.address),
        ]
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
