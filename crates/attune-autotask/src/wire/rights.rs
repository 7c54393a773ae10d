//! `entityInformation`, of one entity or of all (`rest.md` 3).

use attune_model::{Access, EntityAccess};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, de};

use super::lenient;

/// All entities in one answer. The shape is that of the vendor's `OpenAPI` document; nobody was seen using it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AllInformation {
    /// One an entity.
    pub(crate) entity_descriptions: Vec<EntityInformation>,
}

/// What may be done with one entity.
#[derive(Debug, Deserialize)]
pub(crate) struct EntityInformation {
    /// It.
    pub(crate) info: Information,
}

/// What the level of the asking API user lets it do with an entity.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Information {
    /// The entity's own name: `Ticket`, where the address says `Tickets`.
    pub(crate) name: Option<String>,
    #[serde(deserialize_with = "access")]
    user_access_for_create: Access,
    #[serde(deserialize_with = "access")]
    user_access_for_query: Access,
    #[serde(deserialize_with = "access")]
    user_access_for_update: Access,
    #[serde(deserialize_with = "access")]
    user_access_for_delete: Access,
}

impl Information {
    /// In attune's terms.
    pub(crate) fn access(&self) -> EntityAccess {
        EntityAccess {
            create: self.user_access_for_create,
            query: self.user_access_for_query,
            update: self.user_access_for_update,
            delete: self.user_access_for_delete,
        }
    }
}

/// A word, as recorded, or the number that the help page gives for it.
fn access<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Access, D::Error> {
    let text = lenient::text(deserializer)?;
    match text.as_str() {
        "0" => Ok(Access::None),
        "1" => Ok(Access::All),
        "2" => Ok(Access::Restricted),
        word => Access::of_word(word).ok_or_else(|| {
            D::Error::invalid_value(de::Unexpected::Str(word), &"None, All or Restricted")
        }),
    }
}
