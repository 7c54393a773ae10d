//! Effective rights: what REST lets an API user do, entity by entity.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::Verb;
use crate::{ResourceId, Timestamp};

/// What `userAccessFor*` says of an API user's own level, by the name in the entity's information:
/// `Ticket`, where the address says `Tickets` (`rest.md` 3).
///
/// This is the only thing that REST shows of what a level contains. It is coarse: `Restricted` stands for every reach
/// between nothing and everything, and costs, limits and administration do not show at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EffectiveRights(pub BTreeMap<String, EntityAccess>);

impl EffectiveRights {
    /// What may be done with an entity; `None` where it is not listed.
    pub fn access(&self, entity: &str, verb: Verb) -> Option<Access> {
        Some(self.0.get(entity)?.of(verb))
    }

    /// What became otherwise since `earlier`, of the entities that both list: a release that brings an entity changes
    /// nobody's level.
    pub fn changes_since(&self, earlier: &Self) -> Vec<AccessChange> {
        let both = self
            .0
            .iter()
            .filter_map(|(entity, now)| Some((entity, earlier.0.get(entity)?, now)));
        both.flat_map(|(entity, before, now)| {
            Verb::ALL.into_iter().filter_map(move |verb| {
                let (before, now) = (before.of(verb), now.of(verb));
                (before != now).then(|| AccessChange {
                    entity: entity.clone(),
                    verb,
                    before,
                    now,
                })
            })
        })
        .collect()
    }
}

/// What may be done with one entity. Written as four letters in the order create, query, update, delete: `ANRN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntityAccess {
    /// `userAccessForCreate`.
    pub create: Access,
    /// `userAccessForQuery`.
    pub query: Access,
    /// `userAccessForUpdate`.
    pub update: Access,
    /// `userAccessForDelete`.
    pub delete: Access,
}

impl EntityAccess {
    /// The access for a verb.
    pub fn of(self, verb: Verb) -> Access {
        match verb {
            Verb::Add => self.create,
            Verb::View => self.query,
            Verb::Edit => self.update,
            Verb::Delete => self.delete,
        }
    }
}

impl From<EntityAccess> for String {
    fn from(access: EntityAccess) -> Self {
        let EntityAccess {
            create,
            query,
            update,
            delete,
        } = access;
        [create, query, update, delete]
            .map(Access::letter)
            .iter()
            .collect()
    }
}

impl TryFrom<String> for EntityAccess {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let read: Option<Vec<Access>> = text.chars().map(Access::of_letter).collect();
        match read.as_deref() {
            Some([create, query, update, delete]) => Ok(Self {
                create: *create,
                query: *query,
                update: *update,
                delete: *delete,
            }),
            Some(_) | None => Err(format!("\"{text}\" is not four letters of A, R and N")),
        }
    }
}

/// How far a verb reaches (`rest.md` 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Nothing.
    None,
    /// Some records.
    Restricted,
    /// Every record.
    All,
}

impl Access {
    /// The word that REST uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Restricted => "Restricted",
            Self::All => "All",
        }
    }

    /// Reads the word that REST uses.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::None, Self::Restricted, Self::All]
            .into_iter()
            .find(|access| access.word() == word)
    }

    fn letter(self) -> char {
        match self {
            Self::None => 'N',
            Self::Restricted => 'R',
            Self::All => 'A',
        }
    }

    fn of_letter(letter: char) -> Option<Self> {
        [Self::None, Self::Restricted, Self::All]
            .into_iter()
            .find(|access| access.letter() == letter)
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// An access that became otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessChange {
    /// The entity.
    pub entity: String,
    /// What is done with it.
    pub verb: Verb,
    /// The access before.
    pub before: Access,
    /// The access now.
    pub now: Access,
}

/// Effective rights, with the moment at which they were seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsThen {
    /// The API user that signed in to see them.
    pub user: ResourceId,
    /// The rights.
    pub rights: EffectiveRights,
    /// When they were seen.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(access: &[(&str, &str)]) -> EffectiveRights {
        let read = |text: &str| EntityAccess::try_from(text.to_owned()).unwrap();
        EffectiveRights(
            access
                .iter()
                .map(|(entity, text)| ((*entity).to_owned(), read(text)))
                .collect(),
        )
    }

    #[test]
    fn rights_are_four_letters_an_entity() {
        let tickets = rights(&[("Tickets", "ARNN")]);
        let text = serde_json::to_string(&tickets).unwrap();
        assert_eq!(text, r#"{"Tickets":"ARNN"}"#);
        assert_eq!(
            serde_json::from_str::<EffectiveRights>(&text).unwrap(),
            tickets
        );
        assert_eq!(
            tickets.access("Tickets", Verb::View),
            Some(Access::Restricted)
        );
        for bad in ["", "ARN", "ARNNN", "arnn"] {
            assert!(EntityAccess::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_only_one_of_two_looks_lists_is_no_change() {
        let then = rights(&[("Gone", "AAAA"), ("Tickets", "AAAN")]);
        let now = rights(&[("New", "AAAA"), ("Tickets", "NAAN")]);
        assert_eq!(
            now.changes_since(&then),
            [AccessChange {
                entity: "Tickets".to_owned(),
                verb: Verb::Add,
                before: Access::All,
                now: Access::None,
            }]
        );
    }
}
