//! Reading pages of the console and adopting what is there: the beginning of a ledger for a tenant that is no longer
//! new.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    Field, FieldValue, Handle, LevelId, Proof, ResourceId, StepId, TenantIdentity, Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::ledger::{Event, Fact, Ledger, LedgerError};
use crate::ports::{ApiUserContent, Console, ConsoleError, LevelContent};

/// What pages of the console showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captured {
    /// Levels.
    pub levels: BTreeMap<LevelId, LevelContent>,
    /// API users.
    pub api_users: BTreeMap<ResourceId, CapturedApiUser>,
    /// The pages that could not be read, each with the reason: nothing is known from them.
    pub unread: Vec<(String, String)>,
}

/// What the pages of an API user showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapturedApiUser {
    /// The form.
    pub form: ApiUserContent,
    /// The boxes of the page `Protected Data Permission`.
    pub protected_data: BTreeSet<ProtectedData>,
}

/// Opens the pages of these levels and API users and reads them; saves nothing.
///
/// A page that cannot be read keeps no other from being read.
pub async fn capture(
    console: &mut impl Console,
    levels: impl IntoIterator<Item = LevelId>,
    api_users: impl IntoIterator<Item = ResourceId>,
) -> Captured {
    let mut captured = Captured::default();
    for level in levels {
        match console.read_level(level).await {
            Ok(content) => {
                captured.levels.insert(level, content);
            }
            Err(why) => captured.miss(format!("security level {level}"), &why),
        }
    }
    for user in api_users {
        let form = match console.read_api_user(user).await {
            Ok(form) => form,
            Err(why) => {
                captured.miss(format!("API user {user}"), &why);
                continue;
            }
        };
        match console.read_protected_data(user).await {
            Ok(protected_data) => {
                let seen = CapturedApiUser {
                    form,
                    protected_data,
                };
                captured.api_users.insert(user, seen);
            }
            Err(why) => captured.miss(format!("Protected Data Permission of {user}"), &why),
        }
    }
    captured
}

impl Captured {
    fn miss(&mut self, what: String, why: &ConsoleError) {
        self.unread.push((what, why.to_string()));
    }
}

/// Blocks of a manifest by what they stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Levels.
    pub levels: BTreeMap<LevelId, Handle>,
    /// API users.
    pub api_users: BTreeMap<ResourceId, Handle>,
}

/// Writes into the ledger that these things are attune's from now on, with what was seen of them.
///
/// # Errors
/// [`LedgerError`] where the ledger cannot be written.
pub fn adopt(
    ledger: &mut Ledger,
    tenant: &Handle,
    identity: &TenantIdentity,
    adopted: &Adopted,
    captured: &Captured,
    at: Timestamp,
) -> Result<(), LedgerError> {
    if ledger.memory().remembered.database.is_none() {
        let bound = Event::Bound {
            tenant: tenant.clone(),
            database: identity.database,
        };
        ledger.append(at, bound)?;
    }
    let mut done = |step: String, proof: Proof, facts: Vec<Fact>| {
        let event = Event::Done {
            step: StepId(step),
            proof,
            evidence: "was there already and was imported".to_owned(),
            facts,
        };
        ledger.append(at, event)
    };
    for (id, handle) in &adopted.levels {
        let mut facts = vec![Fact::Level {
            handle: handle.clone(),
            id: *id,
            copy_of: None,
        }];
        let content = captured.levels.get(id);
        if let Some(content) = content {
            facts.push(Fact::Cells {
                level: *id,
                proof: Proof::ConsoleReread,
                cells: content.cells.clone(),
            });
        }
        done(format!("import/level/{handle}"), proof(content), facts)?;
    }
    for (id, handle) in &adopted.api_users {
        let seen = captured.api_users.get(id);
        let mut facts = vec![Fact::ApiUser {
            handle: handle.clone(),
            id: *id,
            tracking: seen.map(|seen| seen.form.tracking.clone()),
            fields: seen.map(|seen| form_only(&seen.form)).unwrap_or_default(),
        }];
        if let Some(seen) = seen {
            facts.push(Fact::ProtectedData {
                handle: handle.clone(),
                id: *id,
                boxes: seen.protected_data.clone(),
            });
        }
        done(format!("import/api-user/{handle}"), proof(seen), facts)?;
    }
    Ok(())
}

/// What shows it: the page that was opened, or REST, which lists what there is.
fn proof<T>(seen: Option<&T>) -> Proof {
    match seen {
        Some(_) => Proof::ConsoleReread,
        None => Proof::RestFact,
    }
}

impl ApiUserContent {
    /// The fields that REST does not show.
    pub(crate) fn hidden(&self) -> impl Iterator<Item = (Field, &FieldValue)> {
        let hidden = |field: &Field| field.rest_name().is_none();
        let fields = self.fields.iter().filter(move |(field, _)| hidden(field));
        fields.map(|(field, value)| (*field, value))
    }
}

/// The fields that REST does not show.
fn form_only(form: &ApiUserContent) -> BTreeMap<Field, FieldValue> {
    form.hidden()
        .map(|(field, value)| (field, value.clone()))
        .collect()
}
