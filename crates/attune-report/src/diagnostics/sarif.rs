//! Diagnostics as SARIF 2.1.0, which code hosts show at the lines of a change.
//!
//! Only what is filled in here is modelled. `helpUri` must be absolute, so a rule names its paragraph of `docs/rules.md` as
//! the text of its help.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use attune_manifest::{Diagnostic, Location as Place, Severity, rules};
use serde::Serialize;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What `attune validate --format sarif` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Driver {
    name: &'static str,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message>,
    help: Message,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Message {
    text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

/// Something found, where it is not a rule of manifests that was broken.
pub(crate) struct Found {
    pub(crate) rule: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) level: &'static str,
    pub(crate) message: String,
    pub(crate) location: Option<Place>,
}

impl Log {
    /// The log of what was found.
    pub(crate) fn of_found(found: Vec<Found>) -> Self {
        let rules: BTreeMap<&'static str, &'static str> = found
            .iter()
            .map(|found| (found.rule, found.summary))
            .collect();
        let rules = rules.into_iter().map(|(id, summary)| Rule {
            id,
            short_description: Some(Message::of(summary)),
            help: Message::of("docs/saved-plans-and-drift.md"),
        });
        Self::new(
            rules.collect(),
            found.into_iter().map(SarifResult::from).collect(),
        )
    }

    /// The log of a run.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let ids: BTreeSet<&'static str> = diagnostics.iter().map(|found| found.rule).collect();
        Self::new(
            ids.into_iter().map(Rule::of).collect(),
            diagnostics.iter().map(SarifResult::of).collect(),
        )
    }

    fn new(rules: Vec<Rule>, results: Vec<SarifResult>) -> Self {
        let driver = Driver {
            name: "attune",
            rules,
        };
        Self {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run {
                tool: Tool { driver },
                column_kind: "unicodeCodePoints",
                results,
            }],
        }
    }
}

impl Rule {
    fn of(id: &'static str) -> Self {
        let known = rules().iter().find(|rule| rule.id == id);
        Self {
            id,
            short_description: known.map(|rule| Message::of(rule.summary)),
            help: Message::of(format!("docs/rules.md#{id}")),
        }
    }
}

impl SarifResult {
    fn of(diagnostic: &Diagnostic) -> Self {
        let Diagnostic { message, help, .. } = diagnostic;
        let text = match help.as_str() {
            "" => message.clone(),
            help => format!("{message}; {help}"),
        };
        Self {
            rule_id: diagnostic.rule,
            level: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: Message::of(text),
            locations: diagnostic
                .location
                .iter()
                .map(|place| Location::of(place, None))
                .collect(),
            related_locations: diagnostic
                .related
                .iter()
                .map(|other| Location::of(&other.location, Some(&other.label)))
                .collect(),
        }
    }
}

impl From<Found> for SarifResult {
    fn from(found: Found) -> Self {
        let Found {
            rule,
            summary: _,
            level,
            message,
            location,
        } = found;
        Self {
            rule_id: rule,
            level,
            message: Message::of(message),
            locations: location
                .iter()
                .map(|place| Location::of(place, None))
                .collect(),
            related_locations: Vec::new(),
        }
    }
}

impl Message {
    fn of(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

impl Location {
    fn of(place: &Place, label: Option<&str>) -> Self {
        let Place { file, line, column } = place;
        Self {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(file) },
                region: Region {
                    start_line: *line,
                    start_column: *column,
                },
            },
            message: label.map(Message::of),
        }
    }
}

/// A path as a URI: relative, unless the path is absolute.
fn uri(path: &str) -> String {
    let scheme = if Path::new(path).is_absolute() {
        "file://"
    } else {
        ""
    };
    let plain = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
    let encoded: String = plain
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("{scheme}{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("./tenants/contoso.yaml"), "tenants/contoso.yaml");
        assert_eq!(uri("a b/ü:1.yaml"), "a%20b/%C3%BC%3A1.yaml");
        assert_eq!(uri("/m/a.yaml"), "file:///m/a.yaml");
    }
}
