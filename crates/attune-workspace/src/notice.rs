//! Who is told of drift, and how. Secrets are references.

use std::collections::BTreeSet;

use attune_manifest::{Connection, Reference};
use attune_model::Handle;

/// Who is told of drift, and of which tenants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How.
    pub channel: Channel,
    /// Of the tenants of these groups; `None` is of all.
    pub groups: Option<BTreeSet<Handle>>,
    /// After how many failed looks in a row it tells that a tenant cannot be looked at; 1 unless something else is said.
    pub failed_looks: u32,
}

impl Notice {
    /// Whether it tells of a tenant in these groups.
    pub fn is_of(&self, groups: &BTreeSet<Handle>) -> bool {
        self.groups
            .as_ref()
            .is_none_or(|wanted| !wanted.is_disjoint(groups))
    }
}

/// How somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A JSON document to an address of one's own.
    Webhook(Webhook),
    /// A message in Slack; the address of an incoming webhook.
    Slack(Reference),
    /// A message in Microsoft Teams; the address of a workflow's webhook.
    Teams(Reference),
    /// A mail.
    Mail(Mail),
    /// A ticket in an Autotask.
    Ticket(Ticket),
}

/// An address of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The address.
    pub url: Reference,
    /// What the document is signed with.
    pub secret: Option<Reference>,
}

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The server's name or address.
    pub host: String,
    /// Its port: 587 for [`Tls::StartTls`], 465 for [`Tls::Implicit`] and 25 for [`Tls::None`] unless given.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// The sender's address.
    pub from: String,
    /// The addresses that it goes to; at least one.
    pub to: Vec<String>,
    /// What attune signs in with; `None` where the server asks for nothing.
    pub login: Option<Login>,
}

/// How the connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// It begins in the clear and turns to TLS before anything is said.
    #[default]
    StartTls,
    /// TLS from the beginning.
    Implicit,
    /// Not at all.
    None,
}

/// What attune signs in with at a mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The user.
    pub user: Reference,
    /// Its password.
    pub password: Reference,
}

/// A ticket. What an entity of the tickets' Autotask is meant by is a number or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The Autotask that the ticket is in.
    pub connection: Connection,
    /// The company that it is for; 0 is the owner's own.
    pub company: Choice,
    /// The queue; not needed everywhere.
    pub queue: Option<Choice>,
    /// The priority.
    pub priority: Choice,
    /// The status of a ticket that is to be worked on.
    pub status: Choice,
    /// The status once there is no drift any more.
    pub done_status: Choice,
}

/// One of several things of an Autotask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// By its number.
    Number(i64),
    /// By its name.
    Name(String),
}
