//! Looks, claim by claim, whether a tenant shows what a manifest wants; nothing is written.

mod api_users;
mod cells;
mod flag;
mod hands;
mod impersonation;
mod levels;
mod people;
mod probe;
mod tenant;

use attune_model::{Claim, Desired, Observed, Proof, Verdict, Verification};

use crate::SecretSinks;
use crate::ledger::Memory;
use crate::ports::{ActAs, Probe};
use hands::Hands;
use tenant::Tenant;

/// How far looking may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verify {
    /// Whether people may be impersonated to see whether their levels let that happen: queries of one row, a few a
    /// level.
    pub probe: bool,
}

/// Looks whether the tenant shows what the manifest wants.
///
/// Claims stand in the order of the manifest. Every API user whose credentials are at hand signs in once. The cells of a
/// level show only coarsely, in what REST lets an API user do who holds it. What nothing shows is said to be not shown;
/// that is no contradiction.
pub async fn verify<T: ActAs + Probe>(
    tenant: &T,
    desired: &Desired,
    observed: &Observed,
    memory: &Memory,
    credentials: &SecretSinks,
    how: Verify,
) -> Verification {
    let look = Tenant {
        desired,
        observed,
        remembered: &memory.remembered,
    };
    let hands = Hands::open(tenant, look, credentials).await;
    let mut claims = Vec::new();
    for (handle, level) in &desired.security_levels {
        levels::claims(look, handle, level, &hands, &mut claims);
    }
    let seen = if how.probe {
        Some(probe::probe(tenant, look, &hands).await)
    } else {
        None
    };
    for (handle, rule) in &desired.impersonation {
        impersonation::claims(look, handle, rule, seen.as_ref(), &mut claims);
    }
    for (handle, assignment) in &desired.people {
        claims.push(people::claim(look, handle, assignment));
    }
    for (handle, user) in &desired.api_users {
        api_users::claims(look, handle, user, &hands, &mut claims);
    }
    Verification {
        tenant: desired.tenant.clone(),
        database: observed.tenant.database,
        claims,
    }
}

fn claim(object: &str, what: impl Into<String>, verdict: Verdict) -> Claim {
    Claim {
        object: object.to_owned(),
        what: what.into(),
        verdict,
    }
}

/// REST reports it so, or otherwise.
fn reported(is_so: bool, evidence: impl Into<String>) -> Verdict {
    let evidence = evidence.into();
    if is_so {
        Verdict::Shown {
            proof: Proof::RestFact,
            evidence,
        }
    } else {
        Verdict::Contradicted { evidence }
    }
}

fn not_shown(why: impl Into<String>) -> Verdict {
    Verdict::NotShown { why: why.into() }
}
