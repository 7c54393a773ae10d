//! Pages that do what those of the simulator never do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use attune_apply::ports::{Console as _, ConsoleError};
use attune_console::browser::Wire;
use attune_console::browser_console::{BrowserConsole, Hand, Setup};
use attune_model::ResourceId;
use attune_model::catalogue::ProtectedData;
use insta::assert_snapshot;
use tempfile::TempDir;
use url::Url;

use crate::site::{USER, console, form, signed_in_elsewhere};
use crate::stage::{Talk, setup};

const TASKY: ResourceId = ResourceId(USER);

/// A browser that leads to such pages.
struct Odd {
    console: BrowserConsole,
    talk: Talk,
    folder: TempDir,
}

impl Odd {
    fn at(address: Url) -> Self {
        Self::with(address, |_| {})
    }

    fn with(address: Url, change: impl FnOnce(&mut Setup)) -> Self {
        let folder = TempDir::new().expect("a folder");
        let talk = Talk::default();
        let mut setup = setup(folder.path(), address, Hand::Own, &talk);
        setup.patience.page = Duration::from_secs(3);
        change(&mut setup);
        Self {
            console: BrowserConsole::new(setup),
            talk,
            folder,
        }
    }

    async fn look(&mut self) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        self.console.read_protected_data(TASKY).await
    }

    async fn save(&mut self) -> Result<(), ConsoleError> {
        let boxes = BTreeSet::from([ProtectedData::ViewUnprotected]);
        self.console.set_protected_data(TASKY, &boxes).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_never_comes_to_rest_ends_the_visit() {
    let site = console("setInterval(() => { remarks.value = performance.now(); }, 5)").await;
    let refused = Odd::at(site).look().await.expect_err("a refusal");
    assert_snapshot!(refused, @"the page refuses: the page does not come to rest: it was loading or changing for 3 s; look at it in the browser, then run it again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signs_in_at_another_host_from_the_start_is_waited_for() {
    let asked = Arc::new(AtomicBool::new(false));
    let mut odd = Odd::at(signed_in_elsewhere(Arc::clone(&asked)).await);
    let heard = odd.talk.heard("sign in at http://127.0.0.1");
    let sign_in = async {
        heard.await;
        asked.store(true, Ordering::Relaxed);
    };
    let (looked, ()) = tokio::join!(odd.look(), sign_in);
    assert_eq!(looked.expect("a look"), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_is_told_once_however_many_pages_are_left() {
    let mut odd = Odd::at(console("").await);
    let file = odd.folder.path().join("stop");
    for count in [1, 2] {
        fs::write(&file, "").expect("a file");
        for _ in 0..2 {
            assert!(matches!(odd.look().await, Err(ConsoleError::Stopped)));
        }
        assert_eq!(odd.talk.told("attune was asked to stop").len(), count);
        // Whoever takes the file away and stops it again is told again.
        fs::remove_file(&file).expect("no file");
        odd.look().await.expect("a look");
    }
}

/// A message has one button, so nobody can say from it whether the page saved; a question was answered with no.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_page_says_to_save_in_a_dialog() {
    let mut odd = Odd::at(console("save.onclick = () => alert('Stored')").await);
    assert_snapshot!(odd.save().await.expect_err("no answer"), @r#"it is not known whether it was saved (it said "Stored")"#);
    let mut odd = Odd::at(console("save.onclick = () => confirm('Sure?')").await);
    assert_snapshot!(odd.save().await.expect_err("a refusal"), @r#"the page refuses: it asked "Sure?", and attune answers no question that it does not know"#);
}

/// The form stays open after a save without an answer, and asks whether it may be left when the next page is opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_asks_whether_it_may_be_left_keeps_nobody_from_looking() {
    let site = console("onbeforeunload = (event) => event.preventDefault()").await;
    let mut odd = Odd::at(site);
    assert_snapshot!(odd.save().await.expect_err("no answer"), @"it is not known whether it was saved (the page did not answer within 3 s)");
    assert_eq!(odd.look().await.expect("a look"), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tab_that_is_closed_in_place_of_save_tells_nothing() {
    let mut odd = Odd::with(console("").await, |setup| {
        setup.hand = Hand::Human;
        setup.launch.wire = Wire::Port;
    });
    let folder = odd.folder.path().to_owned();
    fs::write(folder.join("human/prank.json"), r#"{"idle": "press"}"#).expect("a file");
    let heard = odd.talk.heard("press `Save`");
    let close = async {
        heard.await;
        close_tabs(&folder).await;
    };
    let (saved, ()) = tokio::join!(odd.save(), close);
    assert_snapshot!(saved.expect_err("no answer"), @"it is not known whether it was saved (the tab is gone: it was closed)");
}

/// Closes the tabs as somebody at the browser would.
async fn close_tabs(folder: &Path) {
    drop(rustls::crypto::ring::default_provider().install_default());
    let told = fs::read_to_string(folder.join("profile/DevToolsActivePort")).expect("a port");
    let port = told.lines().next().expect("a port");
    let client = reqwest::Client::builder().no_proxy().build();
    let client = client.expect("a client");
    let get = async |path: &str| {
        let answer = client.get(format!("http://127.0.0.1:{port}/json/{path}"));
        let answer = answer.send().await.expect("an answer");
        answer.text().await.expect("a text")
    };
    let tabs: serde_json::Value = serde_json::from_str(&get("list").await).expect("a list");
    for tab in tabs.as_array().expect("a list") {
        if tab["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("http"))
        {
            get(&format!("close/{}", tab["id"].as_str().expect("an id"))).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stood_in_a_field_before_is_not_what_was_generated() {
    let mut odd = Odd::at(form("made@contoso.example", "a-new-secret").await);
    let drafted = odd.console.draft_api_user(None).await.expect("credentials");
    assert_eq!(drafted.key, "made@contoso.example");
    assert_eq!(drafted.secret.expose(), "a-new-secret");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_generated_key_without_a_domain_is_refused() {
    let mut odd = Odd::at(form("made", "a-new-secret").await);
    let refused = odd.console.draft_api_user(Some("tasky")).await;
    assert_snapshot!(refused.expect_err("a refusal"), @"the page refuses: the key that the page generated has no domain, so `tasky` cannot get it; leave the key out of the manifest");
}
