//! A manifest with one API user of one's own, from which stories go on.

use crate::harness::{APPLY_HERE, Place, Sim};

/// The level of the API user, and nothing about its cells.
pub(crate) const LEVEL: &str = "  script: {name: Script API, copyOf: API User (system)}\n";

/// The API user, which holds the level `script`.
pub(crate) const API_USERS: &str = "apiUsers:
  script:
    firstName: Nightly
    lastName: Script
    email: scripts@contoso.example
    securityLevel: script
    customIntegration: Nightly script
    credentials: {to: {file: secrets/script.json}}
";

/// The manifest with these levels.
pub(crate) fn manifest(levels: &str) -> String {
    format!("attune: 1\ntenant: contoso\n\nsecurityLevels:\n{levels}\n{API_USERS}")
}

/// A tenant as a manifest says.
pub(crate) fn applied(manifest: &str) -> (Sim, Place) {
    let (sim, place) = (Sim::start(), Place::with("attune.yaml", manifest));
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place)
}
