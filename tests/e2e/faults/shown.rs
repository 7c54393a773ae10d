//! What a tenant holds, and whether it is what a run says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use attune_apply::{Held, SecretSinks};
use attune_model::{
    ApplyReport, CellChange, CellId, Change, CredentialSink, Field, FieldValue, LevelName, Outcome,
    Plan,
};
use attune_sim::{Entity, Level, Tenant};
use serde_json::Value;

/// The lists of a tenant's file, by name.
#[derive(Debug)]
pub(super) struct Shown(BTreeMap<String, Vec<Value>>);

impl Shown {
    pub(super) fn of(tenant: &Tenant) -> Self {
        let mut lists: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let mut name = String::new();
        for line in tenant.dump().lines() {
            match line.trim_start().strip_prefix("- ") {
                Some(item) => {
                    let list = lists.entry(name.clone()).or_default();
                    list.push(serde_json::from_str(item).unwrap());
                }
                None => line.trim().trim_end_matches(':').clone_into(&mut name),
            }
        }
        Self(lists)
    }

    fn list(&self, name: &str) -> &[Value] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Everything that attune answers for, without what differs from run to run: numbers, keys, secrets, times.
    pub(super) fn essence(&self) -> BTreeMap<&'static str, Vec<String>> {
        let picked = |name: &str, keys: &[&str]| {
            let items = self.list(name).iter();
            let line = |item: &Value| {
                let values = keys.iter().map(|key| format!("{key}: {}", item[key]));
                values.collect::<Vec<_>>().join(", ")
            };
            let mut lines: Vec<String> = items.map(line).collect();
            lines.sort();
            lines
        };
        let mut checks: Vec<String> = [self.checks("Tickets"), self.checks("TicketNotes")].concat();
        checks.sort();
        BTreeMap::from([
            (
                "levels",
                picked("levels", &["name", "copyOf", "active", "cells"]),
            ),
            ("people", picked("people", &["id", "level", "active"])),
            (
                "api users",
                picked(
                    "apiUsers",
                    &[
                        "firstName",
                        "lastName",
                        "email",
                        "level",
                        "active",
                        "locked",
                        "tracking",
                    ],
                ),
            ),
            ("checks", checks),
        ])
    }

    /// The tickets or notes of checks, each with its entity and the check's handle.
    fn checks(&self, entity: &str) -> Vec<String> {
        let titles = self
            .list(entity)
            .iter()
            .filter_map(|item| item["title"].as_str());
        let handles = titles.filter_map(|title| title.strip_prefix("attune check "));
        let handles = handles.map(|rest| rest.split(' ').next().unwrap_or_default());
        handles.map(|handle| format!("{entity} {handle}")).collect()
    }

    /// What is there twice.
    pub(super) fn doubles(&self) -> Vec<String> {
        let levels = self.list("levels").iter().map(|it| it["name"].to_string());
        let users = self.list("apiUsers").iter();
        let users =
            users.map(|it| format!("{} {} {}", it["firstName"], it["lastName"], it["email"]));
        let checks = [self.checks("Tickets"), self.checks("TicketNotes")].concat();
        let mut seen = BTreeSet::new();
        let all = levels.chain(users).chain(checks);
        all.filter(|it| !seen.insert(it.clone())).collect()
    }

    /// Levels, people and API users that were active before and are not now.
    pub(super) fn inactivated_since(&self, before: &Self) -> BTreeSet<String> {
        let active = |shown: &Self| -> BTreeMap<String, String> {
            let lists = ["levels", "people", "apiUsers"].into_iter();
            let items = lists.flat_map(|name| shown.list(name).iter().map(move |it| (name, it)));
            let active = items.filter(|(_, item)| item["active"] == true);
            active
                .map(|(name, item)| {
                    let label = item.get("name").unwrap_or(&item["firstName"]).to_string();
                    (format!("{name} {}", item["id"]), label)
                })
                .collect()
        };
        let now = active(self);
        let before = active(before).into_iter();
        before
            .filter(|(id, _)| !now.contains_key(id))
            .map(|(_, label)| label)
            .collect()
    }
}

