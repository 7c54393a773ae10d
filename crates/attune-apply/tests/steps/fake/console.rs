//! The operator at the admin console.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::{ApiUserContent, Console, ConsoleError, LevelContent};
use attune_model::catalogue::{LicenseType, ProtectedData};
use attune_model::{
    ApiUserForm, Credentials, Field, FieldValue, LevelEdit, LevelId, LevelName, ResourceId, Secret,
};

use super::{BASE, ByHand, No, Odd, State, USER, World, content, resource, set_fields};

/// Somebody or something at the console, with its pages; or a person who is asked.
pub(crate) struct Operator<'a>(pub(crate) &'a World, pub(crate) Option<ByHand<'a>>);

fn not_done(no: No) -> ConsoleError {
    match no {
        No::Lost => ConsoleError::Lost("cut".to_owned()),
        No::Refused => ConsoleError::Refused("not like this".to_owned()),
    }
}

impl<'a> Console for Operator<'a> {
    type Operator = ByHand<'a>;

    fn operator(&mut self) -> Option<&mut ByHand<'a>> {
        self.1.as_mut()
    }

    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        assert_eq!(base, BASE);
        let add = |state: &mut State| {
            let id = LevelId(state.levels.keys().map(|id| id.0).max().unwrap() + 1);
            let mut level = state.levels[&BASE].clone();
            level.name = LevelName::new("Copy (1) of API User (system)");
            level.system = false;
            state.levels.insert(id, level);
            id
        };
        self.0.change("copy", add, || LevelId(0)).map_err(not_done)
    }

    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        let save = |state: &mut State| {
            let level = state.levels.get_mut(&level).unwrap();
            if let Some(name) = &edit.name {
                level.name = name.clone();
            }
            level.active = edit.active.unwrap_or(level.active);
            level.cells.extend(edit.cells.clone());
        };
        self.0.change("save", save, || ()).map_err(not_done)
    }

    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        let state = self.0.state.borrow();
        let level = state
            .levels
            .get(&level)
            .ok_or_else(|| ConsoleError::Refused("there is no such level".to_owned()))?;
        Ok(LevelContent {
            name: level.name.clone(),
            active: level.active,
            api_only: true,
            cells: level.cells.clone(),
        })
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        if self.0.state.borrow().nobody {
            return Err(ConsoleError::Nobody);
        }
        let drafts = self
            .0
            .state
            .borrow_mut()
            .writes
            .iter()
            .filter(|write| **write == "draft")
            .count();
        self.0.state.borrow_mut().writes.push("draft");
        let local = key.map_or_else(|| format!("key{drafts}"), str::to_owned);
        Ok(Credentials {
            key: format!("{local}@contoso.example"),
            secret: Secret::new("a secret"),
        })
    }

    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        let key = credentials.key.split('@').next().unwrap().to_owned();
        let add = |state: &mut State| {
            let id = ResourceId(state.resources.keys().map(|id| id.0).max().unwrap() + 1);
            let mut user = resource(&form.first_name, &key, LicenseType::ApiUser, level);
            user.email.clone_from(&form.email);
            user.active = form.active;
            let mut locations = state.locations.iter();
            let chosen =
                locations.find(|(_, name)| form.primary_internal_location.as_ref() == Some(*name));
            user.location = chosen.map(|(id, _)| *id);
            state.resources.insert(id, user);
            let mut shown = content();
            shown.tracking = state.tracking_is.clone().unwrap_or(form.tracking.clone());
            state.forms.insert(id, shown);
            let mut fields = BTreeMap::new();
            fields.extend(
                form.middle_name
                    .clone()
                    .map(|text| (Field::MiddleName, FieldValue::Text(text))),
            );
            fields.extend(
                form.email_type
                    .clone()
                    .map(|text| (Field::EmailTypeCode, FieldValue::Text(text))),
            );
            fields.extend(
                form.lines_of_business
                    .clone()
                    .map(|list| (Field::LinesOfBusiness, FieldValue::List(list))),
            );
            fields.extend(
                form.views_unassigned
                    .map(|flag| (Field::ViewsUnassigned, FieldValue::Flag(flag))),
            );
            fields.extend(
                form.locked
                    .map(|flag| (Field::Locked, FieldValue::Flag(flag))),
            );
            fields.retain(|field, _| Some(*field) != state.dropped);
            set_fields(state, id, &fields);
        };
        self.0.change("save user", add, || ()).map_err(not_done)
    }

    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        let state = self.0.state.borrow();
        if !state.resources.contains_key(&user) {
            return Err(ConsoleError::Refused("there is no such user".to_owned()));
        }
        Ok(state.forms.get(&user).cloned().unwrap_or_else(content))
    }

    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError> {
        let mut state = self.0.state.borrow_mut();
        if state.nobody {
            return Err(ConsoleError::Nobody);
        }
        let drafts = state.writes.iter().filter(|it| **it == "draft secret");
        let secret = format!("new {}", drafts.count());
        state.writes.push("draft secret");
        let key = &state.resources[&user].user_name;
        Ok(Credentials {
            key: format!("{key}@contoso.example"),
            secret: Secret::new(secret),
        })
    }

    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError> {
        assert_eq!(user, USER);
        if self.0.state.borrow().odd == Some(Odd::Refused) {
            return Err(ConsoleError::Refused("it is too short".to_owned()));
        }
        let save = |state: &mut State| state.secrets.push(secret.expose().to_owned());
        self.0.change("save secret", save, || ()).map_err(not_done)
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        let set = |state: &mut State| {
            state.protected_data.insert(user, boxes.clone());
        };
        self.0.change("boxes", set, || ()).map_err(not_done)
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        let state = self.0.state.borrow();
        Ok(state.protected_data.get(&user).cloned().unwrap_or_default())
    }

    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        self.0
            .change("update", |state| set_fields(state, user, fields), || ())
            .map_err(not_done)
    }

    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        let fields = BTreeMap::from([(Field::UserType, FieldValue::Number(level.0))]);
        self.0
            .change(
                "assign",
                |state| set_fields(state, resource, &fields),
                || (),
            )
            .map_err(not_done)
    }
}
