//! Switches for what is odd, and for what is not established about Autotask.

use serde::{Deserialize, Serialize};

/// How the tenant behaves where Autotask is odd or sources are silent or disagree. The defaults are what was recorded.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Behaviour {
    /// Whether `Resources.userType` takes writes. Recorded metadata says that it does not (`rest.md` 1.2); with `true`
    /// the metadata says that it does and a PATCH changes it.
    pub user_type_writable: bool,
    /// Whether `Resources.isActive` takes writes, as recorded metadata says (`rest.md` 1.2); nobody was found who tried with
    /// an API user (`rest.md` 12).
    pub is_active_writable: bool,
    /// Whether `Resources.userName` takes writes, as recorded metadata says (`rest.md` 1.2).
    pub user_name_writable: bool,
    /// Whether `Resources.locationID` takes writes; recorded metadata says that it does not (`rest.md` 1.2).
    pub location_writable: bool,
    /// Whether inactive levels stay in the picklist of `Resources.userType` (`rest.md` 12).
    pub inactive_levels: InactiveLevels,
    /// How picklists of numbers write their values: as texts, by recordings (`rest.md` 3).
    pub picklist_values: PicklistValues,
    /// Whether `EntityInformation` answers for all entities at once; no client was seen using it (`rest.md` 0).
    pub bulk_information: BulkInformation,
    /// How `userAccessFor...` is written: the help page gives numbers, recordings words (`rest.md` 3).
    pub access_words: AccessWords,
    /// Whose access `entityInformation` tells under impersonation (`rest.md` 12).
    pub information_as_person: InformationAsPerson,
    /// Whether queries heed the header `ImpersonationResourceId`; two integrators say so (`rest.md` 7).
    pub query_as_person: QueryAsPerson,
    /// How `VersionInformation` writes versions; no literal answer was seen (`rest.md` 12).
    pub api_versions: ApiVersions,
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

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            user_type_writable: false,
            is_active_writable: true,
            user_name_writable: true,
            location_writable: false,
            inactive_levels: InactiveLevels::default(),
            picklist_values: PicklistValues::default(),
            bulk_information: BulkInformation::default(),
            access_words: AccessWords::default(),
            information_as_person: InformationAsPerson::default(),
            query_as_person: QueryAsPerson::default(),
            api_versions: ApiVersions::default(),
            bad_integration_code: BadIntegrationCode::default(),
            tracking_identifier: TrackingIdentifier::default(),
            unknown_operators: Leniency::default(),
            unknown_properties: Leniency::default(),
            read_only_properties: Leniency::default(),
            tasks_impersonation: Leniency::default(),
            long_strings: LongStrings::default(),
            maintenance: Maintenance::default(),
            hourly_limit: Limit::default(),
            thread_limit: Limit::default(),
            latency_tiers: false,
            clock: ClockKind::default(),
        }
    }
}

/// Whether the picklist of levels has inactive ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InactiveLevels {
    /// It has, marked as inactive.
    #[default]
    Listed,
    /// It leaves them out, also where somebody holds one.
    LeftOut,
}

/// How the values of picklists of numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PicklistValues {
    /// As texts.
    #[default]
    Texts,
    /// As numbers.
    Numbers,
}

/// Whether there is one call for the access to all entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BulkInformation {
    /// There is.
    #[default]
    Answered,
    /// There is no such address.
    Missing,
}

/// How access is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccessWords {
    /// `None`, `All`, `Restricted`.
    #[default]
    Words,
    /// 0, 1, 2.
    Numbers,
}

/// Whose access is told under impersonation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InformationAsPerson {
    /// The caller's: the header is ignored.
    #[default]
    Caller,
    /// The person's, whether or not the level lets itself be impersonated.
    Person,
}

/// What a query does with the impersonation header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueryAsPerson {
    /// It counts, as for writes.
    #[default]
    Enforced,
    /// It is ignored.
    Ignored,
}

/// How versions are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApiVersions {
    /// `1.0`.
    #[default]
    Plain,
    /// `v1.0`.
    WithV,
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
