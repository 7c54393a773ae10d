//! The admin console, whoever sits at it.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, CellId, CellValue, Credentials, Field, FieldValue, LevelEdit, LevelId, LevelName,
    ResourceId, Secret, Tracking,
};
use serde::{Deserialize, Serialize};

use crate::ports::Operator;

/// What can be done at the admin console: each method is one visit to a page, ending in its `Save`.
#[expect(
    async_fn_in_trait,
    reason = "only used by generic code of this workspace, on one task"
)]
pub trait Console {
    /// Who sits at it where its pages cannot be read by program; [`std::convert::Infallible`] where nobody ever does.
    type Operator: Operator;

    /// The operator to ask. Where there is one, the methods that visit pages are not called.
    fn operator(&mut self) -> Option<&mut Self::Operator>;

    /// Chooses `Copy Security Level` on a level; the copy's number.
    ///
    /// The copy exists at once under a name like `Copy (1) of API User` (`console.md` 4), before it is renamed.
    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError>;

    /// Opens a custom level, sets what `edit` names, saves.
    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError>;

    /// Opens a level again and reads it.
    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError>;

    /// Opens the form for a new API user, types what stands before the `@` of the key or presses `Generate Key`, and
    /// presses `Generate Secret`. Nothing is saved yet.
    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError>;

    /// Fills the form with these values and credentials, and saves. `level` is the number behind `form.level`.
    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError>;

    /// Opens an API user, changes these fields, saves.
    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError>;

    /// Opens the form of an API user and reads it. The page shows key, vendor and identifier, never the secret.
    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError>;

    /// Opens the form of an API user that is there and presses `Generate Secret`; its key, and the new secret. Nothing is
    /// saved yet, and the present secret goes on working.
    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError>;

    /// Saves that form with this secret and nothing else changed: the one that was left open, or a new one into which the
    /// secret is typed.
    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError>;

    /// Ticks these boxes of a resource on the page `Protected Data Permission`, unticks its others, saves.
    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError>;

    /// Opens the page `Protected Data Permission` and reads the ticked boxes of a resource.
    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError>;

    /// Opens a person or an API user, chooses a security level, saves.
    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError>;
}

/// What the level editor shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelContent {
    /// `Name`.
    pub name: LevelName,
    /// `Active`.
    pub active: bool,
    /// Whether the page is that of an API-only level.
    pub api_only: bool,
    /// Every cell that the page shows.
    pub cells: BTreeMap<CellId, CellValue>,
}

/// What the form of an existing API user shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiUserContent {
    /// The fields; internal location and security level by number, the email type in the word of the form.
    pub fields: BTreeMap<Field, FieldValue>,
    /// `API Tracking Identifier`: the vendor, or the name of the custom integration.
    pub tracking: Tracking,
}

/// Why a visit to the console ended without success.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConsoleError {
    /// Nobody is at the console: the work waits for an operator.
    #[error("waits for an operator")]
    Nobody,
    /// Whoever is at the console wants everything to stop. Nothing was saved, or a later look shows it.
    #[error("was stopped")]
    Stopped,
    /// The page said no: nothing was saved.
    #[error("the page refuses: {0}")]
    Refused(String),
    /// It is not known whether it was saved.
    #[error("it is not known whether it was saved ({0})")]
    Lost(String),
}
