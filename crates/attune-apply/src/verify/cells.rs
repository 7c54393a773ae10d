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

pub(super) fn claim(
    look: Tenant<'_>,
    object: &str,
    id: LevelId,
    level: &ObservedLevel,
    wanted: &DesiredLevel,
    hands: &Hands,
) -> Claim {
    let count = wanted.cells.len();
    Claim {
        object: object.to_owned(),
        what: match count {
            1 => "holds the cell of the manifest".to_owned(),
            count => format!("holds the {count} cells of the manifest"),
        },
        verdict: otherwise(level, wanted).unwrap_or_else(|| {
            let known = Known::of(level, wanted);
            match hands.rights(id) {
                Some(rights) => behaves(look, id, wanted, &known, rights),
                None => not_shown(format!(
                    "{}; no API user that holds it could be asked",
                    known.words(look)
                )),
            }
        }),
    }
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

/// What REST lets a holder do, held against the cells and against what it let them do after the last apply.
fn behaves(
    look: Tenant<'_>,
    id: LevelId,
    wanted: &DesiredLevel,
    known: &Known,
    now: &Rights,
) -> Verdict {
    let contradicted: Vec<String> = wanted
        .cells
        .iter()
        .filter_map(|(cell, value)| {
            let found = contradiction(cell, value, &now.rights)?;
            Some(against(value, cell.as_str(), found))
        })
        .collect();
    if !contradicted.is_empty() {
        return Verdict::Contradicted {
            evidence: contradicted.join("; "),
        };
    }
    let Some(RightsThen { rights, at }) = look.remembered.rights.get(&id) else {
        return not_shown(format!(
            "{}; what REST lets its holders do was not noted yet, and contradicts none of them",
            known.words(look)
        ));
    };
    let changes = now.rights.changes_since(rights);
    if !changes.is_empty() {
        let words: Vec<String> = changes.iter().map(changed).collect();
        return Verdict::Contradicted {
            evidence: format!(
                "REST lets its holders do something else than on {}, after the last apply: {}",
                day(*at),
                words.join("; ")
            ),
        };
    }
    if known.unknown > 0 {
        return not_shown(known.words(look));
    }
    Verdict::Shown {
        proof: Proof::RestBehaviour,
        evidence: format!(
            "as resource {} sees it, effective rights over REST are as noted after the last apply, on {}",
            now.user,
            day(*at)
        ),
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
            return "none of them was ever seen".to_owned();
        };
        let seen = day(oldest);
        let days = seen
            .until(look.observed.today)
            .map_or(0, |span| span.get_days());
        let unknown = match self.unknown {
            0 => String::new(),
            unknown => format!("; never seen: {unknown} of {}", self.count),
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
