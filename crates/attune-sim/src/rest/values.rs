//! The values of a write, checked against the fields.

use serde_json::{Value, json};

use super::request::{member, whole};
use super::{Fault, Request};
use crate::fields::{self, FieldSpec, Kind};
use crate::tenant::{Entity, Record, Tenant};

/// What a write sets: known, writable fields only; Autotask ignores all others without a word (`rest.md` 4.3).
pub(super) fn given(
    tenant: &Tenant,
    entity: Entity,
    request: &Request<'_>,
) -> Result<Record, Fault> {
    let body = request.object("restModelInput")?;
    let mut values = Record::new();
    for field in fields::of(entity) {
        if tenant.is_read_only(entity, field) {
            continue;
        }
        if let Some(value) = member(&body, field.name) {
            values.insert(field.name.to_owned(), check(tenant, entity, field, value)?);
        }
    }
    Ok(values)
}

/// That a new record has all it needs.
pub(super) fn require(entity: Entity, values: &Record) -> Result<(), Fault> {
    let missing = fields::of(entity).iter().find(|field| {
        field.required && !field.read_only && values.get(field.name).is_none_or(Value::is_null)
    });
    missing.map_or(Ok(()), |field| Err(Fault::required(field.name)))
}

/// The number of the record that a PATCH is about.
pub(super) fn target(request: &Request<'_>) -> Result<i64, Fault> {
    let body = request.object("restModelInput")?;
    member(&body, "id")
        .and_then(whole)
        .ok_or_else(|| Fault::required("id"))
}

fn check(
    tenant: &Tenant,
    entity: Entity,
    field: &FieldSpec,
    value: &Value,
) -> Result<Value, Fault> {
    if value.is_null() {
        return if field.required {
            Err(Fault::required(field.name))
        } else {
            Ok(Value::Null)
        };
    }
    let value = typed(field, value).ok_or_else(|| Fault::value(field.name))?;
    if let Some(picklist) = field.picklist {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let choices = picklist.choices(tenant);
        if !choices.iter().any(|choice| choice.value == text) {
            return Err(Fault::picklist(field.name, &text));
        }
    }
    // References to entities that the simulator does not serve are taken as they are.
    let served = Entity::ALL
        .into_iter()
        .find(|entity| field.reference == Some(entity.name()));
    if let Some(served) = served
        && value
            .as_i64()
            .is_none_or(|id| !tenant.records(served).contains_key(&id))
    {
        return Err(Fault::reference(entity, field.name, served.name()));
    }
    Ok(value)
}

/// The value in the field's type; texts that are too long are cut without a word (`rest.md` 5).
fn typed(field: &FieldSpec, value: &Value) -> Option<Value> {
    match field.kind {
        Kind::Boolean => match value {
            Value::Bool(flag) => Some(json!(flag)),
            Value::String(text) => text.parse::<bool>().ok().map(Value::Bool),
            Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        },
        Kind::Integer | Kind::Long => whole(value).map(Value::from),
        Kind::Double => value.as_f64().map(Value::from),
        Kind::DateTime => value.as_str().map(Value::from),
        Kind::Text => match value {
            Value::String(text) => Some(Value::String(text.chars().take(field.length).collect())),
            Value::Number(number) => Some(Value::String(number.to_string())),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        },
    }
}
