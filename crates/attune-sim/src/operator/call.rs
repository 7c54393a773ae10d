//! What goes over the wire between a simulated operator and the simulator.
//!
//! `GET {console}simulator` answers [`Welcome`], which no real Autotask does; `POST {console}simulator/operator` takes a
//! [`Call`] and answers [`Answer`] with 200, or [`Refusal`] with 409 where the page would refuse.

use std::collections::BTreeMap;
use std::fmt;

use attune_model::{CellId, CellValue, Field, FieldValue, LevelId, LevelName, ResourceId};
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
    /// Open the form for a new API user, press `Generate Key` and `Generate Secret`.
    DraftApiUser,
    /// Fill that form and save.
    SaveApiUser {
        /// `First Name`.
        first_name: String,
        /// `Last Name`.
        last_name: String,
        /// `Email Address`.
        email: String,
        /// `Active`.
        active: bool,
        /// `Security Level`.
        level: LevelId,
        /// `Primary Internal Location`, by name.
        primary_internal_location: Option<String>,
        /// `Integration Vendor`.
        integration_vendor: String,
        /// `Username (Key)`.
        key: String,
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
    /// Choose a security level on a resource's `Security` tab and save.
    AssignLevel {
        /// The person or API user.
        resource: ResourceId,
        /// The level.
        level: LevelId,
    },
}

/// Names the page visited, without what was typed: a call carries a secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CopyLevel { .. } => "CopyLevel",
            Self::SaveLevel { .. } => "SaveLevel",
            Self::ReadLevel { .. } => "ReadLevel",
            Self::SwitchLevel { .. } => "SwitchLevel",
            Self::DraftApiUser => "DraftApiUser",
            Self::SaveApiUser { .. } => "SaveApiUser",
            Self::UpdateApiUser { .. } => "UpdateApiUser",
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
    /// `Saved`.
    Saved,
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
