//! The pictures of the guide for operators, made on the simulator: a plan and a checklist in a browser, and a control that
//! attune outlines for somebody at its browser.
//!
//! `ATTUNE_BLESS=1 cargo test -p attune --features browser --test e2e guide` writes them again: look at them before you commit
//! them. Fonts differ from machine to machine, so no pixel is compared with those that are kept.

#[cfg(all(unix, feature = "browser"))]
mod copilot;

use std::fs;
use std::path::Path;

use thirtyfour::WebDriver;

use crate::chrome::Chrome;
use crate::harness::{Place, Sim, is_blessing, root};

const FLAGS: [&str; 3] = [
    "--window-size=1280,1040",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
];

/// The test level of the guide.
const MANIFEST: &str = "attune: 1\ntenant: contoso\nsecurityLevels:\n  test:\n    name: attune test level\n    \
                        copyOf: API User (system)\n    webServicesApi: {resourceImpersonation: {crm: {accounts: [view]}}}\n";

/// Keeps a picture when that is asked for; else there has to be one.
async fn keep(driver: &WebDriver, name: &str) {
    let picture = driver.screenshot_as_png().await.unwrap();
    assert!(picture.len() > 10_000, "{} bytes", picture.len());
    let kept = root().join("docs/examples").join(name);
    if is_blessing() {
        fs::write(&kept, &picture).unwrap();
    }
    assert!(kept.is_file(), "ATTUNE_BLESS=1 writes {name}");
}

/// The words of a file that a browser shows, and a picture of its top.
async fn show(file: &Path, name: &str) -> String {
    drop(rustls::crypto::ring::default_provider().install_default());
    let chrome = Chrome::start(&FLAGS).await;
    let driver = chrome.driver.clone();
    let address = format!("file://{}", file.canonicalize().unwrap().display());
    driver.goto(address).await.unwrap();
    let words = driver
        .execute("return document.body.innerText", Vec::new())
        .await
        .unwrap();
    keep(&driver, name).await;
    driver.quit().await.unwrap();
    words.json().as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_plan_and_the_checklist_of_the_test_level() {
    let (sim, place) = (Sim::start(), Place::with("attune.yaml", MANIFEST));
    place
        .attune(&sim, &["plan", "--report", "html=plan.html"])
        .exits(0);
    place
        .attune(&sim, &["apply", "--auto-approve", "--console", "none"])
        .exits(5);
    let plan = show(&place.path("plan.html"), "guide-plan.png").await;
    assert!(
        plan.contains("attune test level") && plan.contains("widens-rights"),
        "{plan}"
    );
    let checklist = show(&place.path(".attune/checklist.html"), "guide-runbook.png").await;
    assert!(
        checklist.contains("Copy Security Level") && checklist.contains("attune test level"),
        "{checklist}"
    );
}
