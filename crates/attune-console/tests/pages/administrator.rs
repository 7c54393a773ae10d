//! An administrator at the console of a simulator.

use std::time::Duration;

use attune_console::extract::{Extract, FUNCTION};
use attune_console::locators::Locators;
use attune_model::{LevelId, LevelName};
use attune_sim::operator::{Answer, Call, Content, PASSWORD};
use attune_sim::{Simulator, Tenant};
use thirtyfour::prelude::*;

use crate::chrome::Chrome;

/// How long a page may take, and how often it is looked at meanwhile.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(40);

/// The ways in which the console can look, as its addresses take them, and the language of each.
pub(crate) const LOOKS: [(&str, &str); 6] = [
    (
        "rendering=classic&language=en&organization=Organization&device=Configuration+Item",
        "en",
    ),
    (
        "rendering=classic&language=en&organization=Account&device=Device",
        "en",
    ),
    (
        "rendering=classic&language=fr&organization=Account&device=Configuration+Item",
        "fr",
    ),
    (
        "rendering=mvc&language=en&organization=Organization&device=Configuration+Item",
        "en",
    ),
    (
        "rendering=mvc&language=en&organization=Account&device=Device",
        "en",
    ),
    (
        "rendering=mvc&language=fr&organization=Account&device=Configuration+Item",
        "fr",
    ),
];

/// The tenant's only administrator of a simulator, signed in.
pub(crate) struct Administrator {
    pub(crate) simulator: Simulator,
    chrome: Chrome,
}

impl Administrator {
    /// Signs in at the tenant `contoso`.
    pub(crate) async fn sign_in() -> Self {
        let it = Self::arrive().await;
        it.run("document.querySelector('[name=UserName]').value = 'ada.winter'")
            .await;
        it.run(&format!(
            "document.querySelector('[name=Password]').value = '{PASSWORD}'"
        ))
        .await;
        it.run("document.querySelector('[name=Password]').form.submit()")
            .await;
        it.see("nav.Top").await;
        it
    }

    /// Stands before the page to sign in.
    pub(crate) async fn arrive() -> Self {
        // Another test of this binary may have installed it already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let simulator = Simulator::start(Tenant::contoso(), ([127, 0, 0, 1], 0).into())
            .await
            .unwrap();
        let chrome = Chrome::start(&[]).await;
        chrome.driver.goto(simulator.console_url()).await.unwrap();
        Self { simulator, chrome }
    }

    /// Opens a page below the console's address.
    pub(crate) async fn open(&self, page: &str) {
        let address = format!("{}{page}", self.simulator.console_url());
        self.chrome.driver.goto(address).await.unwrap();
    }

    /// Runs a script in the page.
    pub(crate) async fn run(&self, script: &str) -> serde_json::Value {
        let answer = self.chrome.driver.execute(script, Vec::new()).await;
        answer.unwrap().json().clone()
    }

    /// Waits for what a selector finds.
    async fn see(&self, selector: &str) {
        let query = self.chrome.driver.query(By::Css(selector));
        query.wait(PATIENCE, GLANCE).first().await.unwrap();
    }

    /// Clicks on what a selector finds first.
    pub(crate) async fn click(&self, selector: &str) {
        let query = self.chrome.driver.query(By::Css(selector));
        let found = query.and_displayed().first().await;
        found.unwrap().click().await.unwrap();
    }

    /// Waits until a frame shows a whole page.
    pub(crate) async fn wait_for_frame(&self) {
        let driver = &self.chrome.driver;
        driver.enter_frame(0).await.unwrap();
        self.see("body[data-ready] .TitleBar").await;
        driver.enter_default_frame().await.unwrap();
    }

    /// The page's text, as the script returns it.
    pub(crate) async fn text(&self) -> String {
        let script = format!("{FUNCTION}\nreturn JSON.stringify(attuneExtract(document));");
        self.run(&script).await.as_str().unwrap().to_owned()
    }

    /// The page as the script sees it.
    pub(crate) async fn extract(&self) -> Extract {
        Extract::parse(&self.text().await).unwrap()
    }

    /// What the simulator knows of a level.
    pub(crate) fn level(&self, level: LevelId) -> Content {
        match self
            .simulator
            .with_tenant(|tenant| tenant.visit(Call::ReadLevel { level }))
        {
            Ok(Answer::Level(content)) => content,
            _ => panic!("no level {level}"),
        }
    }

    /// The number of the level with this name.
    pub(crate) fn level_named(&self, name: &str) -> LevelId {
        let name = LevelName::new(name);
        let found = self
            .simulator
            .with_tenant(|tenant| tenant.level_named(&name).map(|(id, _)| id));
        found.unwrap()
    }

    /// Does something at the console without a browser.
    pub(crate) fn visit(&self, call: Call) -> Answer {
        match self.simulator.with_tenant(|tenant| tenant.visit(call)) {
            Ok(answer) => answer,
            Err(refusal) => panic!("{}", refusal.refused),
        }
    }

    /// Ends the browser.
    pub(crate) async fn leave(self) {
        let driver = self.chrome.driver.clone();
        driver.quit().await.unwrap();
    }
}

/// The locators of a language.
pub(crate) fn locators(language: &str) -> Locators {
    Locators::load(language, None).unwrap()
}
