//! Switches for what is odd, and for what is not established about Autotask.

use serde::{Deserialize, Serialize};

/// How the tenant behaves where Autotask is odd or sources are silent or disagree. The defaults are what was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Behaviour {
    /// Whether `Resources.userType` takes writes. Recorded metadata says that it does not (`rest.md` 1.2); with `true`
    /// the metadata says that it does and a PATCH changes it.
    pub user_type_writable: bool,
    /// The answer to an integration code that nobody knows.
    pub bad_integration_code: BadIntegrationCode,
    /// Which integration codes an API user may sign in with.
    pub tracking_identifier: TrackingIdentifier,
    /// A filter's operator that does not exist: two tenants ignored the condition (`rest.md` 4.3).
    pub unknown_operators: Leniency,
    /// A property that the entity does not have, in the body of a write: ignored with 200 (`rest.md` 4.3).
    pub unknown_properties: Leniency,
    /// A property that cannot be written, in the body of a write: ignored with 200 (`rest.md` 1.3).
    pub read_only_properties: Leniency,
    /// The header `ImpersonationResourceId` on tasks, which do not support it: ignored without a word (`rest.md` 7).
    pub tasks_impersonation: Leniency,
    /// A text that is longer than its field: cut without a word (`rest.md` 5, weakly attested).
    pub long_strings: LongStrings,
    /// Whether the API host shows its maintenance page, in HTML, instead of every answer (`rest.md` 4.3).
    pub maintenance: Maintenance,
    /// The 10,000 requests an hour for the whole database (`rest.md` 6).
    pub hourly_limit: Limit,
    /// The three concurrent calls for a tracking identifier and an entity (`rest.md` 6).
    pub thread_limit: Limit,
    /// Whether calls take longer from 50 % of the hourly limit on: half a second, from 75 % a whole one (`rest.md` 6).
    pub latency_tiers: bool,
    /// What moves the tenant's clock besides writes and the admin endpoint.
    pub clock: ClockKind,
}

/// The answer to a bad integration code; sources of different years disagree (`rest.md` 4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadIntegrationCode {
    /// 401 without a body, as for a bad secret.
    #[default]
    Unauthorized,
    /// 500 with a text.
    Error,
}

/// Which integration codes are good; whether they are bound to the API user is not established (`console.md` 10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrackingIdentifier {
    /// Any that the tenant knows: of a vendor in its list or of one of its API users.
    #[default]
    AnyKnown,
    /// Only that of the API user's own vendor, or its own custom one.
    Bound,
}

/// What happens to something that means nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leniency {
    /// It is passed over without a word.
    #[default]
    Ignored,
    /// The request fails.
    Refused,
}

/// What happens to a text that is too long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LongStrings {
    /// It is cut.
    #[default]
    Cut,
    /// The request fails.
    Refused,
}

/// The maintenance page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Maintenance {
    /// None: the API answers.
    #[default]
    Off,
    /// With the status 404.
    NotFound,
    /// With the status 200.
    Ok,
}

/// Whether a limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Requests beyond it fail.
    #[default]
    Enforced,
    /// Nothing happens beyond it.
    Off,
}

/// What moves the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockKind {
    /// Nothing else: the same story has the same times whenever it is told.
    #[default]
    Standing,
    /// Real time too, for a tenant that is served for hours.
    Running,
}
