//! The tenant over REST.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::{
    ActAs, ActError, Authorship, NewNote, NewTicket, Probe, ReadError, ResourceMetadata,
    ResourceWrite, TenantRead, WriteError,
};
use attune_model::{
    Credentials, EffectiveRights, Field, FieldValue, ObservedLevel, Resource, ResourceFields,
    ResourceId, TenantIdentity,
};

use super::{No, Odd, Record, State, World, set_fields};

impl World {
    /// The titles of all tickets and notes.
    pub(crate) fn titles(&self) -> Vec<String> {
        let state = self.state.borrow();
        let records = state.tickets.iter().chain(&state.notes);
        records.map(|record| record.title.clone()).collect()
    }
}

impl TenantRead for World {
    async fn identity(&self) -> Result<TenantIdentity, ReadError> {
        Ok(TenantIdentity {
            database: 1,
            zone: String::new(),
            rest_url: String::new(),
            console_url: String::new(),
        })
    }

    fn caller_key(&self) -> &'static str {
        "attune@contoso.example"
    }

    async fn resource_metadata(&self) -> Result<ResourceMetadata, ReadError> {
        let state = self.state.borrow();
        let levels = state.levels.iter().map(|(id, level)| {
            let level = ObservedLevel {
                name: level.name.clone(),
                active: level.active,
                system: level.system,
                cells: BTreeMap::new(),
            };
            (*id, level)
        });
        Ok(ResourceMetadata {
            levels: levels.collect(),
            fields: ResourceFields {
                locations: state.locations.clone(),
                ..ResourceFields::default()
            },
        })
    }

    async fn resources(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        let state = self.state.borrow();
        match &state.unreadable {
            Some(error) => Err(error.clone()),
            None => Ok(state.resources.clone()),
        }
    }

    async fn api_users(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        let mut users = self.state.borrow().resources.clone();
        users.retain(|_, resource| resource.is_api_user());
        Ok(users)
    }

    async fn resource(&self, id: ResourceId) -> Result<Option<Resource>, ReadError> {
        Ok(self.state.borrow().resources.get(&id).cloned())
    }

    async fn vendors(&self) -> Result<BTreeSet<String>, ReadError> {
        Ok(BTreeSet::new())
    }
}

impl Probe for World {
    async fn effective_rights(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        let mut state = self.state.borrow_mut();
        state.probes.push(credentials.key.clone());
        let local = credentials.key.split('@').next().unwrap();
        let mut users = state.resources.values();
        let user = users.find(|user| user.user_name == local);
        user.and_then(|user| state.rights.get(&user.level).cloned())
            .ok_or_else(|| ReadError::CredentialsRefused {
                host: "rest.example".to_owned(),
                key: credentials.key.clone(),
            })
    }

    async fn peek(
        &self,
        _credentials: &Credentials,
        _entity: &str,
        _person: Option<ResourceId>,
    ) -> Result<(), ActError> {
        Ok(())
    }
}

impl ResourceWrite for World {
    async fn patch_resource(
        &self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), WriteError> {
        self.change("patch", |state| set_fields(state, id, fields), || ())
            .map_err(|no| match no {
                No::Lost => WriteError::Lost("cut".to_owned()),
                No::Refused => WriteError::Refused("not like this".to_owned()),
            })
    }
}

impl ActAs for World {
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError> {
        let local = credentials.key.split('@').next().unwrap();
        let mut state = self.state.borrow_mut();
        let known = state.resources.values().any(|user| user.user_name == local);
        if local == "old" && !state.secrets.is_empty() {
            let secret = credentials.secret.expose().to_owned();
            let was = state.secrets.contains(&secret) && state.odd == Some(Odd::OldWorks);
            let is = state.secrets.last() == Some(&secret);
            state.tried.push(secret);
            return if state.odd == Some(Odd::Bound) {
                Err(ActError::IdentifierRefused("not this one".to_owned()))
            } else if is || was {
                Ok(())
            } else {
                Err(ActError::CredentialsRefused)
            };
        }
        if known && !state.refuses {
            Ok(())
        } else {
            Err(ActError::CredentialsRefused)
        }
    }

    async fn find_ticket(&self, title: &str) -> Result<Option<i64>, ActError> {
        let state = self.state.borrow();
        Ok(state
            .tickets
            .iter()
            .find(|record| record.title == title)
            .map(|record| record.id))
    }

    async fn find_note(&self, _ticket: i64, title: &str) -> Result<Option<i64>, ActError> {
        let state = self.state.borrow();
        Ok(state
            .notes
            .iter()
            .find(|record| record.title == title)
            .map(|record| record.id))
    }

    async fn create_ticket(
        &self,
        _credentials: &Credentials,
        person: ResourceId,
        ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError> {
        let add = |state: &mut State| {
            let id = 8000 + i64::try_from(state.tickets.len()).unwrap();
            let author = state.author_is.unwrap_or(person);
            state.tickets.push(Record {
                id,
                title: ticket.title.to_owned(),
                author,
            });
            id
        };
        self.change("ticket", add, || 1).map_err(not_done)
    }

    async fn create_note(
        &self,
        _credentials: &Credentials,
        person: ResourceId,
        note: &NewNote<'_>,
    ) -> Result<i64, ActError> {
        let add = |state: &mut State| {
            let id = 1 + i64::try_from(state.notes.len()).unwrap();
            let author = state.author_is.unwrap_or(person);
            state.notes.push(Record {
                id,
                title: note.title.to_owned(),
                author,
            });
            id
        };
        self.change("note", add, || 1).map_err(not_done)
    }

    async fn author_of_ticket(&self, ticket: i64) -> Result<Authorship, ActError> {
        let state = self.state.borrow();
        author(state.tickets.iter().find(|record| record.id == ticket))
    }

    async fn author_of_note(&self, _ticket: i64, note: i64) -> Result<Authorship, ActError> {
        let state = self.state.borrow();
        author(state.notes.iter().find(|record| record.id == note))
    }
}

fn not_done(no: No) -> ActError {
    match no {
        No::Lost => ActError::Lost("cut".to_owned()),
        No::Refused => ActError::Refused("not like this".to_owned()),
    }
}

fn author(record: Option<&Record>) -> Result<Authorship, ActError> {
    let record = record.ok_or_else(|| ActError::Refused("no such record".to_owned()))?;
    Ok(Authorship {
        creator: Some(record.author),
        impersonator: None,
    })
}
