//! A headless browser of one test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use thirtyfour::common::capabilities::firefox::LoggingPrefsLogLevel;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver};

/// The browser; it ends with the test.
pub(crate) struct Chrome {
    pub(crate) driver: WebDriver,
    _process: Process,
    _profile: TempDir,
}

/// The program that drives the browser.
struct Process(Child);

impl Process {
    /// Starts it on a port of its own. Its choice of a port and the use of it are two steps, so another process that
    /// starts at the same time can take the port; then it ends, and is started again.
    fn start() -> (Self, u16) {
        for _ in 0..5 {
            let child = Command::new("chromedriver")
                .arg("--port=0")
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("chromedriver starts; `cargo xtask test` installs it");
            let mut process = Self(child);
            let output = process.0.stdout.take().expect("stdout is piped");
            let port = BufReader::new(output)
                .lines()
                .map_while(Result::ok)
                .find_map(|line| {
                    let (_, port) = line.split_once("started successfully on port ")?;
                    port.trim_end_matches('.').parse::<u16>().ok()
                });
            if let Some(port) = port {
                return (process, port);
            }
        }
        panic!("chromedriver tells no port");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Chrome {
    /// Starts a browser that nobody used before, with flags of its own.
    pub(crate) async fn start(flags: &[&str]) -> Self {
        let (process, port) = Process::start();
        let profile = TempDir::new().expect("a folder");
        let mut wishes = DesiredCapabilities::chrome();
        let folder = format!("--user-data-dir={}", profile.path().display());
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,1000",
            &folder,
        ]
        .iter()
        .chain(flags)
        {
            wishes.add_arg(flag).expect("a flag");
        }
        wishes
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .expect("the console is kept");
        wishes
            .set_logging_prefs("performance", LoggingPrefsLogLevel::All)
            .expect("requests are kept");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes)
            .await
            .expect("chromium starts");
        Self {
            driver,
            _process: process,
            _profile: profile,
        }
    }
}
