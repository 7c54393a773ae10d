//! The folder of a workspace that a fleet is in sync with.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use attune_model::{LevelId, ResourceId};
use serde_json::json;

use super::roster::Roster;
use crate::tenant::{Entity, Record, Tenant, is_active, text_of};

const WORKSPACE: &str = "\
workspace: 1
tenants: [\"tenants/*/attune.yaml\"]
baselines: {all: [baselines/levels.yaml]}
";

const CONNECTION: &str = "\
connection:
  userName: {file: user-name}
  secret: {env: AUTOTASK_SECRET}
  integrationCode: {env: AUTOTASK_INTEGRATION_CODE}
";

/// Writes the folder.
pub(super) fn write(roster: &Roster, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        let text = format!("{} has something in it already", folder.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
    }
    let template = &roster.template;
    fs::write(folder.join("attune.workspace.yaml"), WORKSPACE)?;
    fs::create_dir(folder.join("baselines"))?;
    fs::write(folder.join("baselines/levels.yaml"), levels(template))?;
    let blocks = people(template) + &api_users(template);
    for name in roster.tenants.keys() {
        let own = folder.join("tenants").join(name);
        fs::create_dir_all(&own)?;
        let manifest = format!("attune: 1\ntenant: {name}\n{CONNECTION}{blocks}");
        fs::write(own.join("attune.yaml"), manifest)?;
        let tenant = roster.tenant(name).unwrap_or_else(|| template.clone());
        let bootstrap = tenant.resource(tenant.bootstrap);
        let key = bootstrap.map(|record| tenant.login_of(record));
        fs::write(own.join("user-name"), key.unwrap_or_default())?;
    }
    Ok(())
}

/// The custom levels.
fn levels(tenant: &Tenant) -> String {
    let mut text = "attune: 1\nsecurityLevels:\n".to_owned();
    let custom = tenant.levels.iter().filter(|(_, level)| !level.is_system());
    for (id, level) in custom {
        let kind = if level.api_only {
            ", apiOnly: true"
        } else {
            ""
        };
        line(
            &mut text,
            &format!(
                "  level-{id}: {{name: {}, active: {}{kind}}}",
                json!(level.name.as_str()),
                level.active
            ),
        );
    }
    text
}

/// Who holds which level.
fn people(tenant: &Tenant) -> String {
    let mut held: BTreeMap<LevelId, Vec<&str>> = BTreeMap::new();
    for (_, record) in resources(tenant, false) {
        if let Some((id, _)) = tenant.level_of(record) {
            held.entry(id).or_default().push(text_of(record, "email"));
        }
    }
    let mut text = "people:\n".to_owned();
    for (id, emails) in held {
        line(
            &mut text,
            &format!(
                "  level-{id}: {{who: {{emails: {}}}, securityLevel: {}}}",
                json!(emails),
                level(tenant, id)
            ),
        );
    }
    text
}

/// The API users but attune's own.
fn api_users(tenant: &Tenant) -> String {
    let mut text = "apiUsers:\n".to_owned();
    let others = resources(tenant, true).filter(|(id, _)| *id != tenant.bootstrap);
    for (id, record) in others {
        let Some((held, _)) = tenant.level_of(record) else {
            continue;
        };
        line(
            &mut text,
            &format!(
                "  user-{id}: {{firstName: {}, lastName: {}, email: {}, securityLevel: {}, active: {}}}",
                json!(text_of(record, "firstName")),
                json!(text_of(record, "lastName")),
                json!(text_of(record, "email")),
                level(tenant, held),
                is_active(record)
            ),
        );
    }
    text
}

/// People, or API users.
fn resources(tenant: &Tenant, api_users: bool) -> impl Iterator<Item = (ResourceId, &Record)> {
    let resources = tenant.records(Entity::Resources).iter();
    resources
        .map(|(id, record)| (ResourceId(*id), record))
        .filter(move |(id, _)| tenant.logins.contains_key(id) == api_users)
}

/// A level as a manifest means it: custom ones by their handle.
fn level(tenant: &Tenant, id: LevelId) -> String {
    match tenant.levels.get(&id) {
        Some(level) if level.is_system() => json!(level.name.as_str()).to_string(),
        Some(_) | None => format!("level-{id}"),
    }
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
