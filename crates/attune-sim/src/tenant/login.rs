//! What API users sign in with.

use std::collections::BTreeSet;

use attune_model::Secret;

/// Secret and tracking identifier of an API user; its key is its `userName` at the tenant's domain.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// `Password (Secret)`.
    pub(crate) secret: Secret,
    /// `API Tracking Identifier`.
    pub(crate) tracking: Tracking,
    /// `Locked`: it cannot sign in.
    pub(crate) locked: bool,
    /// `Internal Integration Name`; empty where the identifier is a vendor's.
    pub(crate) integration_name: String,
    /// The list `Associated` under `Line of Business`; without effect over REST.
    pub(crate) lines_of_business: BTreeSet<String>,
    /// `Resource can view items with no assigned Line of Business`; without effect over REST.
    pub(crate) sees_unassigned: bool,
}

impl Login {
    /// As forms begin: not locked.
    pub(crate) fn new(secret: Secret, tracking: Tracking) -> Self {
        Self {
            secret,
            tracking,
            locked: false,
            integration_name: String::new(),
            lines_of_business: BTreeSet::new(),
            sees_unassigned: true,
        }
    }
}

/// The two kinds of tracking identifier.
#[derive(Clone, Debug)]
pub(crate) enum Tracking {
    /// That of an integration vendor, by the vendor's number.
    Vendor(i64),
    /// `Custom (Internal Integration)`.
    Custom(Secret),
}

/// An integration vendor.
#[derive(Clone, Debug)]
pub(crate) struct Vendor {
    /// `Vendor - Integration`.
    pub(crate) label: String,
    /// Its tracking identifier: 27 characters that only the vendor knows.
    pub(crate) identifier: Secret,
}
