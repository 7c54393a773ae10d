//! Channels carry changes; proofs say what shows that they took effect.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The way a change takes to the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// The REST API.
    Rest,
    /// Someone at the admin console.
    Operator,
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rest => "rest",
            Self::Operator => "operator",
        })
    }
}

/// What shows that a value is in effect, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Nothing has shown it.
    Unverified,
    /// An operator said so, with name and time.
    Attested,
    /// The page was opened again after saving and shows the value.
    ConsoleReread,
    /// REST behaves as the value demands: signs in, is refused, acts as the person.
    RestBehaviour,
    /// REST reports the value itself.
    RestFact,
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unverified => "unverified",
            Self::Attested => "attested",
            Self::ConsoleReread => "console-reread",
            Self::RestBehaviour => "rest-behaviour",
            Self::RestFact => "rest-fact",
        })
    }
}

/// Where an observed value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// REST reported it.
    Rest,
    /// The console showed it.
    Console,
    /// The ledger remembers that it was set, with the proof reached then.
    Ledger(Proof),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rest => f.write_str("rest"),
            Self::Console => f.write_str("console"),
            Self::Ledger(proof) => write!(f, "ledger ({proof})"),
        }
    }
}
