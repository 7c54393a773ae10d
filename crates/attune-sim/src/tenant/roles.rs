//! `ResourceRoles`: a view of who fills which role in which department, and who works on which queue (`rest.md` 1.5).

use std::sync::Arc;

use serde_json::{Value, json};

use crate::fields;
use crate::tenant::{Entity, Record, Tenant};

impl Tenant {
    /// Makes the view anew after a write to an entity, where that is part of it.
    pub(crate) fn derive_roles_from(&mut self, entity: Entity) {
        let parts = [Entity::ResourceRoleDepartments, Entity::ResourceRoleQueues];
        if parts.contains(&entity) {
            self.derive_roles();
        }
    }

    /// Makes the view anew. Its numbers are even for departments and odd for queues; how Autotask counts is not known.
    pub(crate) fn derive_roles(&mut self) {
        let departments = self.records(Entity::ResourceRoleDepartments).iter();
        let queues = self.records(Entity::ResourceRoleQueues).iter();
        let of_department = |id: i64, record: &Record| {
            let row = fields::record(
                Entity::ResourceRoles,
                [
                    ("id", json!(2 * id)),
                    ("departmentID", value(record, "departmentID")),
                    ("isActive", value(record, "isActive")),
                    ("resourceID", value(record, "resourceID")),
                    ("roleID", value(record, "roleID")),
                ],
            );
            (2 * id, row)
        };
        let of_queue = |id: i64, record: &Record| {
            let row = fields::record(
                Entity::ResourceRoles,
                [
                    ("id", json!(2 * id + 1)),
                    ("isActive", json!(true)),
                    ("queueID", value(record, "queueID")),
                    ("resourceID", value(record, "resourceID")),
                ],
            );
            (2 * id + 1, row)
        };
        let rows = departments
            .map(|(id, record)| of_department(*id, record))
            .chain(queues.map(|(id, record)| of_queue(*id, record)))
            .collect();
        self.tables.insert(Entity::ResourceRoles, Arc::new(rows));
    }
}

fn value(record: &Record, field: &str) -> Value {
    record.get(field).cloned().unwrap_or_default()
}
