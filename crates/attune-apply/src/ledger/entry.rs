//! What a line of the ledger says. No line ever holds a secret.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellId, CellValue, Change, EffectiveRights, Field, FieldValue, Handle, LevelId, LevelName,
    Proof, ResourceId, StepId, Timestamp, Tracking,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::ledger::Applied;

/// One line, without the checksum that stands at its end as `chain`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Version of the line's format: 2; 1 where a line carries no checksum.
    pub v: u32,
    /// Counts up from 1 without gaps.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Which run wrote it.
    pub run: String,
    /// What happened.
    pub event: Event,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Event {
    /// The ledger belongs to this database from now on.
    Bound {
        /// The tenant's name in the manifest.
        tenant: Handle,
        /// The database number.
        database: i64,
    },
    /// This run carries out a saved plan, which is never done twice.
    Plan {
        /// The digest that the plan's file carries.
        digest: String,
    },
    /// A step is about to be carried out.
    Begun {
        /// The step.
        step: StepId,
        /// The change.
        change: BegunChange,
        /// What was there before, by which a half-done step is recognised.
        known: Known,
    },
    /// Something happened within a step.
    Noted {
        /// The step.
        step: StepId,
        /// What is now so.
        fact: Fact,
    },
    /// A step is done.
    Done {
        /// The step.
        step: StepId,
        /// What shows it.
        proof: Proof,
        /// What was seen.
        evidence: String,
        /// What is now so.
        facts: Vec<Fact>,
    },
    /// A step was not achieved.
    Failed {
        /// The step.
        step: StepId,
        /// Why.
        why: String,
    },
    /// After a run, an API user was seen to have these rights over REST.
    Rights {
        /// The level that it holds.
        level: LevelId,
        /// The API user that signed in.
        user: ResourceId,
        /// Its rights.
        rights: EffectiveRights,
    },
    /// A run came to its end, steps that wait for an operator apart, and this is what it applied.
    Applied(Applied),
    /// A step waits for an operator.
    Waiting {
        /// The step.
        step: StepId,
    },
}

/// The change of a step that was begun; for readers only, nothing is decided by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum BegunChange {
    /// A change of this version.
    Change(Box<Change>),
    /// A change as an earlier version wrote it.
    Earlier(Value),
}

impl BegunChange {
    /// The change in one line.
    pub fn title(&self) -> String {
        match self {
            Self::Change(change) => change.title(),
            Self::Earlier(value) => value
                .get("kind")
                .and_then(Value::as_str)
                .unwrap_or("a change")
                .to_owned(),
        }
    }
}

/// What was there before a step began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The numbers of all levels, before a level is copied.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub levels: BTreeSet<LevelId>,
    /// The numbers of all API users, before one is created.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub api_users: BTreeSet<ResourceId>,
    /// The title by which a check's records are recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// What the page showed of the cells that are about to be set.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<CellId, CellValue>,
    /// What was seen of the fields that are about to be set; of a level, its `Active` box as [`Field::IsActive`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<Field, FieldValue>,
    /// The boxes that were ticked on the page `Protected Data Permission`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected_data: Option<BTreeSet<ProtectedData>>,
}

/// Something that is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact")]
pub enum Fact {
    /// A level was copied and not yet renamed.
    Copied {
        /// The copy.
        level: LevelId,
    },
    /// A level is attune's.
    Level {
        /// The block it stands for.
        handle: Handle,
        /// Its number.
        id: LevelId,
        /// What it was copied from, where attune did that.
        copy_of: Option<LevelName>,
    },
    /// A level is the copy by which impersonation rules replace a system level.
    Copy {
        /// The system level.
        base: LevelId,
        /// Its copy.
        id: LevelId,
    },
    /// Cells of a level were seen or set.
    Cells {
        /// The level.
        level: LevelId,
        /// What shows it.
        proof: Proof,
        /// The values.
        cells: BTreeMap<CellId, CellValue>,
    },
    /// A key was generated; its secret is in the sink.
    Drafted {
        /// The key.
        key: String,
    },
    /// The form with a generated key was not saved: the key is free, and its secret is nobody's.
    Discarded {
        /// The key.
        key: String,
    },
    /// An API user is attune's.
    ApiUser {
        /// The block it stands for.
        handle: Handle,
        /// Its number.
        id: ResourceId,
        /// The tracking identifier it was made with, where the manifest said. Earlier versions wrote a vendor's label as
        /// `integration_vendor`.
        #[serde(
            default,
            alias = "integration_vendor",
            deserialize_with = "tracking",
            skip_serializing_if = "Option::is_none"
        )]
        tracking: Option<Tracking>,
        /// The fields that were set and that REST does not show.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<Field, FieldValue>,
    },
    /// The boxes of an API user on the page `Protected Data Permission` were set.
    ProtectedData {
        /// The block it stands for.
        handle: Handle,
        /// Its number.
        id: ResourceId,
        /// The boxes that are ticked.
        boxes: BTreeSet<ProtectedData>,
    },
    /// A check created its ticket.
    Ticket {
        /// The ticket's number.
        id: i64,
    },
    /// A check passed.
    Passed {
        /// The check.
        handle: Handle,
        /// The digest of what it relied on.
        relies_on: String,
    },
}

/// A tracking identifier, or the label of a vendor alone.
fn tracking<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Tracking>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Tracking(Tracking),
        Vendor(String),
    }
    Ok(Some(match Written::deserialize(from)? {
        Written::Tracking(tracking) => tracking,
        Written::Vendor(label) => Tracking::Vendor(label),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_earlier_versions_are_understood() {
        let fact: Fact = serde_json::from_str(
            r#"{"fact": "api-user", "handle": "tasky", "id": 7, "integration_vendor": "Tallman.io - Tasky"}"#,
        )
        .unwrap();
        let vendor = Tracking::Vendor("Tallman.io - Tasky".to_owned());
        assert_eq!(
            fact,
            Fact::ApiUser {
                handle: Handle::parse("tasky").unwrap(),
                id: ResourceId(7),
                tracking: Some(vendor),
                fields: BTreeMap::new(),
            }
        );
        let event: Event = serde_json::from_str(
            r#"{"kind": "begun", "step": "api-user/tasky", "known": {}, "change": {"kind": "update-api-user",
                "handle": "tasky", "user": {"id": 7, "name": "T", "email": "t@contoso.example"},
                "fields": {"isActive": {"before": true, "after": false}}, "integration_vendor": "Tallman.io - Tasky"}}"#,
        )
        .unwrap();
        let Event::Begun {
            step: _,
            change,
            known: _,
        } = event
        else {
            panic!("a step is begun");
        };
        assert_eq!(change.title(), "update-api-user");
    }

    #[test]
    fn facts_come_back_as_they_were_written() {
        let fact = Fact::ApiUser {
            handle: Handle::parse("tasky").unwrap(),
            id: ResourceId(7),
            tracking: Some(Tracking::Custom("Our script".to_owned())),
            fields: BTreeMap::from([
                (Field::Locked, FieldValue::Flag(false)),
                (
                    Field::LinesOfBusiness,
                    FieldValue::List(BTreeSet::from(["Managed".to_owned()])),
                ),
            ]),
        };
        let text = serde_json::to_string(&fact).unwrap();
        assert_eq!(
            text,
            r#"{"fact":"api-user","handle":"tasky","id":7,"tracking":{"custom":"Our script"},"fields":{"linesOfBusiness":["Managed"],"locked":false}}"#
        );
        assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), fact);
    }
}
