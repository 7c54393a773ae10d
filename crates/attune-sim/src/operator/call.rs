//! What goes over the wire between a simulated operator and the simulator.
//!
//! `GET {console}simulator` answers [`Welcome`], which no real Autotask does; `POST {console}simulator/operator` takes a
//! [`Call`] and answers [`Answer`] with 200, or [`Refusal`] with 409 where the page would refuse.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellId, CellValue, Field, FieldValue, LevelId, LevelName, ResourceId, Tracking,
};
use serde::{Deserialize, Serialize};

/// The mark by which a simulator is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// Always `attune`.
    pub simulator: String,
    /// The simulator's version.
    pub version: String,
}

/// One visit to a page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Call {
    /// `Copy Security Level` in a level's menu.
    CopyLevel {
        /// The level to copy.
        base: LevelId,
    },
    /// Edit a custom level and save.
    SaveLevel {
        /// The level.
        level: LevelId,
        /// A new name.
        name: Option<LevelName>,
        /// The `Active` box.
        active: Option<bool>,
        /// The cells to set.
        cells: BTreeMap<CellId, CellValue>,
    },
    /// Open a level and read it.
    ReadLevel {
        /// The level.
        level: LevelId,
    },
    /// `Inactivate` or `Activate` in a level's menu.
    SwitchLevel {
        /// The level.
        level: LevelId,
        /// Whether it is to be active.
        active: bool,
    },
    /// Open the form for a new API user, type the key or press `Generate Key`, and press `Generate Secret`.
    DraftApiUser {
        /// What is typed before the `@`.
        key: Option<String>,
    },
    /// Fill that form and save.
    SaveApiUser(Box<NewApiUser>),
    /// Open an API user and read the form.
    ReadApiUser {
        /// The API user.
        user: ResourceId,
    },
    /// Open the form of an API user and press `Generate Secret`.
    DraftSecret {
        /// The API user.
        user: ResourceId,
    },
    /// Save that form with this secret and nothing else changed.
    SaveSecret {
        /// The API user.
        user: ResourceId,
        /// `Password (Secret)`.
        secret: String,
    },
    /// Edit an API user and save.
    UpdateApiUser {
        /// The API user.
        user: ResourceId,
        /// The fields to change.
        fields: BTreeMap<Field, FieldValue>,
    },
    /// Tick these boxes of a resource on the page `Protected Data Permission`, untick its others, save.
    SetProtectedData {
        /// The person or API user.
        user: ResourceId,
        /// The boxes.
        boxes: BTreeSet<ProtectedData>,
    },
    /// Open that page and read the boxes of a resource.
    ReadProtectedData {
        /// The person or API user.
        user: ResourceId,
    },
    /// Choose a security level on a resource's `Security` tab and save.
    AssignLevel {
        /// The person or API user.
        resource: ResourceId,
        /// The level.
        level: LevelId,
    },
}

/// The form for a new API user; what is none stays as the form begins. It has no `Debug`: one of its fields is a secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewApiUser {
    /// `First Name`.
    pub first_name: String,
    /// `Last Name`.
    pub last_name: String,
    /// `Email Address`.
    pub email: String,
    /// `Active`.
    pub active: bool,
    /// `Security Level`.
    pub level: LevelId,
    /// `Primary Internal Location`, by name.
    pub primary_internal_location: Option<String>,
    /// `API Tracking Identifier`: the vendor's label, or the name of a custom integration.
    pub tracking: Tracking,
    /// `Username (Key)`.
    pub key: String,
    /// `Password (Secret)`.
    pub secret: String,
    /// The other fields.
    #[serde(default)]
    pub fields: BTreeMap<Field, FieldValue>,
}

/// Names the page visited, without what was typed: a call carries a secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CopyLevel { .. } => "CopyLevel",
            Self::SaveLevel { .. } => "SaveLevel",
            Self::ReadLevel { .. } => "ReadLevel",
            Self::SwitchLevel { .. } => "SwitchLevel",
            Self::DraftApiUser { .. } => "DraftApiUser",
            Self::SaveApiUser(_) => "SaveApiUser",
            Self::ReadApiUser { .. } => "ReadApiUser",
            Self::DraftSecret { .. } => "DraftSecret",
            Self::SaveSecret { .. } => "SaveSecret",
            Self::UpdateApiUser { .. } => "UpdateApiUser",
            Self::SetProtectedData { .. } => "SetProtectedData",
            Self::ReadProtectedData { .. } => "ReadProtectedData",
            Self::AssignLevel { .. } => "AssignLevel",
        })
    }
}

/// What the page shows afterwards.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "shows",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Answer {
    /// The editor of a level that was just copied.
    Copied {
        /// The copy.
        level: LevelId,
    },
    /// A level.
    Level(Content),
    /// A generated key and secret, not saved yet.
    Drafted {
        /// The key.
        key: String,
        /// The secret.
        secret: String,
    },
    /// The form of an API user.
    ApiUser(ApiUserContent),
    /// The ticked boxes of a resource on the page `Protected Data Permission`.
    ProtectedData {
        /// The boxes.
        boxes: BTreeSet<ProtectedData>,
    },
    /// `Saved`.
    Saved,
}

/// What the form of an API user shows, save for key and identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiUserContent {
    /// The fields; internal location and security level by number, the email type in the word of the form.
    pub fields: BTreeMap<Field, FieldValue>,
    /// The vendor's label, or the name of the custom integration.
    pub tracking: Tracking,
}

/// What the level editor shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    /// `Name`.
    pub name: LevelName,
    /// `Active`.
    pub active: bool,
    /// Whether it is an API-only level.
    pub api_only: bool,
    /// Every cell of the page.
    pub cells: BTreeMap<CellId, CellValue>,
}

/// What the page says when it does not save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The words on the page.
    pub refused: String,
}
