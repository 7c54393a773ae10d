//! Asking a tenant how it answers, for whoever wants to know Autotask rather than the tenant's data.

use attune_model::ResourceId;
use serde_json::Value;

use crate::ports::ReadError;

/// Requests whose answers are of interest as such, refusals included.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait Examine {
    /// Asks once; a question that a busy server refused is asked again after waiting, one with a wrong credential is not.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where no whole answer came. A refusal is an answer.
    async fn examine(&self, ask: &Ask, guise: Guise) -> Result<Reply, ReadError>;
}

/// A question. None of them can change anything.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// `GET V1.0/{path}`.
    Get(String),
    /// `POST V1.0/{entity}/query`.
    Query {
        /// The entity, as addresses name it.
        entity: &'static str,
        /// The query.
        body: Value,
    },
    /// `POST V1.0/{entity}/query/count`.
    Count {
        /// The entity, as addresses name it.
        entity: &'static str,
        /// The query.
        body: Value,
    },
    /// The address that a page names as the next one; the credentials go to no other host than the tenant's.
    NextPage {
        /// The address.
        url: String,
        /// The query, to ask with POST; without it the address is asked with GET.
        body: Option<Value>,
    },
    /// `GET v1.0/zoneInformation`, without credentials.
    Zone {
        /// Whose zone; the connection's own key where none is given.
        user: Option<&'static str>,
    },
    /// `GET versionInformation`, without credentials.
    ApiVersions,
}

/// As whom a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guise {
    /// The connection's API user.
    Caller,
    /// The connection's API user as a person.
    Person(ResourceId),
    /// The connection's key with a secret that is not its own. Repeated failures lock an API user (`rest.md` 4.3).
    WrongSecret,
    /// Key and secret of the connection with an integration code that nobody has.
    WrongIntegrationCode,
}

/// An answer. It holds a tenant's data and so neither prints nor compares.
#[derive(Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// What it complains about; none where it is data.
    pub complaint: Option<ComplaintKind>,
    /// The body, where it is JSON.
    pub body: Option<Value>,
}

/// What a refusal is about, as far as its words tell (`rest.md` 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplaintKind {
    /// 401.
    CredentialsRefused,
    /// Words about the integration code.
    IntegrationCode,
    /// Words about missing permissions, or 403.
    RightMissing,
    /// Words about a zone that cannot be found.
    UnknownZone,
    /// Too many requests.
    Throttled,
    /// A page for people.
    WebPage,
    /// Other words.
    Said,
    /// No words.
    Silent,
}
