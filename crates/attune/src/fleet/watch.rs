//! What a command notes of a tenant, for the table of all tenants.

use std::path::Path;

use attune_apply::Captures;
use attune_audit::{Audit, audit};
use attune_model::{Date, Desired, Observed, Timestamp};
use attune_report::drift::{DriftDocument, sentences};
use attune_report::fleet::{CellsV1, ExpiryV1};
use attune_store::State;

use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::run::Course;
use crate::stage::Stage;
use crate::{clock, waiting};

/// Days before its end from which access is spoken of.
const AHEAD_DAYS: i64 = 30;

/// Whoever looks on while a command is at a tenant. Where nobody does, nothing is worked out.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    is_on: bool,
    pub(super) seen: Seen,
}

/// What came to light; what did not is missing.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) database: Option<i64>,
    /// What differs, in words.
    pub(super) differences: Option<Vec<String>>,
    /// Since when that is the same.
    pub(super) unchanged_since: Option<String>,
    /// How many steps are due.
    pub(super) changes: Option<usize>,
    /// How many wait for an operator.
    pub(super) waiting: Option<usize>,
    pub(super) score: Option<u8>,
    pub(super) findings: Option<usize>,
    pub(super) cells: Option<CellsV1>,
    pub(super) expiring: Vec<ExpiryV1>,
    pub(super) oldest_capture: Option<Timestamp>,
    /// What waits, for an operator.
    pub(super) checklist: Option<String>,
    /// What went wrong, in one line.
    pub(super) why: Option<String>,
}

impl Seen {
    /// Nothing, for a reason.
    pub(super) fn because(why: String) -> Self {
        Self {
            why: Some(why),
            ..Self::default()
        }
    }

    /// Whether something differs, or steps are due.
    pub(super) fn is_due(&self) -> bool {
        self.differences.as_ref().is_some_and(|all| !all.is_empty())
            || self.changes.is_some_and(|steps| steps > 0)
    }
}

impl Watch {
    /// Nobody looks on.
    pub(crate) fn nobody() -> Self {
        Self::default()
    }

    /// Somebody does.
    pub(super) fn somebody() -> Self {
        Self {
            is_on: true,
            ..Self::default()
        }
    }

    /// A tenant was looked at.
    pub(crate) fn looked(&mut self, stage: &Stage, observed: &Observed) {
        if self.is_on {
            let ground = Ground::from(stage);
            let found = audit(&ground.tenant, observed, clock::now());
            self.audited(&ground, &found);
            self.seen.expiring = expiring(&stage.manifest.desired, clock::today());
        }
    }

    /// A tenant was looked at, and this was found.
    pub(crate) fn audited(&mut self, ground: &Ground, audit: &Audit) {
        if !self.is_on {
            return;
        }
        let seen = &mut self.seen;
        seen.database = Some(audit.database);
        seen.score = audit.score();
        seen.findings = Some(audit.findings.len());
        seen.cells = audit.cells().map(|(unknown, all)| CellsV1 { unknown, all });
        seen.oldest_capture = oldest_capture(&ground.state);
        seen.waiting = waiting::count(&ground.state);
    }

    /// Whether a folder of saved plans has none of this tenant: of many, most have none, and nothing is to be done there.
    pub(crate) fn is_without(&mut self, file: &Path) -> bool {
        let without = self.is_on && !file.exists() && file.parent().is_some_and(Path::is_dir);
        if without {
            self.seen.why = Some("no saved plan".to_owned());
        }
        without
    }

    /// So many steps are due.
    pub(crate) fn planned(&mut self, steps: usize) {
        self.seen.changes = Some(steps);
    }

    /// A run came to this.
    pub(crate) fn ran(&mut self, course: &Course, ended: &Result<Exit, CommandError>) {
        if !self.is_on {
            return;
        }
        let seen = &mut self.seen;
        seen.changes = course.steps();
        if let Some(waiting) = course.waiting() {
            seen.waiting = Some(waiting);
        }
        seen.checklist = course.checklist();
        if let Err(error) = ended {
            self.failed(error);
        }
    }

    /// A tenant was compared with its manifest.
    pub(crate) fn differs(&mut self, drift: &DriftDocument) {
        self.seen.differences = Some(sentences(drift));
        self.seen.unchanged_since.clone_from(&drift.unchanged_since);
    }

    /// The command did not come to its end.
    pub(crate) fn failed(&mut self, error: &CommandError) {
        self.seen.why = Some(error.line());
    }
}

/// When the page was read that was read longest ago.
fn oldest_capture(state: &State) -> Option<Timestamp> {
    let captures = Captures::read(state.folder()).ok()?;
    let Captures { levels, api_users } = captures;
    let levels = levels.values().map(|capture| capture.at);
    let users = api_users.values().map(|capture| capture.at);
    levels.chain(users).min()
}

/// The access that ends soon, or has ended.
fn expiring(desired: &Desired, today: Date) -> Vec<ExpiryV1> {
    let levels = desired.security_levels.values();
    let levels = levels.map(|level| (format!("security level \"{}\"", level.name), level.expires));
    let users = desired.api_users.values().map(|user| {
        let name = format!("API user {} {}", user.first_name, user.last_name);
        (name, user.expires)
    });
    let mut ends: Vec<(Date, String)> = levels
        .chain(users)
        .filter_map(|(what, on)| Some((on?, what)))
        .filter(|(on, _)| on.duration_since(today).as_hours() / 24 <= AHEAD_DAYS)
        .collect();
    ends.sort();
    let ends = ends.into_iter().map(|(on, what)| ExpiryV1 {
        what,
        on: on.to_string(),
    });
    ends.collect()
}
