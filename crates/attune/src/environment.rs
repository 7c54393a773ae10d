//! The only place of attune's own that reads the environment; what the crates of a trace read themselves is in `docs/decisions/0017-traces.md`.

use std::env;
use std::path::PathBuf;

/// A variable named by a manifest. Empty counts as not set.
#[expect(clippy::disallowed_methods, reason = "this is the one module that may")]
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// `AUTOTASK_ZONE_URL`: replaces the address that is asked for the zone.
pub(crate) fn zone_url() -> Option<String> {
    variable("AUTOTASK_ZONE_URL")
}

/// `ATTUNE_AGE_IDENTITY`: the file of the age identity that reads encrypted credentials.
pub(crate) fn age_identity() -> Option<PathBuf> {
    variable("ATTUNE_AGE_IDENTITY").map(PathBuf::from)
}

/// `ATTUNE_STATE_RECIPIENTS`: for whom state on object storage is encrypted, separated by commas.
pub(crate) fn state_recipients() -> Vec<String> {
    let text = variable("ATTUNE_STATE_RECIPIENTS").unwrap_or_default();
    let recipients = text.split(',').map(str::trim);
    recipients
        .filter(|recipient| !recipient.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `ATTUNE_EXEC`: whether commands of credential sinks are run. Not set, or `allow`, they are; any other word switches them off.
pub(crate) fn runs_commands() -> bool {
    variable("ATTUNE_EXEC").is_none_or(|word| word == "allow")
}

/// What git needs to find itself, its settings and a repository.
const OF_GIT: [&str; 16] = [
    "PATH",
    "HOME",
    "USERPROFILE",
    "HOMEDRIVE",
    "HOMEPATH",
    "SYSTEMROOT",
    "TMPDIR",
    "TEMP",
    "XDG_CONFIG_HOME",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
];

/// The variables that git gets, and their values.
pub(crate) fn of_git() -> impl Iterator<Item = (&'static str, String)> {
    OF_GIT
        .into_iter()
        .filter_map(|name| Some((name, variable(name)?)))
}

/// `ATTUNE_RECORD`: the file in which what became of a run is written down.
pub(crate) fn record() -> Option<PathBuf> {
    let file = env::var_os("ATTUNE_RECORD")?;
    (!file.is_empty()).then(|| PathBuf::from(file))
}

/// `TRACEPARENT`: the span that this run is a part of, as the W3C's trace context writes it.
pub(crate) fn trace_parent() -> Option<String> {
    variable("TRACEPARENT")
}

/// Who is signed in at this machine, by `USER` or `USERNAME`: an offer, never taken unasked.
pub(crate) fn user() -> Option<String> {
    variable("USER").or_else(|| variable("USERNAME"))
}

/// `ATTUNE_LOG`: what to log to stderr, such as `debug`.
pub(crate) fn log_filter() -> Option<String> {
    variable("ATTUNE_LOG")
}
