//! Back to what an API user was; one that was created is inactivated, one that was retired comes back.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserForm, ApiUserRef, Change, Field, FieldChange, FieldState, FieldValue, Handle, LevelId,
    Note, Person, Proof, ResourceId,
};

use super::run::DoneStep;
use super::{Inverse, Inverted};
use crate::steps::form;

impl Inverse<'_> {
    pub(super) fn create_api_user(
        &mut self,
        done: &DoneStep<'_>,
        handle: &Handle,
        form: &ApiUserForm,
        replaces: Option<&Person>,
    ) -> Option<Inverted> {
        let id = self.run.made.user_of(done.id)?;
        let Some(person) = self.after.person(id) else {
            self.leave(format!(
                "API user {} {} <{}>: REST does not list it any more",
                form.first_name, form.last_name, form.email
            ));
            return None;
        };
        if !self.is_active(id) {
            self.leave(format!("API user {person}: it stays, inactive as it is"));
            return None;
        }
        let before = self.stood_before(handle, id);
        self.inactivate(handle, &person, before.or(replaces.map(|old| old.id)))
    }

    pub(super) fn retire_api_user(&mut self, handle: &Handle, user: &Person) -> Option<Inverted> {
        if !self.after.resources.contains_key(&user.id) {
            self.leave(format!("API user {user}: REST does not list it any more"));
            return None;
        }
        if self.is_active(user.id) {
            self.leave(format!(
                "API user {user}: left as it is, somebody made it active since"
            ));
            return None;
        }
        let active = FieldChange {
            before: FieldState::Known(FieldValue::Flag(false)),
            after: FieldValue::Flag(true),
        };
        Some(self.update(handle, user, [(Field::IsActive, active)].into()))
    }

    pub(super) fn update_api_user(
        &mut self,
        done: &DoneStep<'_>,
        handle: &Handle,
        user: &Person,
        fields: &BTreeMap<Field, FieldChange>,
    ) -> Option<Inverted> {
        if !self.after.resources.contains_key(&user.id) {
            self.leave(format!("API user {user}: REST does not list it any more"));
            return None;
        }
        let back: BTreeMap<Field, FieldChange> = fields
            .iter()
            .filter_map(|(field, change)| {
                let back = self.back_to_field(done, handle, user, *field, change)?;
                Some((*field, back))
            })
            .collect();
        if back.is_empty() {
            return None;
        }
        if self.after.stands_for(handle) == Some(user.id)
            && self
                .stood_for
                .get(handle)
                .is_none_or(|before| *before == user.id)
        {
            return Some(self.update(handle, user, back));
        }
        let active = back.get(&Field::IsActive).map(|change| &change.after);
        if back.len() == 1 && active == Some(&FieldValue::Flag(false)) {
            let before = self.stood_before(handle, user.id);
            return self.inactivate(handle, user, before);
        }
        self.leave(format!(
            "API user {user}: left as it is, another one takes its place"
        ));
        None
    }

    fn back_to_field(
        &mut self,
        done: &DoneStep<'_>,
        handle: &Handle,
        user: &Person,
        field: Field,
        change: &FieldChange,
    ) -> Option<FieldChange> {
        let object = format!("API user {user}, \"{}\"", field.label());
        let seen = done.known.fields.get(&field);
        let Some(before) = seen.or(change.before.value()) else {
            self.unseen(&object);
            return None;
        };
        if form::is_same(field, before, &change.after) {
            return None;
        }
        let now = self.after.field(handle, user.id, field);
        let Some(now) = now.filter(|now| form::is_same(field, now, &change.after)) else {
            self.leave(format!(
                "{object}: left as it is, somebody changed it since"
            ));
            return None;
        };
        if field == Field::LocationId && *before == FieldValue::Text(String::new()) {
            self.leave(format!(
                "{object}: left as it is, since the list has no empty entry to go back to"
            ));
            return None;
        }
        Some(FieldChange {
            before: FieldState::Known(now),
            after: before.clone(),
        })
    }

    /// Takes the `Active` box off. Where another API user stood for the block before the run, it has to sign in first:
    /// the vendor would be left with none at all.
    fn inactivate(
        &mut self,
        handle: &Handle,
        user: &Person,
        before: Option<ResourceId>,
    ) -> Option<Inverted> {
        let Some(successor) = before else {
            if self.after.stands_for(handle) != Some(user.id) {
                self.leave(format!(
                    "API user {user}: left as it is, another one stands for {handle} since"
                ));
                return None;
            }
            let inactive = FieldChange {
                before: FieldState::Known(FieldValue::Flag(true)),
                after: FieldValue::Flag(false),
            };
            return Some(self.update(handle, user, [(Field::IsActive, inactive)].into()));
        };
        let person = self
            .after
            .person(successor)
            .filter(|_| self.is_active(successor));
        let Some(person) = person else {
            self.leave(format!(
                "API user {user}: left as it is, since resource {successor}, whose place it took, is not active"
            ));
            return None;
        };
        let Some(credentials) = self.credentials_of(successor) else {
            self.leave(format!(
                "API user {user}: left as it is, since the ledger does not tell where key and secret of {person} are, whose place it took"
            ));
            return None;
        };
        self.notes.push(Note::Advice(format!(
            "the key and secret of {person} are in {credentials}; attune does not move them"
        )));
        let change = Change::RetireApiUser {
            handle: handle.clone(),
            user: user.clone(),
            successor: ApiUserRef::Existing(person),
            credentials,
        };
        let inactive = [(Field::IsActive, FieldValue::Flag(false))];
        self.after.set(user.id, &inactive.into());
        Some(Inverted {
            change,
            channel: self.after.channel([Field::IsActive]),
            proof: Proof::RestFact,
            needs: self.about_block(handle),
        })
    }

    /// The API user that stood for the block before the run, where that is another one.
    fn stood_before(&self, handle: &Handle, user: ResourceId) -> Option<ResourceId> {
        let before = self.stood_for.get(handle).copied();
        before.filter(|before| *before != user)
    }

    fn update(
        &mut self,
        handle: &Handle,
        user: &Person,
        fields: BTreeMap<Field, FieldChange>,
    ) -> Inverted {
        let is_rest = fields.keys().all(|field| field.rest_name().is_some());
        let level = match fields.get(&Field::UserType).map(|change| &change.after) {
            Some(FieldValue::Number(level)) => Some(LevelId(*level)),
            Some(FieldValue::Flag(_) | FieldValue::Text(_) | FieldValue::List(_)) | None => None,
        };
        self.after.set(user.id, &form::after(&fields));
        self.block_stands_for(handle, user.id);
        Inverted {
            channel: self.after.channel(fields.keys().copied()),
            change: Change::UpdateApiUser {
                handle: handle.clone(),
                user: user.clone(),
                fields,
                tracking: None,
            },
            proof: if is_rest {
                Proof::RestFact
            } else {
                Proof::ConsoleReread
            },
            needs: level.map_or_else(BTreeSet::new, |level| self.activating(level)),
        }
    }

    fn is_active(&self, user: ResourceId) -> bool {
        let known = self.after.resources.get(&user);
        known.is_some_and(|known| known.active)
    }
}
