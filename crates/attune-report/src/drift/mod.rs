//! Drift for people and for programs: one document, rendered in several formats.

mod junit;
mod prometheus;
mod sarif;
mod text;
mod write_back;

use attune_manifest::Location;
use attune_model::{Cause, Difference, Drift, OutOfSight, Place};
use schemars::JsonSchema;
use serde::Serialize;

pub use junit::junit;
pub use prometheus::prometheus;
pub use sarif::sarif;
pub use text::text;
pub use write_back::{LeftV1, WriteBackV1, WrittenV1};

use crate::json::{ErrorV1, FORMAT_VERSION, ProblemV1};

/// What `attune drift --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DriftDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `drift`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// The tenant's name in the manifest; empty where the manifest could not be read.
    pub tenant: String,
    /// The database that was looked at.
    pub database: Option<i64>,
    /// Whether the tenant was seen to be as the manifest says; false where that could not be found out.
    pub in_sync: bool,
    /// With `--since-last`: since when the differences are the same ones, RFC 3339; null where they changed.
    pub unchanged_since: Option<String>,
    /// What somebody else changed: the ledger says that attune had set it otherwise.
    pub changed_outside: Vec<DifferenceV1>,
    /// What the ledger never had as it is wanted: the manifest changed, or somebody new fits it.
    pub manifest_changed: Vec<DifferenceV1>,
    /// What could not be seen.
    pub out_of_sight: Vec<OutOfSightV1>,
    /// What stands in the way of comparing.
    pub problems: Vec<ProblemV1>,
    /// With `--write-back`: what became of the differences that somebody else made; null without it, and where nothing could
    /// be compared.
    pub write_back: Option<WriteBackV1>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

/// A value that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferenceV1 {
    /// The thing.
    pub object: String,
    /// Which of its values.
    pub value: String,
    /// What it is.
    pub is: String,
    /// What the manifest wants.
    pub wanted: String,
    /// What attune set last, or, of what it cannot set, saw last; null where the ledger has nothing.
    pub set: Option<String>,
    /// When that was, RFC 3339.
    pub set_at: Option<String>,
    /// Whether attune only saw it.
    pub seen: bool,
    /// The path of keys in the manifest.
    pub place: Option<String>,
    /// The file, where the place is known.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1.
    pub column: Option<usize>,
}

/// Values that only the ledger tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OutOfSightV1 {
    /// What they are.
    pub object: String,
    /// How many.
    pub values: usize,
    /// When the oldest of them was seen or set, RFC 3339.
    pub since: String,
}

impl DriftDocument {
    /// The document of a look; `locate` finds places in the manifest's files, and `problems` have theirs already.
    pub fn of(
        drift: &Drift,
        problems: Vec<ProblemV1>,
        locate: impl Fn(&Place) -> Option<Location>,
        exit_code: u8,
    ) -> Self {
        let Drift {
            tenant,
            database,
            differences,
            out_of_sight,
            problems: _,
        } = drift;
        let with = |cause: Cause| {
            differences
                .iter()
                .filter(|difference| difference.cause == cause)
                .map(|difference| DifferenceV1::of(difference, &locate))
                .collect()
        };
        Self {
            format_version: FORMAT_VERSION,
            kind: "drift".to_owned(),
            exit_code,
            tenant: tenant.to_string(),
            database: Some(*database),
            in_sync: differences.is_empty() && problems.is_empty(),
            unchanged_since: None,
            changed_outside: with(Cause::ChangedOutside),
            manifest_changed: with(Cause::ManifestChanged),
            out_of_sight: out_of_sight.iter().map(OutOfSightV1::from).collect(),
            problems,
            write_back: None,
            error: None,
        }
    }

    /// No look, and why.
    pub fn failed(tenant: String, error: ErrorV1, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "drift".to_owned(),
            exit_code,
            tenant,
            database: None,
            in_sync: false,
            unchanged_since: None,
            changed_outside: Vec::new(),
            manifest_changed: Vec::new(),
            out_of_sight: Vec::new(),
            problems: Vec::new(),
            write_back: None,
            error: Some(error),
        }
    }

    /// Every difference with its cause.
    fn differences(&self) -> impl Iterator<Item = (Cause, &DifferenceV1)> {
        let with = |cause| move |difference| (cause, difference);
        let outside = self.changed_outside.iter().map(with(Cause::ChangedOutside));
        outside.chain(
            self.manifest_changed
                .iter()
                .map(with(Cause::ManifestChanged)),
        )
    }
}

/// Each difference in a sentence of its own, the thing first.
pub fn sentences(drift: &DriftDocument) -> Vec<String> {
    let of =
        |difference: &DifferenceV1| format!("{}: {}", difference.object, difference.sentence());
    let outside = drift.changed_outside.iter();
    outside.chain(&drift.manifest_changed).map(of).collect()
}

impl DifferenceV1 {
    fn of(difference: &Difference, locate: impl Fn(&Place) -> Option<Location>) -> Self {
        let Difference {
            cause: _,
            place,
            object,
            value,
            is,
            wanted,
            set,
            live: _,
        } = difference;
        let location = place.as_ref().and_then(locate);
        let location = location.as_ref();
        Self {
            object: object.clone(),
            value: value.clone(),
            is: is.clone(),
            wanted: wanted.clone(),
            set: set.as_ref().map(|last| last.value.clone()),
            set_at: set.as_ref().map(|last| last.at.to_string()),
            seen: set.as_ref().is_some_and(|last| last.seen),
            place: place.as_ref().map(ToString::to_string),
            file: location.map(|location| location.file.clone()),
            line: location.map(|location| location.line),
            column: location.map(|location| location.column),
        }
    }

    /// `Security Level is "A", wanted "B"; attune set "B" at ...`.
    fn sentence(&self) -> String {
        let Self {
            object: _,
            value,
            is,
            wanted,
            set,
            set_at,
            seen,
            place: _,
            file: _,
            line: _,
            column: _,
        } = self;
        let last = match (set, set_at) {
            (Some(set), Some(at)) => {
                let verb = if *seen { "saw" } else { "set" };
                format!("; attune {verb} {set} at {at}")
            }
            (Some(_) | None, _) => String::new(),
        };
        format!("{value} is {is}, wanted {wanted}{last}")
    }
}

impl OutOfSightV1 {
    fn sentence(&self) -> String {
        let Self {
            object,
            values,
            since,
        } = self;
        let values = match values {
            1 => "1 value".to_owned(),
            many => format!("{many} values"),
        };
        format!("{object}: {values}, known only from the ledger since {since}")
    }
}

impl From<&OutOfSight> for OutOfSightV1 {
    fn from(unseen: &OutOfSight) -> Self {
        let OutOfSight {
            object,
            values,
            since,
        } = unseen;
        Self {
            object: object.clone(),
            values: *values,
            since: since.to_string(),
        }
    }
}

/// What a cause is called in a heading.
fn heading(cause: Cause) -> &'static str {
    match cause {
        Cause::ChangedOutside => "Changed outside of attune",
        Cause::ManifestChanged => {
            "Manifest changed, or somebody new fits it: attune never set this"
        }
    }
}
