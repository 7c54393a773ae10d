//! How a page is reached: by its address where the locators know one, else by clicks on words.

use std::time::Duration;

use attune_model::catalogue::{ORG_TERMS, Terms};
use url::Url;

use super::desk::Desk;
use super::script;
use super::trouble::Trouble;
use crate::browser::BrowserError;
use crate::extract::Extract;
use crate::locators::PageKind;
use crate::reading::PageError;

/// How long a menu may take to unfold under the mouse before it is clicked.
const UNFOLDING: Duration = Duration::from_millis(400);

impl Desk {
    /// Opens a page, of the record with this number where it is one of a record. Whoever is signed out meanwhile is asked to
    /// sign in again.
    pub(super) async fn open(
        &mut self,
        kind: PageKind,
        record: Option<i64>,
    ) -> Result<Extract, Trouble> {
        self.heed_stop()?;
        match self.reach(kind, record).await {
            Err(Trouble::Page(PageError::SignedOut)) => {
                self.wait_for_sign_in().await?;
                self.reach(kind, record).await
            }
            other => other,
        }
    }

    async fn reach(&mut self, kind: PageKind, record: Option<i64>) -> Result<Extract, Trouble> {
        if let Some(url) = self.link(kind, record)? {
            self.go(&url).await?;
            match self.arrive(&[kind]).await {
                // The address leads elsewhere, so the clicks have to.
                Err(Trouble::Page(PageError::AnotherPage { .. })) => {}
                other => return other,
            }
        }
        let way = self.way(kind);
        let home = self.setup.console.clone();
        self.go(&home).await?;
        self.walk(&way).await?;
        let page = self.arrive_in_any_window(&[kind]).await?;
        self.remember(kind, &page);
        Ok(page)
    }

    /// The address of a page: the locators' or, for a list, the one at which it was found before.
    fn link(&self, kind: PageKind, record: Option<i64>) -> Result<Option<Url>, Trouble> {
        let link = self.locators.page(kind).and_then(|page| page.link.as_ref());
        let Some(link) = link else {
            return Ok(self.places.get(&kind).cloned());
        };
        let id = record.map_or_else(String::new, |id| id.to_string());
        let path = link.replace("{id}", &id);
        let console = self.setup.console.as_str().trim_end_matches('/');
        let url = Url::parse(&format!("{console}{path}"));
        let unsound = |_| Trouble::Guard(format!("the locators' link `{link}` is no address"));
        url.map(Some).map_err(unsound)
    }

    /// The clicks that lead to a page, each in all words that it may have.
    fn way(&self, kind: PageKind) -> Vec<Vec<String>> {
        let labels = self.locators.page(kind).map(|page| page.way.as_slice());
        let labels = labels.unwrap_or_default().iter();
        labels.map(|label| self.spoken(label)).collect()
    }

    /// The words that a label may have, whatever the tenant's term for its customers.
    pub(super) fn spoken(&self, label: &str) -> Vec<String> {
        let mut words = self.locators.words(label, &Terms::default());
        for (term, _) in ORG_TERMS {
            let terms = Terms::default().with_org(term).unwrap_or_default();
            for other in self.locators.words(label, &terms) {
                if !words.contains(&other) {
                    words.push(other);
                }
            }
        }
        words
    }

    /// The last entry of a page's way: what is chosen in the menu of a row.
    pub(super) fn entry(&self, kind: PageKind) -> Vec<String> {
        self.way(kind).pop().unwrap_or_default()
    }

    /// Clicks along words. Of those that are to be seen the last one counts, since headings on the way lead nowhere; a menu
    /// may unfold under the mouse, so nothing is clicked before that was tried.
    async fn walk(&self, way: &[Vec<String>]) -> Result<(), Trouble> {
        let mut left = way;
        while !left.is_empty() {
            self.heed_stop()?;
            let sights: Vec<_> = left.iter().rev().map(|words| script::sees(words)).collect();
            let seen = self
                .page()
                .wait_first_of(&sights, self.setup.patience.page)
                .await?;
            let skipped = sights
                .iter()
                .rev()
                .position(|sight| sight.name() == seen.name());
            let at = skipped.unwrap_or_default();
            let Some([words, rest @ ..]) = left.get(at..) else {
                return Ok(());
            };
            let target = script::words(words);
            if let Some(next) = rest.first() {
                self.page().hover(&target).await?;
                let unfolded = self.page().wait_for(&script::sees(next), UNFOLDING).await;
                match unfolded {
                    Ok(()) => {}
                    Err(BrowserError::NotSeen { .. }) => self.page().click(&target).await?,
                    Err(error) => return Err(error.into()),
                }
            } else {
                self.page().click(&target).await?;
            }
            left = rest;
        }
        Ok(())
    }

    /// Keeps the address at which a list was found.
    fn remember(&mut self, kind: PageKind, page: &Extract) {
        match kind {
            PageKind::SecurityLevels | PageKind::Resources | PageKind::ProtectedData => {
                let mut url = self.setup.console.clone();
                url.set_query(None);
                url.set_path(&page.path);
                self.places.insert(kind, url);
            }
            PageKind::SecurityLevel
            | PageKind::NewApiUser
            | PageKind::ApiUser
            | PageKind::Resource
            | PageKind::SignIn
            | PageKind::AccessDenied => {}
        }
    }
}
