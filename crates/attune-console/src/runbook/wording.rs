//! The tenant's words for pages and labels.

use attune_model::catalogue::{CellSpec, Terms, Verb};
use url::Url;

use crate::locators::{Locators, LocatorsError, PageKind};

/// In which words an operator is told of pages and labels, and where the console is. The sentences around them are English.
#[derive(Clone, Debug)]
pub struct Wording {
    terms: Terms,
    locators: Locators,
    console_url: Option<String>,
}

impl Wording {
    /// The words of a tenant that calls its customer records by `terms` and whose console speaks `language`, such as `en`.
    ///
    /// # Errors
    /// [`LocatorsError`] where nobody knows the words of the language.
    pub fn new(terms: Terms, language: &str) -> Result<Self, LocatorsError> {
        Ok(Self {
            terms,
            locators: Locators::load(language, None)?,
            console_url: None,
        })
    }

    /// With links to pages below the console's base address.
    #[must_use]
    pub fn at(mut self, console_url: &str) -> Self {
        self.console_url = Some(console_url.trim_end_matches('/').to_owned());
        self
    }

    /// The term for one customer record.
    pub(super) fn term(&self) -> &'static str {
        self.terms.org
    }

    /// A label of the catalogue as the page has it.
    pub(super) fn say(&self, label: &str) -> String {
        let first = match self.locators.language() {
            // The catalogue is English; what the files add are other words for the same.
            "en" => None,
            _ => self.locators.words(label, &self.terms).into_iter().next(),
        };
        first.unwrap_or_else(|| self.terms.fill(label))
    }

    /// Labels one below the other.
    pub(super) fn path<const N: usize>(&self, labels: [&str; N]) -> String {
        let words = labels.map(|label| self.say(label));
        words.join(" > ")
    }

    /// Where a cell stands in the level editor.
    pub(super) fn cell(&self, spec: &CellSpec) -> String {
        let group = (!spec.group.is_empty()).then_some(spec.group);
        let column = spec.column.map(Verb::label);
        let labels = [Some(spec.section.label()), group, Some(spec.row), column];
        let words = labels.into_iter().flatten().map(|label| self.say(label));
        words.collect::<Vec<_>>().join(" > ")
    }

    /// The clicks that lead to a page.
    pub(super) fn way(&self, page: PageKind) -> Vec<String> {
        let page = self.locators.page(page);
        let way = page.map(|page| page.way.iter());
        way.into_iter()
            .flatten()
            .map(|label| self.say(label))
            .collect()
    }

    /// The address of a page of something with this number, where one is known.
    pub(super) fn link(&self, page: PageKind, id: Option<i64>) -> Option<String> {
        let link = self.locators.page(page)?.link.as_ref()?;
        let console = self.console_url.as_ref()?;
        let path = match id {
            Some(id) => link.replace("{id}", &id.to_string()),
            None if link.contains("{id}") => return None,
            None => link.clone(),
        };
        let url = Url::parse(&format!("{console}{path}")).ok()?;
        ["http", "https"]
            .contains(&url.scheme())
            .then(|| url.to_string())
    }

    /// Where what is known of a page is from.
    pub(crate) fn source(&self, page: PageKind) -> Option<&str> {
        Some(&self.locators.page(page)?.source)
    }
}
