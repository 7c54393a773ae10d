//! Behaving as an API user, to show that its rights are as they should be.

use attune_model::{Credentials, ResourceId, TestTicket};

/// Signing in with an API user's credentials and writing as a person.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait ActAs {
    /// Whether the credentials are accepted; one request.
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError>;

    /// The ticket with exactly this title, seen with the connection's own credentials.
    async fn find_ticket(&self, title: &str) -> Result<Option<i64>, ActError>;

    /// The note of a ticket with exactly this title, seen with the connection's own credentials.
    async fn find_note(&self, ticket: i64, title: &str) -> Result<Option<i64>, ActError>;

    /// Creates a ticket as `person`; its number. Never repeated.
    async fn create_ticket(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError>;

    /// Creates a note on a ticket as `person`; its number. Never repeated.
    async fn create_note(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        note: &NewNote<'_>,
    ) -> Result<i64, ActError>;

    /// Who wrote a ticket, seen with the connection's own credentials.
    async fn author_of_ticket(&self, ticket: i64) -> Result<Authorship, ActError>;

    /// Who wrote a note, seen with the connection's own credentials.
    async fn author_of_note(&self, ticket: i64, note: i64) -> Result<Authorship, ActError>;
}

/// A ticket to create.
#[derive(Clone, Copy, Debug)]
pub struct NewTicket<'a> {
    /// Its title, unique to the attempt.
    pub title: &'a str,
    /// The tenant's own numbers.
    pub numbers: &'a TestTicket,
}

/// A note to create: internal, so that no customer sees it.
#[derive(Clone, Copy, Debug)]
pub struct NewNote<'a> {
    /// The ticket.
    pub ticket: i64,
    /// Its title, unique to the attempt.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// Who made a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorship {
    /// `creatorResourceID`.
    pub creator: Option<ResourceId>,
    /// `impersonatorCreatorResourceID`.
    pub impersonator: Option<ResourceId>,
}

/// Why acting failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// The credentials were not accepted.
    #[error("the credentials are not accepted")]
    CredentialsRefused,
    /// The tracking identifier was not accepted: attune has its own, and an API user may take only its vendor's.
    #[error("the tracking identifier is not accepted ({0})")]
    IdentifierRefused(String),
    /// Autotask said no.
    #[error("{0}")]
    Refused(String),
    /// The answer was lost: it may or may not have taken effect.
    #[error("the answer was lost ({0})")]
    Lost(String),
}
