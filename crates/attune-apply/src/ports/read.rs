//! Reading a tenant.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelId, ObservedLevel, Resource, ResourceFields, ResourceId, TenantIdentity};

/// The read port: everything that planning may ask of a tenant.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait TenantRead {
    /// Which database the connection leads to.
    async fn identity(&self) -> Result<TenantIdentity, ReadError>;

    /// The key that attune itself signs in with.
    fn caller_key(&self) -> &str;

    /// What the field metadata of `Resources` tells; one request.
    async fn resource_metadata(&self) -> Result<ResourceMetadata, ReadError>;

    /// All people and API users, active or not; one request per 500.
    async fn resources(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError>;

    /// All API users, active or not (`licenseType` 7); one request per 500.
    async fn api_users(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError>;

    /// One person or API user; `None` where there is none of this number. One request.
    async fn resource(&self, id: ResourceId) -> Result<Option<Resource>, ReadError>;

    /// The labels of the integration vendors; one request.
    async fn vendors(&self) -> Result<BTreeSet<String>, ReadError>;
}

/// What the field metadata of `Resources` tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceMetadata {
    /// The security levels: the picklist of `userType`. Their cells are never shown.
    pub levels: BTreeMap<LevelId, ObservedLevel>,
    /// Which fields take writes, and the internal locations.
    pub fields: ResourceFields,
}

/// Why a reading failed. The texts name host and cause, never a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No connection, or it broke.
    #[error("{host} cannot be reached: {cause}")]
    Unreachable {
        /// Host and port.
        host: String,
        /// What the network said.
        cause: String,
    },
    /// Key, secret or integration code were refused (401).
    #[error("{host} refuses the credentials of {key}")]
    CredentialsRefused {
        /// Host and port.
        host: String,
        /// The key used.
        key: String,
    },
    /// Key and secret may be right, but the integration code is not accepted.
    #[error("{host} does not accept the integration code that goes with {key}")]
    IntegrationCodeRefused {
        /// Host and port.
        host: String,
        /// The key used.
        key: String,
    },
    /// Zone discovery does not know the key.
    #[error("no zone is known for the API user {key}")]
    UnknownZone {
        /// The key used.
        key: String,
    },
    /// The API user's level does not let it read this.
    #[error("the API user {key} may not read {what}: {answer}")]
    RightMissing {
        /// The key used.
        key: String,
        /// What was read.
        what: String,
        /// Autotask's words.
        answer: String,
    },
    /// Too many requests, also after waiting.
    #[error("{host} is throttling: {answer}")]
    Throttled {
        /// Host and port.
        host: String,
        /// Autotask's words.
        answer: String,
    },
    /// A page instead of data: maintenance, or not Autotask at all.
    #[error("{host} answers {what} with a web page instead of data")]
    Maintenance {
        /// Host and port.
        host: String,
        /// What was read.
        what: String,
    },
    /// An error answer of another kind.
    #[error("{host} answers {what} with status {status}: {answer}")]
    Answer {
        /// Host and port.
        host: String,
        /// What was read.
        what: String,
        /// The HTTP status.
        status: u16,
        /// Autotask's words.
        answer: String,
    },
    /// An answer that cannot be understood.
    #[error("the answer of {host} to {what} cannot be understood: {cause}")]
    Unreadable {
        /// Host and port.
        host: String,
        /// What was read.
        what: String,
        /// Where and why.
        cause: String,
    },
    /// Some pages were read, and then one was not: there are more records.
    #[error("broken off after {records} records: {cause}")]
    Partial {
        /// How many were read.
        records: usize,
        /// What broke it off.
        cause: Box<ReadError>,
    },
}
