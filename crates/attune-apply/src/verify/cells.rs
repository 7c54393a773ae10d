//! What is claimed of the cells of a level. REST shows them only through what it lets a holder do.

use attune_model::catalogue::contradiction;
use attune_model::{
    AccessChange, CellState, CellValue, Claim, DesiredLevel, LevelId, ObservedLevel, Proof,
    RightsThen, Source, Timestamp, Verdict,
};

use super::hands::{Hands, Rights};
use super::not_shown;
use super::tenant::Tenant;
use crate::day;
use crate::steps::reread;

/// What was last known of the cells, and, where a holder could be asked, what the level lets it do.
///
/// Unchanged rights over REST are no proof of a cell: most cells show in none of them.
pub(super) fn claims(
    look: Tenant<'_>,
    object: &str,
    id: LevelId,
    level: &ObservedLevel,
    wanted: &DesiredLevel,
    hands: &Hands,
) -> Vec<Claim> {
    let rights = hands.rights(id);
    let claim = |what: String, verdict| Claim {
        object: object.to_owned(),
        what,
        verdict,
    };
    let cells = claim(
        match wanted.cells.len() {
            1 => "holds the cell of the manifest".to_owned(),
            count => format!("holds the {count} cells of the manifest"),
        },
        otherwise(level, wanted)
            .or_else(|| contradicted(wanted, rights?))
            .unwrap_or_else(|| not_shown(Known::of(level, wanted).words(look))),
    );
    let behaviour = rights.map(|now| {
        claim(
            "lets API users do over REST what it did after the last apply".to_owned(),
            behaves(look, id, now),
        )
    });
    [cells].into_iter().chain(behaviour).collect()
}

/// Cells that were last seen, or set, to something else.
fn otherwise(level: &ObservedLevel, wanted: &DesiredLevel) -> Option<Verdict> {
    let differing: Vec<String> = wanted
        .cells
        .iter()
        .filter_map(|(cell, value)| match level.cell(cell) {
            CellState::Known {
                value: now,
                source,
                at,
            } if !reread::is_same(&now, value) => Some(format!(
                "{cell} is {now}, not {value} ({source}, {})",
                day(at)
            )),
            CellState::Known { .. } | CellState::Unknown => None,
        })
        .collect();
    (!differing.is_empty()).then(|| Verdict::Contradicted {
        evidence: differing.join("; "),
    })
}

/// Cells that REST contradicts.
fn contradicted(wanted: &DesiredLevel, now: &Rights) -> Option<Verdict> {
    let contradicted: Vec<String> = wanted
        .cells
        .iter()
        .filter_map(|(cell, value)| {
            let found = contradiction(cell, value, &now.rights)?;
            Some(against(value, cell.as_str(), found))
        })
        .collect();
    (!contradicted.is_empty()).then(|| Verdict::Contradicted {
        evidence: contradicted.join("; "),
    })
}

/// What REST lets a holder do, held against what it let them do after the last apply.
fn behaves(look: Tenant<'_>, id: LevelId, now: &Rights) -> Verdict {
    let Some(RightsThen {
        user: _,
        rights,
        at,
    }) = look.remembered.rights.get(&id)
    else {
        return not_shown("what it let them do was not noted yet".to_owned());
    };
    let changes = now.rights.changes_since(rights);
    if changes.is_empty() {
        return Verdict::Shown {
            proof: Proof::RestBehaviour,
            evidence: format!(
                "as resource {} sees it, all is as on {}",
                now.user,
                day(*at)
            ),
        };
    }
    let words: Vec<String> = changes.iter().map(changed).collect();
    Verdict::Contradicted {
        evidence: format!("since {}: {}", day(*at), words.join("; ")),
    }
}

fn against(value: &CellValue, cell: &str, found: attune_model::catalogue::Contradiction) -> String {
    let effect = found.effect;
    format!(
        "{cell} is to be {value}, and REST says {} to {} of {}",
        found.access,
        effect.verb.label(),
        effect.entity
    )
}

fn changed(change: &AccessChange) -> String {
    format!(
        "{} of {} was {} and is {}",
        change.verb.label(),
        change.entity,
        change.before,
        change.now
    )
}

/// What the ledger, or a capture, knows of the wanted cells.
struct Known {
    count: usize,
    unknown: usize,
    oldest: Option<Timestamp>,
    weakest: Option<Proof>,
}

impl Known {
    fn of(level: &ObservedLevel, wanted: &DesiredLevel) -> Self {
        let mut known = Self {
            count: wanted.cells.len(),
            unknown: 0,
            oldest: None,
            weakest: None,
        };
        for cell in wanted.cells.keys() {
            match level.cell(cell) {
                CellState::Known {
                    value: _,
                    source,
                    at,
                } => {
                    let proof = match source {
                        Source::Rest => Proof::RestFact,
                        Source::Console => Proof::ConsoleReread,
                        Source::Ledger(proof) => proof,
                    };
                    known.oldest = Some(known.oldest.map_or(at, |oldest| oldest.min(at)));
                    known.weakest = Some(known.weakest.map_or(proof, |least| least.min(proof)));
                }
                CellState::Unknown => known.unknown += 1,
            }
        }
        known
    }

    fn words(&self, look: Tenant<'_>) -> String {
        let Some((oldest, weakest)) = self.oldest.zip(self.weakest) else {
            return "none of them is known".to_owned();
        };
        let seen = day(oldest);
        let days = seen
            .until(look.observed.today)
            .map_or(0, |span| span.get_days());
        let unknown = match self.unknown {
            0 => String::new(),
            unknown => format!("; unknown: {unknown} of {}", self.count),
        };
        format!(
            "{} as last seen or set, the oldest on {seen}, {days} days ago; the weakest proof is {weakest}{unknown}",
            match self.count - self.unknown {
                1 => "1 cell is".to_owned(),
                count => format!("{count} cells are"),
            },
        )
    }
}
