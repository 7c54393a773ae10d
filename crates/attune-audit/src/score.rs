//! An audit in two numbers: how much is in order, and how much nobody saw.

use crate::{Audit, Level, LevelKind, RULES};

/// What a tenant has of which no rule finds anything.
const WHOLE: u8 = 100;

impl Audit {
    /// Points from 0 to 100: 100 less the weight of every rule that found anything. None where levels or API users could
    /// not be read, since a rule that could not look finds nothing either.
    ///
    /// Findings of rules that are not among [`RULES`], such as those of a file that another version wrote, cost nothing.
    pub fn score(&self) -> Option<u8> {
        self.levels.as_ref()?;
        self.api_users.as_ref()?;
        let found = |id: &str| self.findings.iter().any(|finding| finding.rule == id);
        let lost = RULES.iter().filter(|rule| found(rule.id));
        Some(lost.fold(WHOLE, |left, rule| left.saturating_sub(rule.weight)))
    }

    /// How many cells of custom levels nobody saw, and how many there are. None where levels could not be read.
    ///
    /// A level whose kind nothing tells counts with the cells that every page shows: it has these at least, and leaving it
    /// out would make a tenant look better known than it is.
    pub fn cells(&self) -> Option<(usize, usize)> {
        let levels = self.levels.as_ref()?.iter();
        let counts = levels.filter(|level| !level.system).map(|level| {
            let unseen = unseen(level);
            (unseen, unseen + level.cells.len())
        });
        Some(counts.fold((0, 0), |(unknown, all), (unseen, cells)| {
            (unknown + unseen, all + cells)
        }))
    }
}

/// How many cells of a level nobody saw, at least.
fn unseen(level: &Level) -> usize {
    level.unseen_cells.unwrap_or_else(|| {
        let shown = LevelKind::Unknown.cells();
        shown
            .filter(|spec| !level.cells.contains_key(&spec.id()))
            .count()
    })
}
