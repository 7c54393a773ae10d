//! The parts of a visit in the order in which every format shows them; what a visit does not have is left out.

use super::text::Text;
use super::visit::{Row, Visit};

/// A part of a visit.
#[derive(Clone, Copy)]
pub(super) enum Block<'a> {
    /// The clicks that lead to the page.
    Way(&'a [String]),
    /// Its address.
    Link(&'a str),
    /// What to do there.
    Actions(&'a [Text]),
    /// The values to set.
    Rows(&'a [Row]),
    /// What the page will not take.
    Limits(&'a [Text]),
    /// What attune looks at afterwards.
    Checks(&'a [Text]),
}

impl Visit {
    /// The parts that it has.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let Self {
            page: _,
            link,
            way,
            actions,
            rows,
            limits,
            checks,
        } = self;
        [
            (!way.is_empty()).then_some(Block::Way(way)),
            link.as_deref().map(Block::Link),
            (!actions.is_empty()).then_some(Block::Actions(actions)),
            (!rows.is_empty()).then_some(Block::Rows(rows)),
            (!limits.is_empty()).then_some(Block::Limits(limits)),
            (!checks.is_empty()).then_some(Block::Checks(checks)),
        ]
        .into_iter()
        .flatten()
    }
}
