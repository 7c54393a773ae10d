//! What a person does: looks for words, points, clicks, types.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use attune_model::catalogue::Terms;
use attune_sim::operator::PASSWORD;
use attune_sim::{ConsoleOptions, Rendering, Simulator, Tenant, TrackingIdentifier};
use thirtyfour::prelude::*;

use crate::chrome::Chrome;
use crate::eyes;

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(40);

/// A tenant's terms with this one for the customer record.
pub(crate) fn terms(organization: &str) -> Terms {
    Terms::default()
        .with_org(organization)
        .expect("a known term")
}

/// An administrator at the console of a simulator.
pub(crate) struct Person {
    pub(crate) simulator: Simulator,
    chrome: Chrome,
    rendering: Rendering,
    album: PathBuf,
    pictures: usize,
}

impl Person {
    /// Signs in as an administrator of the tenant `contoso`, where identifiers are bound to their vendors.
    pub(crate) async fn sign_in(walkthrough: &str, options: ConsoleOptions) -> Self {
        // Another test of this binary may have installed it already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut tenant = Tenant::contoso();
        tenant.console = options;
        tenant.behaviour.tracking_identifier = TrackingIdentifier::Bound;
        let simulator = Simulator::start(tenant, ([127, 0, 0, 1], 0).into())
            .await
            .expect("a port is free");
        let name = match options.rendering {
            Rendering::Mvc => walkthrough.to_owned(),
            Rendering::Classic => format!("{walkthrough}-classic"),
        };
        let album = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join("../screenshots")
            .join(name);
        if album.exists() {
            fs::remove_dir_all(&album).expect("the old pictures go");
        }
        fs::create_dir_all(&album).expect("a folder for pictures");
        let mut person = Self {
            simulator,
            chrome: Chrome::start(&[]).await,
            rendering: options.rendering,
            album,
            pictures: 0,
        };
        let console = person.simulator.console_url();
        person
            .driver()
            .goto(console)
            .await
            .expect("the console opens");
        person.fill("Username", "ada.winter").await;
        person.fill("Password", PASSWORD).await;
        person.picture("sign-in").await;
        let button = person.find(".//button[normalize-space(.)='Sign In']").await;
        button.click().await.expect("a click");
        person.find("//*[normalize-space(.)='Autotask Menu']").await;
        person
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.chrome.driver
    }

    /// Opens the Autotask menu and Admin by pointing at them, then clicks an entry.
    pub(crate) async fn menu(&mut self, entry: &str, arrives_at: &str) {
        self.driver()
            .enter_default_frame()
            .await
            .expect("the shell");
        self.point("Autotask Menu").await;
        self.point("Admin").await;
        self.picture("menu").await;
        self.click(entry).await;
        if self.rendering == Rendering::Mvc {
            self.driver().enter_frame(0).await.expect("the frame");
        }
        self.arrive(arrives_at).await;
    }

    /// Waits for the page with this heading.
    pub(crate) async fn arrive(&self, heading: &str) {
        let title = format!("//body[@data-ready]//h1[normalize-space(.)=\"{heading}\"]");
        self.find(&title).await;
    }

    /// Waits for the page to say this.
    pub(crate) async fn read(&self, message: &str) {
        let said = format!("//body[@data-ready]//*[@role][normalize-space(.)=\"{message}\"]");
        self.find(&said).await;
    }

    /// Clicks on words.
    pub(crate) async fn click(&self, words: &str) {
        let target = self.find(&eyes::words(words)).await;
        target.click().await.expect(words);
    }

    /// Points at words.
    pub(crate) async fn point(&self, words: &str) {
        let target = self.find(&eyes::words(words)).await;
        let chain = self.driver().action_chain().move_to_element_center(&target);
        chain.perform().await.expect(words);
    }

    /// Clicks on words within a section.
    pub(crate) async fn click_in(&self, section: &str, words: &str) {
        let section = self.find(&eyes::section(section)).await;
        let target = section
            .find(By::XPath(eyes::words(words)))
            .await
            .expect(words);
        target.click().await.expect(words);
    }

    /// Opens the menu of a row with its button, and clicks an entry.
    pub(crate) async fn row_menu(&mut self, row: &str, entry: &str) {
        let row = self.find(&eyes::row(row)).await;
        let button = row.find(By::Css("[title='Context Menu']")).await;
        button.expect("a menu").click().await.expect("a click");
        self.picture("row-menu").await;
        self.click(entry).await;
    }

    /// Opens the menu of a row with a right click, and clicks an entry.
    pub(crate) async fn right_click(&mut self, words: &str, entry: &str) {
        let target = self.find(&eyes::words(words)).await;
        let chain = self.driver().action_chain().context_click_element(&target);
        chain.perform().await.expect(words);
        self.picture("right-click").await;
        self.click(entry).await;
    }

