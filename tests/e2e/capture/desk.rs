//! An operator at a browser: signs in, opens pages, pastes the script, saves what it copies.

use std::time::Duration;

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::chrome::Chrome;
use crate::harness::{Place, Sim};

/// How long a page may take, and how often it is looked at meanwhile.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(40);

/// The page of the form of an API user, without its parameters.
pub(super) const API_USER: &str = "Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser";

/// An administrator's browser.
pub(super) struct Desk {
    chrome: Chrome,
    console: String,
    /// What `attune capture --snippet` prints.
    snippet: String,
}

impl Desk {
    /// Signed in at a simulator.
    pub(super) async fn at(sim: &Sim, place: &Place) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let snippet = place
            .attune_alone(&["capture", "--snippet"])
            .exits(0)
            .stdout;
        let desk = Self {
            chrome: Chrome::start(&[]).await,
            console: sim.console.clone(),
            snippet,
        };
        desk.open("").await;
        desk.run(
            "const form = document.querySelector('[name=UserName]').form;
             form.UserName.value = 'ada.winter';
             form.Password.value = 'not-a-real-password';
             form.submit();",
        )
        .await;
        let query = desk.chrome.driver.query(By::Css("nav.Top"));
        query.wait(PATIENCE, GLANCE).first().await.unwrap();
        desk
    }

    /// Opens a page below the console's address.
    pub(super) async fn open(&self, page: &str) {
        let address = format!("{}{page}", self.console);
        self.chrome.driver.goto(address).await.unwrap();
    }

    /// Runs a script in the page.
    pub(super) async fn run(&self, script: &str) -> Value {
        let answer = self.chrome.driver.execute(script, Vec::new()).await;
        answer.unwrap().json().clone()
    }

    /// Pastes the script; what it shows or, where a page has something to copy, what it copies.
    pub(super) async fn paste(&self) -> String {
        let quoted = Value::from(self.snippet.as_str()).to_string();
        let said = self.run(&format!("return (0, eval)({quoted})")).await;
        said.as_str().unwrap().to_owned()
    }

    /// Opens a page, pastes the script and saves the answer.
    pub(super) async fn save(&self, place: &Place, page: &str, file: &str) {
        self.open(page).await;
        place.write(file, &self.paste().await);
    }

    /// Ends the browser.
    pub(super) async fn leave(self) {
        let driver = self.chrome.driver.clone();
        driver.quit().await.unwrap();
    }
}
