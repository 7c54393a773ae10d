//! One visit to a page, as data.

use super::text::Text;
use super::wording::Wording;
use crate::locators::PageKind;

/// What an operator is told about a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The page; none where no page is visited.
    pub page: Option<PageKind>,
    /// Its address, where one is known; the way counts where it does not open.
    pub link: Option<String>,
    /// The clicks that lead there, from the menu on.
    pub way: Vec<String>,
    /// What to do there, in order.
    pub actions: Vec<Text>,
    /// The values to set.
    pub rows: Vec<Row>,
    /// What the page will not take, and what cannot be taken back.
    pub limits: Vec<Text>,
    /// What attune looks at afterwards.
    pub checks: Vec<Text>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands on the page.
    pub place: Text,
    /// What stands there now; empty where nothing can.
    pub now: Text,
    /// What is to stand there.
    pub target: Text,
}

impl Row {
    /// A row.
    pub(super) fn new(
        place: impl Into<Text>,
        now: impl Into<Text>,
        target: impl Into<Text>,
    ) -> Self {
        Self {
            place: place.into(),
            now: now.into(),
            target: target.into(),
        }
    }
}

impl Visit {
    /// A visit to a page, of something with this number where it has one.
    pub(super) fn to(page: PageKind, id: Option<i64>, wording: &Wording) -> Self {
        Self {
            page: Some(page),
            link: wording.link(page, id),
            way: wording.way(page),
            ..Self::default()
        }
    }
}
