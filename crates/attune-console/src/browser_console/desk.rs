//! The browser at work: its tab, the words of its pages, and what this run has seen of them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use attune_model::{LevelId, ResourceId};
use tokio::time::{self, Instant};
use url::{Position, Url};

use super::directory::Directory;
use super::level::Editor;
use super::script;
use super::trouble::Trouble;
use super::{Hand, Setup};
use crate::browser::{Browser, BrowserError, ConsoleHost, DialogKind, DialogRule, Page};
use crate::extract::{Anchor, Extract};
use crate::locators::{Locators, PageKind};
use crate::reading::{LevelReading, PageError, expect, expect_host, page_kind};

/// How often a page is looked at while something is waited for.
pub(super) const PAUSE: Duration = Duration::from_millis(60);

/// How often a stop is heeded while somebody signs in elsewhere.
const HEED: Duration = Duration::from_secs(1);

/// The browser at work.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) setup: Setup,
    browser: Browser,
    host: ConsoleHost,
    /// The tab of the console.
    tab: Page,
    /// The window that the tab opened for the page at hand.
    window: Option<Page>,
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
        let shell = match desk.rest(|_, _| true).await {
            Ok(shell) if page_kind(&shell, &desk.locators) != Some(PageKind::SignIn) => shell,
            // The console may send whoever is not signed in to another host at once.
            Ok(_) | Err(Trouble::Browser(BrowserError::ForeignHost { .. })) => {
                desk.wait_for_sign_in().await?
            }
            Err(trouble) => return Err(trouble),
        };
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

    /// What the page shows just now.
    pub(super) async fn glance(&self) -> Result<Extract, Trouble> {
        let text: String = self.page().evaluate(&script::extract(), &[]).await?;
        let extract = Extract::parse(&text)?;
        let console = &self.setup.console;
        expect_host(
            &extract,
            &console[Position::BeforeHost..Position::AfterPort],
        )?;
        Ok(extract)
    }

    /// Waits until the page shows one of these kinds, and does not change any more.
    pub(super) async fn arrive(&self, kinds: &[PageKind]) -> Result<Extract, Trouble> {
        let locators = &self.locators;
        let extract = self
            .rest(|extract, last| match expect(extract, locators, kinds) {
                Ok(_)
                | Err(
                    PageError::SignedOut | PageError::AccessDenied | PageError::Language { .. },
                ) => true,
                Err(_) => last,
            })
            .await?;
        expect(&extract, locators, kinds)?;
        Ok(extract)
    }

    /// The page once it is at rest and `done` with it; at the end of all patience `done` is told so.
    async fn rest(&self, done: impl Fn(&Extract, bool) -> bool) -> Result<Extract, Trouble> {
        let end = Instant::now() + self.setup.patience.page;
        let mut before = None;
        loop {
            let last = Instant::now() >= end;
            match self.still().await {
                Ok(Some(now)) => match &before {
                    Some(then) if *then == now && done(&now, last) => return Ok(now),
                    Some(_) if last => return Err(self.restless()),
                    Some(_) | None => before = Some(now),
                },
                Err(trouble) if last || !trouble.is_passing() => return Err(trouble),
                Ok(None) | Err(_) => before = None,
            }
            if last && before.is_none() {
                return Err(self.restless());
            }
            time::sleep(PAUSE).await;
        }
    }

    fn restless(&self) -> Trouble {
        Trouble::Restless(self.setup.patience.page)
    }

    /// The page, where all of it is loaded.
    async fn still(&self) -> Result<Option<Extract>, Trouble> {
        if self.page().evaluate(script::IS_LOADED, &[]).await? {
            Ok(Some(self.glance().await?))
        } else {
            Ok(None)
        }
    }

    /// Waits until somebody is signed in; the page that is shown then.
    pub(super) async fn wait_for_sign_in(&self) -> Result<Extract, Trouble> {
        let patience = self.setup.patience.sign_in;
        self.tell(&format!(
            "sign in at {} in the browser window that attune opened; attune waits {} minutes and sees no password",
            self.host,
            patience.as_secs() / 60
        ));
        let end = Instant::now() + patience;
        loop {
            self.heed_stop()?;
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Trouble::Guard(format!(
                    "nobody signed in within {} s; nothing was done, so run it again",
                    patience.as_secs()
                )));
            }
            // The sign-in may lead over other hosts, which are not looked at.
            match self.tab.wait_until_back(left.min(HEED)).await {
                Ok(()) => {}
                Err(BrowserError::NotSeen { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
            match self.rest(|_, _| true).await {
                Ok(page) if page_kind(&page, &self.locators) != Some(PageKind::SignIn) => {
                    return Ok(page);
                }
                Ok(_)
                | Err(Trouble::Restless(_) | Trouble::Browser(BrowserError::ForeignHost { .. })) => {
                }
                Err(trouble) => return Err(trouble),
            }
            time::sleep(PAUSE).await;
        }
    }

    /// Takes the window that the tab opened, if it opens one before the tab itself shows the page.
    pub(super) async fn arrive_in_any_window(
        &mut self,
        kinds: &[PageKind],
    ) -> Result<Extract, Trouble> {
        let patience = self.setup.patience.page;
        let window = tokio::select! {
            here = self.arrive(kinds) => return here,
            window = self.tab.popup(patience) => window?,
        };
        self.window = Some(window);
        self.arrive(kinds).await
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
