//! attune as a co-pilot: the page as the operator sees it when it is their turn.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use thirtyfour::prelude::*;
use tokio::time::{Instant, sleep};

use super::keep;
use crate::chrome::Chrome;
use crate::harness::{Place, Sim};

const MANIFEST: &str = "attune: 1\ntenant: contoso\nsecurityLevels:\n  field:\n    name: Field Engineer\n    adopt: true\n    \
                        other: {settings: {canManageSharedDashboardTabs: true, canOfferDashboardWidgets: true}}\n";

/// How long something may take, and how often it is looked at meanwhile.
const PATIENCE: Duration = Duration::from_mins(1);
const GLANCE: Duration = Duration::from_millis(50);

/// A run that is ended with the test.
struct Run(Child);

impl Drop for Run {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts an apply in a browser that also listens on a port, so that the test can look at its window.
fn start(sim: &Sim, place: &Place) -> Run {
    let browser = "#!/bin/sh\nexec chromium --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-port=0 \
                   --window-size=1280,900 --force-device-scale-factor=1 --hide-scrollbars \"$@\"\n";
    place.write("browser", browser);
    fs::set_permissions(place.path("browser"), fs::Permissions::from_mode(0o700)).unwrap();
    let arguments = [
        "apply",
        "--auto-approve",
        "--console",
        "copilot",
        "--headless",
        "--browser",
        "./browser",
        "--browser-profile",
        "profile",
    ];
    let mut command = place.command(Some(sim), &arguments);
    command
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", place.folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Run(command.spawn().unwrap())
}

/// The address at which the browser listens, once it does.
async fn address(profile: &Path) -> String {
    let end = Instant::now() + PATIENCE;
    loop {
        let text = fs::read_to_string(profile.join("DevToolsActivePort")).unwrap_or_default();
        if let Some(port) = text.lines().next() {
            return format!("127.0.0.1:{port}");
        }
        assert!(Instant::now() < end, "the browser does not listen");
        sleep(GLANCE).await;
    }
}

/// Looks at the tab that attune opened: a browser begins with an empty one.
async fn go_to_console(driver: &WebDriver, sim: &Sim) {
    let end = Instant::now() + PATIENCE;
    loop {
        for window in driver.windows().await.unwrap() {
            // A tab may have gone meanwhile.
            if driver.switch_to_window(window).await.is_ok()
                && let Ok(address) = driver.current_url().await
                && address.as_str().starts_with(&sim.console)
            {
                return;
            }
        }
        assert!(Instant::now() < end, "no tab shows the console");
        sleep(GLANCE).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_control_is_outlined() {
    drop(rustls::crypto::ring::default_provider().install_default());
    let (sim, place) = (Sim::start(), Place::with("attune.yaml", MANIFEST));
    let run = start(&sim, &place);
    // Another browser's driver looks at this one too.
    let other = Chrome::start(&[]).await;
    let mut wishes = DesiredCapabilities::chrome();
    let address = address(&place.path("profile")).await;
    wishes.set_debugger_address(&address).unwrap();
    let server = other.driver.handle().server_url().to_string();
    let driver = WebDriver::new(server, wishes).await.unwrap();
    go_to_console(&driver, &sim).await;
    let see = |selector: &'static str| {
        let query = driver.query(By::Css(selector));
        async { query.wait(PATIENCE, GLANCE).first().await.unwrap() }
    };
    see("[name=UserName]")
        .await
        .send_keys("ada.winter")
        .await
        .unwrap();
    let password = see("[name=Password]").await;
    password.send_keys("not-a-real-password\n").await.unwrap();
    let outline = see("attune-outline").await;
    let note = outline.attr("aria-label").await.unwrap().unwrap();
    assert_eq!(note, "tick this box");
    // Nothing on the page is secret.
    let secrets = driver
        .find_all(By::Css("input[type=password]"))
        .await
        .unwrap();
    assert_eq!(secrets.len(), 0);
    keep(&driver, "guide-copilot.png").await;
    drop(run);
    other.driver.clone().quit().await.unwrap();
}
