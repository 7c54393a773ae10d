//! Switches for what is not established about Autotask.

use serde::Deserialize;

/// How the tenant behaves where sources are silent or disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Behaviour {
    /// Whether `Resources.userType` takes writes. Recorded metadata says that it does not (`rest.md` 1.2); with `true`
    /// the metadata says that it does and a PATCH changes it.
    pub user_type_writable: bool,
    /// The answer to an integration code that nobody knows.
    pub bad_integration_code: BadIntegrationCode,
    /// Which integration codes an API user may sign in with.
    pub tracking_identifier: TrackingIdentifier,
}

/// The answer to a bad integration code; sources of different years disagree (`rest.md` 4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadIntegrationCode {
    /// 401 without a body, as for a bad secret.
    #[default]
    Unauthorized,
    /// 500 with a text.
    Error,
}

/// Which integration codes are good; whether they are bound to the API user is not established (`console.md` 10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrackingIdentifier {
    /// Any that the tenant knows: of a vendor in its list or of one of its API users.
    #[default]
    AnyKnown,
    /// Only that of the API user's own vendor, or its own custom one.
    Bound,
}
