//! The HTML report in a real browser: the filter, light and dark, hostile names, nothing asked of any server.
//!
//! Needs `chromium` and `chromedriver`, which `cargo xtask test` installs. Screenshots of the plan of
//! `docs/examples` are written to `target/screenshots/report/`.
#![cfg(test)]

#[path = "../../../../tests/support/chrome.rs"]
mod chrome;
mod fleet;
#[path = "../hostile/mod.rs"]
mod hostile;

use std::fs;
use std::path::{Path, PathBuf};

use attune_report::html;
use thirtyfour::prelude::*;

use crate::chrome::Chrome;
use crate::hostile::{HOSTILE, plan_of, report};

/// The plan of five integrations, which a test end to end keeps fresh.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples/plan.html")
}

/// A browser with a file open.
async fn open(file: &Path) -> Chrome {
    open_with(file, &[]).await
}

async fn open_with(file: &Path, flags: &[&str]) -> Chrome {
    // Another test of this binary may have installed it already.
    drop(rustls::crypto::ring::default_provider().install_default());
    let chrome = Chrome::start(flags).await;
    let path = file.canonicalize().unwrap();
    let address = format!("file://{}", path.display());
    chrome.driver.goto(address).await.unwrap();
    chrome
}

/// Ends the browser, after a look at what it said and asked for.
async fn close(chrome: Chrome) {
    let said = chrome.driver.browser_log().await.unwrap();
    assert!(said.is_empty(), "{said:?}");
    let asked = chrome.driver.get_log("performance").await.unwrap();
    let asked = serde_json::to_string(&asked).unwrap();
    for scheme in ["http:", "https:", "ws:"] {
        let request = format!(r#"\\\"url\\\":\\\"{scheme}//"#);
        assert!(!asked.contains(&request), "{asked}");
    }
    let driver = chrome.driver.clone();
    driver.quit().await.unwrap();
}

async fn background(chrome: &Chrome) -> String {
    let page = chrome.driver.find(By::Css("html")).await.unwrap();
    page.css_value("background-color").await.unwrap()
}

/// The headings of the cards that are to be seen.
async fn cards(chrome: &Chrome) -> Vec<String> {
    let mut seen = Vec::new();
    for heading in chrome.driver.find_all(By::Css("article h3")).await.unwrap() {
        if heading.is_displayed().await.unwrap() {
            seen.push(heading.text().await.unwrap());
        }
    }
    seen
}

async fn search(chrome: &Chrome, words: &str) {
    let field = chrome.driver.find(By::Id("words")).await.unwrap();
    field.clear().await.unwrap();
    field.send_keys(words).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_filter_shows_what_fits() {
    let chrome = open(&example()).await;
    let all = cards(&chrome).await;
    assert_eq!(all.len(), 15, "{all:?}");
    search(&chrome, "relokia MIGRATION").await;
    assert_eq!(
        cards(&chrome).await,
        ["create API user Relokia Data Migration <psa-integrations@contoso.example>"]
    );
    let found = chrome.driver.find(By::Id("found")).await.unwrap();
    assert_eq!(found.text().await.unwrap(), "2 of 28");
    search(&chrome, "tess.turner@").await;
    assert_eq!(
        cards(&chrome).await,
        ["From “Service Desk User (system)” to “Service Desk User (with Impersonation)”"]
    );
    let people = chrome.driver.find_all(By::Css("article tr:not([hidden])"));
    let mut shown = 0;
    for row in people.await.unwrap() {
        shown += usize::from(row.is_displayed().await.unwrap());
    }
    assert_eq!(shown, 1);
    search(&chrome, "nothing is called so").await;
    assert_eq!(cards(&chrome).await, Vec::<String>::new());
    close(chrome).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dark_is_dark_and_light_is_light() {
    let album = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screenshots/report");
    fs::create_dir_all(&album).unwrap();
    let mut colours = Vec::new();
    for (scheme, flags) in [("light", &[][..]), ("dark", &["--force-dark-mode"][..])] {
        let chrome = open_with(&example(), flags).await;
        colours.push(background(&chrome).await);
        for (place, name) in [(0, "top"), (4_700, "users")] {
            let scroll = format!("window.scrollTo(0, {place});");
            chrome.driver.execute(scroll, Vec::new()).await.unwrap();
            let picture = chrome.driver.screenshot_as_png().await.unwrap();
            fs::write(album.join(format!("{scheme}-{name}.png")), picture).unwrap();
        }
        close(chrome).await;
    }
    assert_eq!(colours, ["rgba(246, 247, 249, 1)", "rgba(18, 22, 28, 1)"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hostile_name_is_shown_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.html");
    let plan = plan_of(&[HOSTILE.to_owned()]);
    fs::write(&file, html::report(&report(&plan))).unwrap();
    let chrome = open(&file).await;
    let images = chrome.driver.find_all(By::Css("img, a, b, iframe")).await;
    let tags: Vec<_> = images.unwrap();
    // The only `b` is the question mark of the last line.
    assert_eq!(tags.len(), 1);
    let who = chrome
        .driver
        .find(By::Css("article[data-holder] td:nth-child(2)"));
    let shown = who.await.unwrap().text().await.unwrap();
    assert!(
        shown.starts_with(
            "</td></details>|`x`<img src=x onerror=alert(1)><!-- [a](javascript:b) @ops"
        ),
        "{shown}"
    );
    close(chrome).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_read_without_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.html");
    let page = fs::read_to_string(example()).unwrap();
    let (before, script) = page.split_once("<script>").unwrap();
    let (_, after) = script.split_once("</script>").unwrap();
    fs::write(&file, format!("{before}{after}")).unwrap();
    let chrome = open(&file).await;
    assert_eq!(cards(&chrome).await.len(), 15);
    let filter = chrome.driver.find(By::Id("filter")).await.unwrap();
    assert!(!filter.is_displayed().await.unwrap());
    close(chrome).await;
}