/// Every step that is reported done and is not so.
pub(super) fn wrongly_done(
    plan: &Plan,
    report: &ApplyReport,
    tenant: &Tenant,
    folder: &Path,
) -> Vec<String> {
    let shown = Shown::of(tenant);
    let mut wrong = Vec::new();
    for result in &report.results {
        let step = plan
            .steps
            .iter()
            .find(|step| step.id == result.step)
            .unwrap();
        if matches!(result.outcome, Outcome::Done { .. })
            && let Err(why) = is_so(&step.change, tenant, &shown, folder)
        {
            wrong.push(format!("\"{}\" is reported done: {why}", result.title));
        }
    }
    wrong
}

fn is_so(change: &Change, tenant: &Tenant, shown: &Shown, folder: &Path) -> Result<(), String> {
    match change {
        Change::CopyLevel {
            name,
            active,
            cells,
            ..
        } => {
            let level = level(tenant, name)?;
            require(level.active == *active, "Active is otherwise")?;
            holds(level, cells)
        }
        Change::EditLevel {
            level: edited,
            rename,
            active,
            cells,
            ..
        } => {
            let level = level(tenant, rename.as_ref().unwrap_or(edited.name()))?;
            if let Some(active) = active {
                let wanted = active.after == FieldValue::Flag(true);
                require(level.active == wanted, "Active is otherwise")?;
            }
            holds(level, cells)
        }
        Change::CreateApiUser {
            form, credentials, ..
        } => {
            let users = shown.list("apiUsers").iter();
            let users: Vec<&Value> = users
                .filter(|it| {
                    it["firstName"] == *form.first_name && it["lastName"] == *form.last_name
                })
                .collect();
            let [user] = users[..] else {
                return Err(format!("there are {} of it", users.len()));
            };
            require(
                user["level"] == *form.level.name().as_str() && user["active"] == form.active,
                "its level or Active is otherwise",
            )?;
            signs_in(user, credentials, folder)
        }
        Change::UpdateApiUser { user, fields, .. } => {
            let record = tenant.records(Entity::Resources).get(&user.id.0);
            let record = record.ok_or("it is not there")?;
            match fields.get(&Field::IsActive) {
                Some(change) => require(
                    record["isActive"] == (change.after == FieldValue::Flag(true)),
                    "Active is otherwise",
                ),
                None => Ok(()),
            }
        }
        Change::RetireApiUser { user, .. } => {
            let record = tenant.records(Entity::Resources).get(&user.id.0);
            require(
                record.is_some_and(|it| it["isActive"] == false),
                "it is active",
            )
        }
        Change::AssignLevel { person, after, .. } => {
            let record = tenant.records(Entity::Resources).get(&person.id.0);
            let record = record.ok_or("it is not there")?;
            let (id, _) = tenant
                .level_named(after.name())
                .ok_or("the level is not there")?;
            require(record["userType"] == id.0, "the level is another one")
        }
        Change::Check(task) => {
            let count = |entity: &str| {
                let wanted = format!("{entity} {}", task.handle);
                let checks = shown.checks(entity).into_iter();
                checks.filter(|check| *check == wanted).count()
            };
            let counts = (count("Tickets"), count("TicketNotes"));
            require(
                counts == (1, 1),
                &format!("there are {counts:?} tickets and notes"),
            )
        }
        Change::RotateSecret { .. }
        | Change::SetProtectedData { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. } => Err("no story of these tests does that".to_owned()),
    }
}

fn level<'a>(tenant: &'a Tenant, name: &LevelName) -> Result<&'a Level, String> {
    let found = tenant.level_named(name).map(|(_, level)| level);
    found.ok_or_else(|| "it is not there".to_owned())
}

fn holds(level: &Level, cells: &BTreeMap<CellId, CellChange>) -> Result<(), String> {
    let other = cells
        .iter()
        .find(|(cell, change)| level.cells.get(*cell) != Some(&change.after));
    match other {
        None => Ok(()),
        Some((cell, _)) => Err(format!("{cell:?} is otherwise")),
    }
}

/// Whether what was delivered is what the tenant takes.
fn signs_in(user: &Value, sink: &CredentialSink, folder: &Path) -> Result<(), String> {
    match SecretSinks::in_folder(folder).load(sink) {
        Ok(Held::AtHand(credentials)) => require(
            user["key"] == *credentials.key && user["secret"] == *credentials.secret.expose(),
            "other credentials were delivered",
        ),
        Ok(Held::NotThere | Held::NotAtHand(_)) | Err(_) => {
            Err("no credentials are there".to_owned())
        }
    }
}

fn require(is_so: bool, else_: &str) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(else_.to_owned()) }
}