    /// Types into the field with this label.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = self.input(label).await;
        field.clear().await.expect(label);
        field.send_keys(text).await.expect(label);
    }

    /// What stands in the field with this label, once something does.
    pub(crate) async fn generated(&self, label: &str) -> String {
        for _ in 0..500 {
            // The page may go while it is looked at: then it is looked at again.
            if let Ok(text) = self.text_in(label).await
                && !text.is_empty()
            {
                return text;
            }
            tokio::time::sleep(GLANCE).await;
        }
        panic!("nothing stands in {label}");
    }

    /// Chooses from the list with this label.
    pub(crate) async fn choose(&self, label: &str, option: &str) {
        let list = self.find(&eyes::editor(label)).await;
        list.click().await.expect(label);
        let option = list.find(By::XPath(eyes::words(option))).await;
        option
            .expect("it is in the list")
            .click()
            .await
            .expect(label);
    }

    /// Ticks the box with this label, or not.
    pub(crate) async fn tick(&self, label: &str, on: bool) {
        let target = self.find(&eyes::editor(label)).await;
        set(&target, on, label).await;
    }

    /// Whether the box with this label is ticked.
    pub(crate) async fn is_ticked(&self, label: &str) -> bool {
        let target = self.find(&eyes::editor(label)).await;
        is_on(&target).await
    }

    /// Ticks a box of a table below a heading.
    pub(crate) async fn tick_cell(
        &self,
        heading: &str,
        part: Option<&str>,
        row: &str,
        column: &str,
    ) {
        let target = self.find(&eyes::cell(heading, part, row, column)).await;
        set(&target, true, row).await;
    }

    /// Chooses from a list in a table below a heading of a section.
    pub(crate) async fn choose_cell(
        &self,
        heading: &str,
        section: &str,
        row: &str,
        column: &str,
        option: &str,
    ) {
        let section = self.find(&eyes::section(section)).await;
        let list = section.find(By::XPath(eyes::cell(heading, None, row, column)));
        pick(&list.await.expect(row), option).await;
    }

    /// What is chosen in the list with this label.
    pub(crate) async fn chosen(&self, label: &str) -> String {
        let list = self.find(&eyes::editor(label)).await;
        let chosen = list.find(By::Css("option:checked, .SelectedItem")).await;
        chosen.expect(label).text().await.expect(label)
    }

    /// Whether the field with this label can be changed.
    pub(crate) async fn can_change(&self, label: &str) -> bool {
        let field = self.input(label).await;
        field.is_enabled().await.expect(label)
    }

    /// Whether words are to be seen just now.
    pub(crate) async fn sees(&self, words: &str) -> bool {
        let found = self.driver().find_all(By::XPath(eyes::words(words))).await;
        for element in found.expect(words) {
            if element.is_displayed().await.expect(words) {
                return true;
            }
        }
        false
    }

    /// Takes a picture of the page.
    pub(crate) async fn picture(&mut self, name: &str) {
        // Secrets are not for pictures.
        let cover = "for (const it of document.querySelectorAll('input[aria-label*=Secret]'))
            it.style.webkitTextSecurity = 'disc';";
        let covered = self.driver().execute(cover, Vec::new()).await;
        covered.expect("the secrets are covered");
        self.pictures += 1;
        let file = format!("{:02}-{name}.png", self.pictures);
        let picture = self.driver().screenshot_as_png().await;
        fs::write(self.album.join(file), picture.expect("a picture")).expect("it is written");
    }

    /// Ends the browser.
    pub(crate) async fn leave(self) -> Simulator {
        let Self {
            simulator,
            chrome,
            rendering: _,
            album: _,
            pictures: _,
        } = self;
        let driver = chrome.driver.clone();
        driver.quit().await.expect("the browser ends");
        drop(chrome);
        simulator
    }

    /// The first visible element at a place, as soon as there is one.
    pub(crate) async fn find(&self, path: &str) -> WebElement {
        let query = self.driver().query(By::XPath(path)).wait(PATIENCE, GLANCE);
        match query.and_displayed().first().await {
            Ok(element) => element,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    async fn text_in(&self, label: &str) -> WebDriverResult<String> {
        let page = self.driver().find(By::Css("body[data-ready]")).await?;
        let editor = page.find(By::XPath(eyes::editor(label))).await?;
        let input = editor.find(By::XPath("descendant-or-self::input")).await?;
        Ok(input.value().await?.unwrap_or_default())
    }

    async fn input(&self, label: &str) -> WebElement {
        let editor = self.find(&eyes::editor(label)).await;
        match editor.tag_name().await.as_deref() {
            Ok("input") => editor,
            _ => editor.find(By::Css("input")).await.expect(label),
        }
    }
}

async fn pick(list: &WebElement, option: &str) {
    // A native list takes the choice without being opened.
    if list.tag_name().await.expect(option) != "select" {
        list.click().await.expect(option);
    }
    let item = list.find(By::XPath(eyes::words_in_list(option))).await;
    item.expect("it is in the list")
        .click()
        .await
        .expect(option);
}

async fn set(target: &WebElement, on: bool, what: &str) {
    if is_on(target).await != on {
        target.click().await.expect(what);
    }
    assert_eq!(is_on(target).await, on, "{what}");
}

async fn is_on(target: &WebElement) -> bool {
    match target.tag_name().await.as_deref() {
        Ok("input") => target.is_selected().await.expect("a box"),
        _ => target.find(By::Css(".Checked")).await.is_ok(),
    }
}
