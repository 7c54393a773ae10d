//! Credentials that were delivered long ago.

use jiff::tz::TimeZone;

use super::{Hit, Rule};
use crate::Audit;

/// The credentials of an active API user were delivered more than a year ago.
pub(super) const RULE: Rule = Rule {
    id: "old-credentials",
    why: "The longer a secret lives, the more places have it.",
    help: "Generate a new secret on the API user's page and hand it to the vendor.",
    weight: 5,
    find,
};

const DAYS: i64 = 365;

fn find(audit: &Audit) -> Vec<Hit> {
    let today = audit.at.to_zoned(TimeZone::UTC).date();
    let users = audit.known_api_users().iter().filter(|user| user.active);
    users
        .filter_map(|user| {
            let delivered = user.delivered?;
            let days = today.duration_since(delivered).as_hours() / 24;
            (days > DAYS).then(|| Hit {
                object: user.title(),
                what: format!(
                    "has credentials that were delivered on {delivered}, {days} days ago"
                ),
            })
        })
        .collect()
}
