//! Whether a thing is attune's.

use attune_model::{Handle, LevelId, LevelName, ObservedLevel, Remembered, ResourceId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the ledger says of whose a thing is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "owner", rename_all = "kebab-case")]
pub enum Owner {
    /// A block of the manifest stands for it: attune made it or took it over.
    Block {
        /// The block's handle.
        #[schemars(with = "String")]
        handle: Handle,
    },
    /// A copy that an impersonation rule made.
    RuleCopy {
        /// The system level it was copied from; null where that is not listed any more.
        #[schemars(with = "Option<String>")]
        of: Option<LevelName>,
    },
    /// A block stood for it before it got another API user.
    Replaced {
        /// The block's handle.
        #[schemars(with = "String")]
        handle: Handle,
    },
    /// The ledger does not know it.
    Nobody,
}

impl Owner {
    /// Whose a level is.
    pub(crate) fn of_level(
        id: LevelId,
        levels: &BTreeMap<LevelId, ObservedLevel>,
        remembered: &Remembered,
    ) -> Self {
        let mut blocks = remembered.levels.iter();
        if let Some((handle, _)) = blocks.find(|(_, level)| level.id == id) {
            return Self::Block {
                handle: handle.clone(),
            };
        }
        let mut copies = remembered.copies.iter();
        match copies.find(|(_, copy)| **copy == id) {
            Some((of, _)) => Self::RuleCopy {
                of: levels.get(of).map(|level| level.name.clone()),
            },
            None => Self::Nobody,
        }
    }

    /// Whose an API user is.
    pub(crate) fn of_api_user(id: ResourceId, remembered: &Remembered) -> Self {
        let mut blocks = remembered.api_users.iter();
        if let Some((handle, _)) = blocks.find(|(_, user)| user.id == id) {
            return Self::Block {
                handle: handle.clone(),
            };
        }
        let mut replaced = remembered.replaced.iter();
        match replaced.find(|(_, users)| users.contains(&id)) {
            Some((handle, _)) => Self::Replaced {
                handle: handle.clone(),
            },
            None => Self::Nobody,
        }
    }
}
