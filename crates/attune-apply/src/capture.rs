//! Reading pages of the console and adopting what is there: the beginning of a ledger for a tenant that is no longer
//! new.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{Field, Handle, LevelId, Proof, ResourceId, StepId, TenantIdentity, Timestamp};

use crate::ledger::{Event, Fact, Ledger, LedgerError};
use crate::ports::{ApiUserContent, Console, ConsoleError, LevelContent};

/// What pages of the console showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captured {
    /// Levels.
    pub levels: BTreeMap<LevelId, LevelContent>,
    /// API users.
    pub api_users: BTreeMap<ResourceId, CapturedApiUser>,
}

/// What the pages of an API user showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapturedApiUser {
    /// The form.
    pub form: ApiUserContent,
    /// The boxes of the page `Protected Data Permission`.
    pub protected_data: BTreeSet<ProtectedData>,
}

/// Opens the pages of these levels and API users and reads them; saves nothing.
///
/// # Errors
/// [`ConsoleError`] of the first page that could not be read. Nothing is known from it then.
pub async fn capture(
    console: &mut impl Console,
    levels: impl IntoIterator<Item = LevelId>,
    api_users: impl IntoIterator<Item = ResourceId>,
) -> Result<Captured, ConsoleError> {
    let mut captured = Captured::default();
    for level in levels {
        let content = console.read_level(level).await?;
        captured.levels.insert(level, content);
    }
    for user in api_users {
        let form = console.read_api_user(user).await?;
        let protected_data = console.read_protected_data(user).await?;
        captured.api_users.insert(
            user,
            CapturedApiUser {
                form,
                protected_data,
            },
        );
    }
    Ok(captured)
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

/// The fields that REST does not show.
fn form_only(form: &ApiUserContent) -> BTreeMap<Field, attune_model::FieldValue> {
    form.fields
        .iter()
        .filter(|(field, _)| field.rest_name().is_none())
        .map(|(field, value)| (*field, value.clone()))
        .collect()
}
