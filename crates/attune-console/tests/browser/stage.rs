//! A browser, and a small site for it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use attune_console::browser::{
    Browser, BrowserError, Condition, ConsoleHost, Launch, Page, Sandbox, System, Target, Wire,
    find_browser,
};
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::net::TcpListener;
use url::Url;

/// How long a test waits for what is to come.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// How long a test waits for what is not to come.
pub(crate) const MOMENT: Duration = Duration::from_millis(300);

/// A browser of one test with the profile it was started on.
pub(crate) struct Stage {
    pub(crate) browser: Browser,
    pub(crate) launch: Launch,
    _folder: TempDir,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Launch)) -> Self {
        let folder = TempDir::new().expect("a folder");
        let mut launch = launch(&folder.path().join("profile"));
        change(&mut launch);
        let browser = Browser::launch(&launch)
            .await
            .expect("a browser; `cargo xtask test` installs it");
        Self {
            browser,
            launch,
            _folder: folder,
        }
    }

    /// A tab with a document of this body at `/`.
    pub(crate) async fn page(&self, body: &'static str) -> Page {
        let site = site(&[("/", body)]).await;
        self.open(&site).await
    }

    pub(crate) async fn open(&self, url: &Url) -> Page {
        let host = ConsoleHost::of(url).expect("a host");
        self.browser.open(&host, url).await.expect("a page")
    }
}

/// A headless Chromium on `profile`.
pub(crate) fn launch(profile: &Path) -> Launch {
    let variable = |name: &str| -> Option<OsString> { std::env::var_os(name) };
    let program = find_browser(System::current(), &variable).expect("an installed browser");
    Launch {
        headless: true,
        sandbox: Sandbox::OffForTests,
        ..Launch::new(program, PathBuf::from(profile), Vec::new())
    }
}

/// Both ways to talk to a browser.
pub(crate) fn wires() -> Vec<Wire> {
    if Wire::best() == Wire::Port {
        vec![Wire::Port]
    } else {
        vec![Wire::best(), Wire::Port]
    }
}

/// Serves bodies of documents under their paths, at a port of its own; ends with the test.
pub(crate) async fn site(bodies: &[(&'static str, &'static str)]) -> Url {
    let mut router = Router::new();
    for (path, body) in bodies {
        let document = Html(format!(
            "<!doctype html><title>{path}</title><body>{body}</body>"
        ));
        router = router.route(path, get(async move || document));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    Url::parse(&format!("http://{address}/")).expect("an address")
}

/// The element that a CSS selector finds in the main document.
pub(crate) fn css(selector: &str) -> Target {
    Target::new(selector, "(selector) => document.querySelector(selector)").with(selector)
}

/// A condition on the main document.
pub(crate) fn shows(text: &str) -> Condition {
    Condition::new(text, "(text) => document.body.innerText.includes(text)").with(text)
}

/// What a JavaScript expression is in the page.
pub(crate) async fn look<T: DeserializeOwned>(page: &Page, expression: &str) -> T {
    page.evaluate(&format!("() => ({expression})"), &[])
        .await
        .expect("a value")
}

/// The text of the error that is in the result.
pub(crate) fn words<T>(result: Result<T, BrowserError>) -> String {
    match result {
        Ok(_) => "no error".to_owned(),
        Err(error) => error.to_string(),
    }
}
