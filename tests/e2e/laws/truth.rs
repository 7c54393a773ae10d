//! Whether what a report says is so in the simulator.

use std::cell::Cell;
use std::collections::BTreeMap;

use attune_apply::Progress;
use attune_model::{
    CellChange, CellId, Change, Field, FieldValue, LevelId, LevelName, LevelRef, Outcome, Plan,
    ResourceId, Step, StepResult,
};
use attune_sim::{Entity, Level, Simulator, Tenant};

/// The level that the manifest of the stories makes.
pub(super) const MADE_LEVEL: &str = "API User (with Impersonation)";

/// Looks at the simulator whenever a step is reported done.
pub(super) struct Witness<'a> {
    pub(super) simulator: &'a Simulator,
    pub(super) plan: &'a Plan,
    /// Whether somebody else set a value since the step began: it may be of after attune's last look.
    pub(super) is_touched: &'a Cell<bool>,
    /// What was reported done and is not so.
    pub(super) wrong: Vec<String>,
}

impl Progress for Witness<'_> {
    fn begins(&mut self, _number: usize, _total: usize, _title: &str) {
        self.is_touched.set(false);
    }

    fn ends(&mut self, result: &StepResult) {
        let Outcome::Done { .. } = result.outcome else {
            return;
        };
        let mut steps = self.plan.steps.iter();
        let step = steps.find(|step| step.id == result.step).unwrap();
        let is_so = self.simulator.with_tenant(|tenant| is_so(tenant, step));
        if !is_so && !self.is_touched.get() {
            self.wrong
                .push(format!("{} is reported done: {}", step.id, result.title));
        }
    }
}

fn is_so(tenant: &Tenant, step: &Step) -> bool {
    match &step.change {
        Change::CopyLevel {
            handle: _,
            base: _,
            name,
            active,
            cells,
        } => {
            let named = tenant.levels().values().filter(|level| level.name == *name);
            let named: Vec<&Level> = named.collect();
            matches!(named[..], [level] if level.active == *active && has(level, cells))
        }
        Change::EditLevel {
            handle: _,
            level,
            rename,
            active,
            cells,
            holders: _,
        } => {
            let level = &tenant.levels()[&number(tenant, level).unwrap()];
            has(level, cells)
                && rename.as_ref().is_none_or(|name| level.name == *name)
                && active
                    .as_ref()
                    .is_none_or(|change| change.after == FieldValue::Flag(level.active))
        }
        Change::CreateApiUser { form, .. } => {
            let users = made_users(tenant);
            users.len() == 1 && number(tenant, &form.level) == Some(held(tenant, users[0]))
        }
        Change::UpdateApiUser { user, fields, .. } => fields.iter().all(|(field, change)| {
            let record = &tenant.records(Entity::Resources)[&user.id.0];
            match (field.rest_name(), &change.after) {
                (Some(name), FieldValue::Flag(flag)) => record[name].as_bool() == Some(*flag),
                (Some(name), FieldValue::Text(text)) => record[name].as_str() == Some(text),
                (Some(_), FieldValue::Number(_) | FieldValue::List(_)) | (None, _) => true,
            }
        }),
        Change::RetireApiUser { user, .. } => {
            let record = &tenant.records(Entity::Resources)[&user.id.0];
            record[Field::IsActive.rest_name().unwrap()].as_bool() == Some(false)
        }
        Change::AssignLevel {
            person,
            before: _,
            after,
        } => number(tenant, after) == Some(held(tenant, person.id)),
        Change::Check(_) => tickets(tenant) > 0,
        Change::SetProtectedData { .. }
        | Change::RotateSecret { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. } => true,
    }
}

fn has(level: &Level, cells: &BTreeMap<CellId, CellChange>) -> bool {
    cells
        .iter()
        .all(|(id, change)| level.cells.get(id) == Some(&change.after))
}

fn number(tenant: &Tenant, level: &LevelRef) -> Option<LevelId> {
    match level {
        LevelRef::Existing { id, name: _ } => Some(*id),
        LevelRef::Planned { step: _, name } => Some(tenant.level_named(name)?.0),
    }
}

/// The level that somebody holds.
pub(super) fn held(tenant: &Tenant, resource: ResourceId) -> LevelId {
    let record = &tenant.records(Entity::Resources)[&resource.0];
    LevelId(record["userType"].as_i64().unwrap())
}

/// The API users that the manifest of the stories asks for, by their first name, which nobody changes.
pub(super) fn made_users(tenant: &Tenant) -> Vec<ResourceId> {
    let records = tenant.records(Entity::Resources).iter();
    let made = records.filter(|(_, record)| record["firstName"].as_str() == Some("Tasky"));
    made.map(|(id, _)| ResourceId(*id)).collect()
}

/// How many tickets checks have left.
pub(super) fn tickets(tenant: &Tenant) -> usize {
    let records = tenant.records(Entity::Tickets).values();
    let made = records.filter(|record| {
        let title = record.get("title").and_then(|title| title.as_str());
        title.is_some_and(|title| title.starts_with("attune check"))
    });
    made.count()
}

/// The names that more than one level has.
pub(super) fn doubled(tenant: &Tenant) -> Vec<LevelName> {
    let mut counts: BTreeMap<LevelName, usize> = BTreeMap::new();
    for level in tenant.levels().values() {
        *counts.entry(level.name.clone()).or_default() += 1;
    }
    let doubled = counts.into_iter().filter(|(_, count)| *count > 1);
    doubled.map(|(name, _)| name).collect()
}
