//! Risks: what a reviewer must not overlook.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Handle;

/// A risk of a step or of a whole plan, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Risk {
    /// Which kind.
    pub kind: RiskKind,
    /// One sentence with names.
    pub what: String,
}

/// The kinds of risk, by the names that `--allow` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskKind {
    /// Someone or something may do more than before.
    WidensRights,
    /// Cannot be undone in Autotask.
    OneWay,
    /// Could shut out the last administrator or attune itself.
    LockOut,
    /// Touches a thing that attune neither made nor was told to adopt.
    TakeOver,
    /// Changes more than a review can take in. A risk of the whole plan, not of a step.
    MassChange,
    /// Takes something away of a kind that attune never managed in this tenant.
    FirstRemoval,
    /// Ends a deviation that somebody wanted and whose last day is over.
    ExpiredAcceptance,
}

impl RiskKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::WidensRights,
        Self::OneWay,
        Self::LockOut,
        Self::TakeOver,
        Self::MassChange,
        Self::FirstRemoval,
        Self::ExpiredAcceptance,
    ];

    /// Whether a plan with this risk is refused unless it is allowed by name.
    ///
    /// Widening rights is what most manifests are for: it is shown, and the review is its approval.
    pub fn is_guarded(self) -> bool {
        match self {
            Self::WidensRights => false,
            Self::OneWay
            | Self::LockOut
            | Self::TakeOver
            | Self::MassChange
            | Self::FirstRemoval
            | Self::ExpiredAcceptance => true,
        }
    }

    /// The name that `--allow` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::WidensRights => "widens-rights",
            Self::OneWay => "one-way",
            Self::LockOut => "lock-out",
            Self::TakeOver => "take-over",
            Self::MassChange => "mass-change",
            Self::FirstRemoval => "first-removal",
            Self::ExpiredAcceptance => "expired-acceptance",
        }
    }
}

impl fmt::Display for RiskKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What the person who plans allows and asks for; never part of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The guarded risks that are allowed.
    pub allow: BTreeSet<RiskKind>,
    /// The API users whose secret is to be replaced now, however old it is.
    pub rotate: BTreeSet<Handle>,
}

impl Policy {
    /// Whether a risk stops the plan.
    pub fn refuses(&self, risk: &Risk) -> bool {
        risk.kind.is_guarded() && !self.allow.contains(&risk.kind)
    }
}
