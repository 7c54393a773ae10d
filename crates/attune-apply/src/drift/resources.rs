//! Values of people and API users that are not as the manifest says.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserRef, Difference, Field, FieldChange, FieldValue, LevelRef, Live, LiveValue, Person,
};

use super::live::Block;
use super::{Look, Value, id_of, known, never, unknown};
use crate::ledger::{Aspect, Thing};

impl Look<'_> {
    /// One difference a field of an API user.
    pub(super) fn fields(
        &self,
        user: &Person,
        fields: &BTreeMap<Field, FieldChange>,
        block: Option<&Block>,
    ) -> Vec<Difference> {
        let difference = |(field, change): (&Field, &FieldChange)| {
            let live = block
                .zip(change.before.value())
                .and_then(|(block, is)| self.live_field(block, *field, is));
            let value = Value {
                thing: Thing::Resource(user.id),
                aspect: Aspect::Field(*field),
                label: field.label(),
                is: known(&change.before),
                wanted: self.words(Aspect::Field(*field), &change.after),
                live,
            };
            self.difference(format!("API user {user}"), value)
        };
        fields.iter().map(difference).collect()
    }

    /// The level that somebody holds.
    pub(super) fn held(
        &self,
        person: &Person,
        before: &LevelRef,
        after: &LevelRef,
        live: Option<Live>,
    ) -> Difference {
        let value = Value {
            thing: Thing::Resource(person.id),
            aspect: Aspect::Field(Field::UserType),
            label: Field::UserType.label(),
            is: id_of(before).map(|id| FieldValue::Number(id.0)),
            wanted: format!("\"{}\"", after.name()),
            live,
        };
        self.difference(person.to_string(), value)
    }

    /// An API user whose place another one took, and who is active all the same.
    pub(super) fn retired(&self, user: &Person) -> Difference {
        let value = Value {
            thing: Thing::Resource(user.id),
            aspect: Aspect::Field(Field::IsActive),
            label: Field::IsActive.label(),
            is: Some(FieldValue::Flag(true)),
            wanted: FieldValue::Flag(false).to_string(),
            // No block stands for it any more.
            live: None,
        };
        self.difference(format!("API user {user}"), value)
    }

    /// The boxes of an API user.
    pub(super) fn protected_data(
        &self,
        user: &ApiUserRef,
        before: Option<&BTreeSet<ProtectedData>>,
        after: &BTreeSet<ProtectedData>,
        block: Option<&Block>,
    ) -> Difference {
        let boxes = |boxes: &BTreeSet<ProtectedData>| {
            FieldValue::List(boxes.iter().map(|one| one.label().to_owned()).collect())
        };
        let object = format!("API user {user}");
        let label = "Protected Data Permission";
        let wanted = self.words(Aspect::ProtectedData, &boxes(after));
        match user {
            ApiUserRef::Existing(person) => {
                let value = Value {
                    thing: Thing::Resource(person.id),
                    aspect: Aspect::ProtectedData,
                    label,
                    is: before.map(boxes),
                    wanted,
                    live: block.zip(before).map(|(block, before)| {
                        let words = before.iter().map(|one| one.word().to_owned());
                        block.live(&["protectedData"], LiveValue::List(words.collect()))
                    }),
                };
                self.difference(object, value)
            }
            ApiUserRef::Planned { .. } => never(object, label, unknown(), wanted),
        }
    }
}
