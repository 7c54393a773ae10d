//! The document of a webhook, `notice/v1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::plain;
use crate::{Batch, Counts, Fingerprint, Notice, Standing, State};

/// The version of this format.
const FORMAT_VERSION: u32 = 1;

/// The most tenants of a document.
const TENANTS: usize = 500;

/// The most differences of a tenant.
const DIFFERENCES: usize = 200;

/// What a webhook gets. Control characters in texts are written as their code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `notice`.
    pub kind: String,
    /// Names this document; the same where one run sends it again.
    pub id: String,
    /// When the run was, RFC 3339.
    pub at: String,
    /// How many tenants stand how, those that were left out included.
    pub counts: Counts,
    /// A tenant each: those that drifted first.
    pub notices: Vec<NoticeV1>,
    /// How many tenants were left out: there are 500 at most.
    pub more: usize,
}

/// How one tenant stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeV1 {
    /// The tenant's name in its manifest.
    pub tenant: String,
    /// The database that was looked at; null where none was.
    pub database: Option<i64>,
    /// When the look was, RFC 3339.
    pub at: String,
    /// `drifted`, `could-not-look` or `in-sync`.
    pub standing: String,
    /// The same of what was told before; `in-sync` where nothing was.
    pub before: String,
    /// When that was told, RFC 3339; null where nothing was.
    pub before_at: Option<String>,
    /// What differs, a sentence each.
    pub differences: Vec<String>,
    /// How many differences were left out: there are 200 at most.
    pub more: usize,
    /// Which set of differences this is; null where it did not drift.
    pub fingerprint: Option<Fingerprint>,
    /// Why it could not be looked at; null where it could.
    pub why: Option<String>,
    /// Where to read more.
    pub link: Option<String>,
}

impl NoticeDocument {
    /// The document of a batch.
    pub fn of(batch: &Batch) -> Self {
        let notices = batch.notices();
        Self {
            format_version: FORMAT_VERSION,
            kind: "notice".to_owned(),
            id: batch.id(),
            at: batch.at().to_string(),
            counts: batch.counts(),
            notices: notices.iter().take(TENANTS).map(NoticeV1::of).collect(),
            more: notices.len().saturating_sub(TENANTS),
        }
    }
}

impl NoticeV1 {
    fn of(notice: &Notice) -> Self {
        let Notice {
            look,
            before,
            since,
        } = notice;
        let (differences, why): (&[String], Option<&String>) = match &look.standing {
            Standing::Drifted {
                differences,
                fingerprint: _,
            } => (differences, None),
            Standing::InSync => (&[], None),
            Standing::CouldNotLook { why } => (&[], Some(why)),
        };
        let state = look.standing.state();
        Self {
            tenant: plain(&look.tenant),
            database: look.database,
            at: look.at.to_string(),
            standing: word(&state).to_owned(),
            before: word(before).to_owned(),
            before_at: since.map(|since| since.to_string()),
            differences: differences
                .iter()
                .take(DIFFERENCES)
                .map(|difference| plain(difference))
                .collect(),
            more: differences.len().saturating_sub(DIFFERENCES),
            fingerprint: match state {
                State::Drifted(fingerprint) => Some(fingerprint),
                State::InSync | State::CouldNotLook => None,
            },
            why: why.map(|why| plain(why)),
            link: look.link.as_ref().map(ToString::to_string),
        }
    }
}

fn word(state: &State) -> &'static str {
    match state {
        State::InSync => "in-sync",
        State::Drifted(_) => "drifted",
        State::CouldNotLook => "could-not-look",
    }
}
