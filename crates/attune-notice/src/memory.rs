//! What each channel was told last, and what it is to be told now.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Batch, Delivery, Look, Notice, Standing, State};

/// A channel, and what it is to hear of tenants that cannot be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient<'a> {
    /// The channel's name, by which it is remembered.
    pub channel: &'a str,
    /// After how many failed looks in a row it is told of them; 0 is taken as 1.
    pub failed_looks: u32,
}

/// The version of the file's format.
const FORMAT_VERSION: u32 = 1;

/// What is remembered from one run to the next; a JSON document without secrets or names from tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    format_version: FormatVersion,
    /// By the tenant's name.
    tenants: BTreeMap<String, Tenant>,
}

/// Refuses a document of another version where it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
struct FormatVersion;

impl From<FormatVersion> for u32 {
    fn from(_: FormatVersion) -> Self {
        FORMAT_VERSION
    }
}

impl TryFrom<u32> for FormatVersion {
    type Error = String;

    fn try_from(version: u32) -> Result<Self, Self::Error> {
        if version == FORMAT_VERSION {
            Ok(Self)
        } else {
            Err(format!(
                "format version {version} is not known; {FORMAT_VERSION} is"
            ))
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tenant {
    /// How many looks failed, one after the other.
    failed_looks: u32,
    /// By the channel's name.
    channels: BTreeMap<String, Told>,
}

/// What one channel was told of one tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What it was told last.
    pub state: State,
    /// When; none where it was never told anything.
    pub since: Option<Timestamp>,
    /// Since when it could not be told what changed; none where nothing waits.
    pub failing_since: Option<Timestamp>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            format_version: FormatVersion,
            tenants: BTreeMap::new(),
        }
    }
}

impl Memory {
    /// Counts the looks of a run, before [`due`] is asked. Where a tenant stands as a channel knows it again, nothing waits.
    ///
    /// Of a tenant that nobody was told of and whose look did not fail there is nothing to remember.
    pub fn look(&mut self, looks: &[Look]) {
        for look in looks {
            let tenant = self.tenants.entry(look.tenant.clone()).or_default();
            tenant.failed_looks = match look.standing {
                Standing::CouldNotLook { .. } => tenant.failed_looks.saturating_add(1),
                Standing::Drifted { .. } | Standing::InSync => 0,
            };
            let state = look.standing.state();
            for told in tenant.channels.values_mut() {
                if told.state == state {
                    told.failing_since = None;
                }
            }
        }
        self.tenants
            .retain(|_, tenant| *tenant != Tenant::default());
    }

    /// Notes what became of a batch that a channel was to be told.
    pub fn delivered(&mut self, channel: &str, batch: &Batch, delivery: &Delivery) {
        for notice in batch.notices() {
            let look = &notice.look;
            let tenant = self.tenants.entry(look.tenant.clone()).or_default();
            let told = tenant.channels.entry(channel.to_owned()).or_default();
            if delivery.told.contains(&look.tenant) {
                *told = Told {
                    state: look.standing.state(),
                    since: Some(batch.at()),
                    failing_since: None,
                };
            } else {
                told.failing_since.get_or_insert(batch.at());
            }
        }
    }

    /// Forgets tenants and channels that are there no more, so that the document does not grow for ever.
    ///
    /// A tenant that comes back is told about as if it were new.
    pub fn keep(&mut self, tenants: &BTreeSet<&str>, channels: &BTreeSet<&str>) {
        self.tenants
            .retain(|name, _| tenants.contains(name.as_str()));
        for tenant in self.tenants.values_mut() {
            tenant
                .channels
                .retain(|name, _| channels.contains(name.as_str()));
        }
    }

    /// What a channel was told of a tenant.
    pub fn told(&self, tenant: &str, channel: &str) -> Told {
        self.tenants
            .get(tenant)
            .and_then(|tenant| tenant.channels.get(channel))
            .cloned()
            .unwrap_or_default()
    }

    fn failed_looks(&self, tenant: &str) -> u32 {
        self.tenants
            .get(tenant)
            .map_or(0, |tenant| tenant.failed_looks)
    }
}

/// What each recipient is to be told after a run that ended at `at`: the recipient's number, and its message. There is
/// one look a tenant.
///
/// A channel is told where a tenant stands otherwise than what the channel was told last with success. So what failed is
/// due again, and the same set of differences is told once. That a tenant cannot be looked at is told after
/// [`Recipient::failed_looks`] in a row, whatever the reason, and until then nothing is told of it.
pub fn due(
    memory: &Memory,
    recipients: &[Recipient<'_>],
    looks: &[Look],
    at: Timestamp,
) -> Vec<(usize, Batch)> {
    let to_tell = |recipient: &Recipient<'_>| {
        let Recipient {
            channel,
            failed_looks,
        } = *recipient;
        let notices = looks.iter().filter_map(|look| {
            let state = look.standing.state();
            if state == State::CouldNotLook && memory.failed_looks(&look.tenant) < failed_looks {
                return None;
            }
            let told = memory.told(&look.tenant, channel);
            (told.state != state).then(|| Notice {
                look: look.clone(),
                before: told.state,
                since: told.since,
            })
        });
        notices.collect::<Vec<Notice>>()
    };
    recipients
        .iter()
        .enumerate()
        .map(|(number, recipient)| (number, to_tell(recipient)))
        .filter(|(_, notices)| !notices.is_empty())
        .map(|(number, notices)| (number, Batch::new(at, notices)))
        .collect()
}
