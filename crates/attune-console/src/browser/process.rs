//! The browser's process: started, watched until it can be talked to, ended with us.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, ChildStderr, Command};
use tokio::time;

use super::BrowserError;
use super::launch::{Launch, Wire};
use super::profile::Profile;
use super::wire::{self, Channel};

/// How much of what the browser wrote to its standard error is kept for the message that it did not come up, in bytes.
const TAIL: usize = 2000;

/// How long a browser may take to end when it was asked to.
const FAREWELL: Duration = Duration::from_secs(5);

/// The exit code of a Chromium that finds its profile in use (`RESULT_CODE_PROFILE_IN_USE`).
const IN_USE: i32 = 21;

/// A started browser. It is killed when this is dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    said: Arc<Mutex<Vec<u8>>>,
    profile: Profile,
}

impl Process {
    /// Starts the browser and connects to it. It may still end before it answers: [`Process::why_not_up`].
    pub(super) async fn start(
        launch: &Launch,
        profile: Profile,
    ) -> Result<(Self, Channel), BrowserError> {
        match launch.wire {
            #[cfg(unix)]
            Wire::Pipe => {
                let mut command = wire::pipe::command(&launch.program);
                command.stdin(Stdio::piped()).stdout(Stdio::piped());
                let mut process = Self::spawn(launch, command, profile)?;
                let input = process.child.stdin.take().ok_or(BrowserError::Gone)?;
                let output = process.child.stdout.take().ok_or(BrowserError::Gone)?;
                Ok((process, wire::pipe::connect(input, output)))
            }
            Wire::Port => {
                let told = profile.folder().join("DevToolsActivePort");
                // One that an earlier browser left would name a port that is somebody else's by now. Mostly there is none.
                drop(std::fs::remove_file(&told));
                let mut command = Command::new(&launch.program);
                command.stdin(Stdio::null()).stdout(Stdio::null());
                let mut process = Self::spawn(launch, command, profile)?;
                let Some((port, path)) = process.port(&told, launch.patience).await else {
                    return Err(process.why_not_up().await);
                };
                match wire::socket::connect(port, &path, launch.patience).await {
                    Ok(channel) => Ok((process, channel)),
                    Err(_) => Err(process.why_not_up().await),
                }
            }
        }
    }

    fn spawn(
        launch: &Launch,
        mut command: Command,
        profile: Profile,
    ) -> Result<Self, BrowserError> {
        for variable in &launch.withheld {
            command.env_remove(variable);
        }
        // Ctrl-C in the terminal is for attune, which ends its work first.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command
            .args(launch.flags(profile.folder()))
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| BrowserError::Start {
                program: launch.program.clone(),
                error,
            })?;
        let said = Arc::default();
        if let Some(stderr) = child.stderr.take() {
            tokio::spawn(listen(stderr, Arc::clone(&said)));
        }
        Ok(Self {
            child,
            said,
            profile,
        })
    }

    /// The port and the path of its WebSocket, once the browser has written them down.
    async fn port(&mut self, told: &Path, patience: Duration) -> Option<(u16, String)> {
        let look = async {
            loop {
                if let Some(told) = read_port(told) {
                    return Some(told);
                }
                if self.child.try_wait().ok()?.is_some() {
                    return None;
                }
                time::sleep(Duration::from_millis(20)).await;
            }
        };
        time::timeout(patience, look).await.ok().flatten()
    }

    /// Why the browser cannot be talked to. A second start on one profile hands its wishes to the first browser and ends
    /// as if all was well, or with a code of its own.
    pub(super) async fn why_not_up(mut self) -> BrowserError {
        let Ok(Ok(status)) = time::timeout(FAREWELL, self.child.wait()).await else {
            return self.not_up("it runs and does not answer");
        };
        if status.success() || status.code() == Some(IN_USE) {
            return BrowserError::ProfileInUse(self.profile.folder().to_owned());
        }
        self.not_up(&ended(status))
    }

    fn not_up(&self, status: &str) -> BrowserError {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        BrowserError::NotUp {
            status: status.to_owned(),
            said: String::from_utf8_lossy(&said).trim().to_owned(),
        }
    }

    /// Waits until the browser, which was asked to close, has ended; then it is killed.
    pub(super) async fn end(mut self) {
        if time::timeout(FAREWELL, self.child.wait()).await.is_err() {
            // It may end at this very moment.
            drop(self.child.kill().await);
        }
    }
}

/// Keeps the end of what the browser writes, and reads on so that it never waits for us.
async fn listen(mut stderr: ChildStderr, said: Arc<Mutex<Vec<u8>>>) {
    let mut bytes = [0; 1024];
    while let Ok(read) = stderr.read(&mut bytes).await
        && read > 0
    {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        said.extend_from_slice(bytes.get(..read).unwrap_or_default());
        let excess = said.len().saturating_sub(TAIL);
        said.drain(..excess);
    }
}

/// The two lines of `DevToolsActivePort`; `None` while it is not there or not complete.
fn read_port(told: &Path) -> Option<(u16, String)> {
    let text = std::fs::read_to_string(told).ok()?;
    let (port, path) = text.split_once('\n')?;
    let path = path.trim();
    let whole = path.starts_with('/');
    let port = port.trim().parse().ok()?;
    whole.then(|| (port, path.to_owned()))
}

fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("it ended with {code}"),
        None => "it was killed".to_owned(),
    }
}
