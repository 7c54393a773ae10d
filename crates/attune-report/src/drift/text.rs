//! Drift as text.

use std::fmt::Write as _;

use super::{DifferenceV1, DriftDocument, heading};
use crate::view::{sentence, words};
use attune_model::Cause;

/// The whole report. Problems and errors are left to the caller, who shows them with their lines.
pub fn text(drift: &DriftDocument) -> String {
    let mut text = match drift.database {
        Some(database) => format!("Drift of {} (database {database})\n\n", drift.tenant),
        None => return String::new(),
    };
    if let Some(since) = &drift.unchanged_since {
        let _ = writeln!(text, "Nothing new: the same differences as at {since}.\n");
    } else {
        group(&mut text, Cause::ChangedOutside, &drift.changed_outside);
        group(&mut text, Cause::ManifestChanged, &drift.manifest_changed);
    }
    if !drift.out_of_sight.is_empty() {
        text.push_str("Out of sight:\n");
        for unseen in &drift.out_of_sight {
            let _ = writeln!(text, "  {}", sentence(&unseen.sentence()));
        }
        text.push('\n');
    }
    if let Some(write_back) = &drift.write_back {
        text.push_str(&write_back.text());
        if !drift.manifest_changed.is_empty() {
            text.push_str(
                "What the manifest changed itself is left: `attune apply` carries it out.\n",
            );
        }
    }
    text.push_str(&summary(drift));
    text
}

fn group(text: &mut String, cause: Cause, differences: &[DifferenceV1]) {
    if differences.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}:", heading(cause));
    let mut last = "";
    for difference in differences {
        if difference.object != last {
            let _ = writeln!(text, "  {}", words(&difference.object));
            last = &difference.object;
        }
        let _ = writeln!(text, "    {}", sentence(&difference.sentence()));
    }
    text.push('\n');
}

fn summary(drift: &DriftDocument) -> String {
    if drift.in_sync {
        return format!("No drift. {} is in sync with the manifest.\n", drift.tenant);
    }
    if drift.differences().next().is_none() {
        return "Nothing can be compared.\n".to_owned();
    }
    format!(
        "{} changed outside, {} by the manifest.\n",
        drift.changed_outside.len(),
        drift.manifest_changed.len()
    )
}
