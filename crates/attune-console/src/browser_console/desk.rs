//! The browser at work: its tab, the words of its pages, and what this run has seen of them.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelId, ResourceId};
use url::Url;

use super::directory::Directory;
use super::level::Editor;
use super::trouble::Trouble;
use super::{Hand, Setup};
use crate::browser::{Browser, ConsoleHost, DialogKind, DialogRule, Page};
use crate::extract::{Anchor, Extract};
use crate::locators::{Locators, PageKind};
use crate::reading::LevelReading;

/// The browser at work.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) setup: Setup,
    browser: Browser,
    pub(super) host: ConsoleHost,
    /// The tab of the console.
    pub(super) tab: Page,
    /// The window that the tab opened for the page at hand.
    pub(super) window: Option<Page>,
    pub(super) locators: Locators,
    pub(super) directory: Directory,
    /// Where lists were found in this run.
    pub(super) places: BTreeMap<PageKind, Url>,
    /// Where editors of levels were found.
    pub(super) editor: Editor,
    /// The first look at each level, and the last.
    pub(super) looks: BTreeMap<LevelId, Look>,
    /// The controls of which the operator was told that attune does not know them.
    pub(super) strange: BTreeSet<Anchor>,
    /// Whether the operator was told where is written.
    announced: bool,
    /// The key of the API user whose form is open and not saved.
    pub(super) draft: Option<String>,
    /// The API user whose form is open with a new secret in it, not saved.
    pub(super) secret_of: Option<ResourceId>,
}

/// What was seen of a level.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// How the page was built at first.
    pub(super) fingerprint: String,
    /// What it showed last.
    pub(super) last: LevelReading,
}

impl Desk {
    /// Starts the browser and waits until the operator is signed in.
    pub(super) async fn take(setup: Setup, directory: Directory) -> Result<Self, Trouble> {
        let host = ConsoleHost::of(&setup.console)?;
        let browser = Browser::launch(&setup.launch).await?;
        let tab = browser.open(&host, &setup.console).await?;
        let mut desk = Self {
            locators: Locators::of("en", None)?,
            browser,
            host,
            tab,
            window: None,
            directory,
            places: BTreeMap::new(),
            editor: Editor::Unknown,
            looks: BTreeMap::new(),
            strange: BTreeSet::new(),
            announced: false,
            draft: None,
            secret_of: None,
            setup,
        };
        let shell = desk.signed_in().await?;
        desk.learn_words(&shell)?;
        Ok(desk)
    }

    /// Ends the browser, which keeps who is signed in.
    pub(super) async fn close(self) {
        if let Err(error) = self.browser.close().await {
            (self.setup.tell).line(&format!("the browser did not close: {error}"));
        }
    }

    /// The page at hand.
    pub(super) fn page(&self) -> &Page {
        self.window.as_ref().unwrap_or(&self.tab)
    }

    /// Whether that is a window that the tab opened.
    pub(super) fn is_in_window(&self) -> bool {
        self.window.is_some()
    }

    /// Who uses the controls.
    pub(super) fn hand(&self) -> Hand {
        self.setup.hand
    }

    /// Says a line to the operator.
    pub(super) fn tell(&self, line: &str) {
        self.setup.tell.line(line);
    }

    /// Ends the visit where somebody asked for it.
    pub(super) fn heed_stop(&self) -> Result<(), Trouble> {
        self.setup.heed_stop()
    }

    /// Before the first input of a run: where attune is about to write.
    pub(super) fn announce(&mut self) {
        if !self.announced {
            self.announced = true;
            self.tell(&format!(
                "writing on tenant {}, at {}, in the browser profile {}",
                self.setup.tenant,
                self.host,
                self.setup.launch.profile.display()
            ));
        }
    }

    /// Opens an address of the console. A form that is open is left without saving it, also where the page asks whether it may
    /// be left.
    pub(super) async fn go(&mut self, url: &Url) -> Result<(), Trouble> {
        self.draft = None;
        self.secret_of = None;
        if let Some(window) = self.window.take() {
            // It may have closed itself.
            drop(window.close().await);
        }
        self.tab.on_dialog(DialogRule::AcceptOnce {
            kind: DialogKind::BeforeUnload,
            text: String::new(),
        });
        let opened = self.tab.open(url).await;
        self.tab.on_dialog(DialogRule::Dismiss);
        Ok(opened?)
    }

    /// Takes the locators of the language that the console speaks.
    fn learn_words(&mut self, shell: &Extract) -> Result<(), Trouble> {
        let language = match shell.main_language() {
            "" => "en",
            language => language,
        };
        self.locators = Locators::load(language, self.setup.locators.as_deref())?;
        Ok(())
    }
}
