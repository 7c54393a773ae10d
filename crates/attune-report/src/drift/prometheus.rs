//! Drift as a textfile for the node exporter of Prometheus: version 0.0.4 of the text format.
//!
//! What a look did not find out has no sample: a look that failed is no look without differences. Its exit code is there,
//! so that an alert on `attune_drift_exit_code >= 3` tells of it.

use std::fmt::{Display, Write as _};

use attune_model::{Cause, Timestamp};

use super::DriftDocument;
use crate::clean;

/// The metrics of one tenant; `at` is the time of the look.
pub fn prometheus(drift: &DriftDocument, at: Timestamp) -> String {
    let tenant = label("tenant", &drift.tenant);
    let mut metrics = Metrics::default();
    let causes = [
        (Cause::ChangedOutside, drift.changed_outside.len()),
        (Cause::ManifestChanged, drift.manifest_changed.len()),
    ];
    let was_seen = drift.error.is_none();
    let seen = |samples: Vec<Sample>| if was_seen { samples } else { Vec::new() };
    let one = |value: String| vec![(tenant.clone(), value)];
    metrics.gauge(
        "differences",
        "Values that are not as the manifest says, by cause.",
        seen(
            causes
                .iter()
                .map(|(cause, count)| {
                    let cause = label("cause", cause.id());
                    (format!("{tenant},{cause}"), count.to_string())
                })
                .collect(),
        ),
    );
    let unseen: usize = drift.out_of_sight.iter().map(|one| one.values).sum();
    metrics.gauge(
        "out_of_sight",
        "Values that no call shows and that are known only from the ledger.",
        seen(one(unseen.to_string())),
    );
    metrics.gauge(
        "problems",
        "Problems that stand in the way of comparing.",
        seen(one(drift.problems.len().to_string())),
    );
    metrics.gauge(
        "exit_code",
        "Exit code of the last run: 0 in sync, 2 drift, 3 could not look.",
        one(drift.exit_code.to_string()),
    );
    metrics.gauge(
        "last_look_timestamp_seconds",
        "When the tenant was last looked at.",
        seen(one(at.as_second().to_string())),
    );
    let times = drift.out_of_sight.iter();
    let oldest = times.filter_map(|one| one.since.parse::<Timestamp>().ok());
    metrics.gauge(
        "oldest_value_timestamp_seconds",
        "When the value that was seen or set longest ago was seen or set.",
        oldest
            .min()
            .map_or_else(Vec::new, |oldest| seen(one(oldest.as_second().to_string()))),
    );
    metrics.0
}

/// Labels and value.
type Sample = (String, String);

#[derive(Default)]
struct Metrics(String);

impl Metrics {
    /// A gauge with its samples; one without samples is left out.
    fn gauge(&mut self, name: &str, help: &str, samples: Vec<Sample>) {
        if samples.is_empty() {
            return;
        }
        let name = format!("attune_drift_{name}");
        // Writing to a string does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} gauge");
        for (labels, value) in samples {
            let _ = writeln!(self.0, "{name}{{{labels}}} {value}");
        }
    }
}

/// A label with its value, cleaned and escaped as the format demands: backslash, quote and line feed.
fn label(name: &str, value: impl Display) -> String {
    let value = clean(&value.to_string());
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{name}=\"{value}\"")
}
