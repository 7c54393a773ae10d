//! The values of a write, checked against the fields.

use serde_json::{Value, json};

use super::request::{member, whole};
use super::{Fault, Request};
use crate::fields::{self, FieldSpec, Kind};
use crate::tenant::{Entity, Leniency, LongStrings, Record, Tenant};

/// The fields that name the contact who wrote something. Their metadata may say that they are writable, and yet a write
/// has no effect without contact impersonation (`rest.md` 3).
pub(super) const CONTACTS: [&str; 2] = ["createdByContactID", "attachedByContactID"];

/// What a write sets: known, writable fields only; Autotask ignores all others without a word (`rest.md` 4.3).
pub(super) fn given(
    tenant: &Tenant,
    entity: Entity,
    request: &Request<'_>,
) -> Result<Record, Fault> {
    let body = request.object("restModelInput")?;
    refuse_strangers(tenant, entity, &body)?;
    let mut values = Record::new();
    for field in fields::of(entity) {
        if tenant.is_read_only(entity, field) || CONTACTS.contains(&field.name) {
            continue;
        }
        if let Some(value) = member(&body, field.name) {
            values.insert(field.name.to_owned(), check(tenant, entity, field, value)?);
        }
    }
    Ok(values)
}

/// Where the tenant does not ignore properties that a write cannot set.
fn refuse_strangers(tenant: &Tenant, entity: Entity, body: &Record) -> Result<(), Fault> {
    for name in body.keys() {
        let field = fields::find(entity, name);
        let (leniency, fault) = match field {
            None => (
                tenant.behaviour.unknown_properties,
                Fault::unknown_field(entity, name),
            ),
            Some(field) if field.name != "id" && tenant.is_read_only(entity, field) => (
                tenant.behaviour.read_only_properties,
                Fault::not_writable(field.name),
            ),
            Some(_) => continue,
        };
        if leniency == Leniency::Refused {
            return Err(fault);
        }
    }
    Ok(())
}

/// That a new record has all it needs.
pub(super) fn require(entity: Entity, values: &Record) -> Result<(), Fault> {
    let missing = fields::of(entity).iter().find(|field| {
        field.required && !field.read_only && values.get(field.name).is_none_or(Value::is_null)
    });
    missing.map_or(Ok(()), |field| Err(Fault::required(field.name)))
}

/// The number of the record that a change is about.
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
            Ok(field.kind.nothing())
        };
    }
    if field.kind == Kind::UserDefined {
        return user_defined(tenant, entity, value);
    }
    let value = typed(tenant, field, value)?;
    if let Some(picklist) = field.picklist {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let choices = picklist.choices(tenant);
        if !choices.iter().any(|choice| choice.value == text) {
            return Err(Fault::picklist(field.name, &text));
        }
    }
    // References to entities that no tenant here has records of are taken as they are.
    let target = field.reference.and_then(Entity::of_name);
    if let Some(target) = target.filter(|target| fields::spec(*target).known)
        && value
            .as_i64()
            .is_none_or(|id| !tenant.records(target).contains_key(&id))
    {
        return Err(Fault::reference(entity, field.name, target.name()));
    }
    Ok(value)
}

/// The value in the field's type.
fn typed(tenant: &Tenant, field: &FieldSpec, value: &Value) -> Result<Value, Fault> {
    let typed = match field.kind {
        Kind::Boolean => match value {
            Value::Bool(flag) => Some(json!(flag)),
            Value::String(text) => text.parse::<bool>().ok().map(Value::Bool),
            Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        },
        Kind::Integer => whole(value)
            .filter(|number| i32::try_from(*number).is_ok())
            .map(Value::from),
        Kind::Long => whole(value).map(Value::from),
        Kind::Double => value.as_f64().map(Value::from),
        Kind::Bytes | Kind::DateTime => value.as_str().map(Value::from),
        Kind::Text => return text(tenant, field, value),
        Kind::UserDefined => None,
    };
    typed.ok_or_else(|| Fault::value(field.name))
}

/// A text; one that is too long is cut without a word (`rest.md` 5), unless the tenant is strict.
fn text(tenant: &Tenant, field: &FieldSpec, value: &Value) -> Result<Value, Fault> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return Err(Fault::value(field.name));
        }
    };
    if field.length == 0 || text.chars().count() <= field.length {
        return Ok(Value::String(text));
    }
    match tenant.behaviour.long_strings {
        LongStrings::Cut => Ok(Value::String(text.chars().take(field.length).collect())),
        LongStrings::Refused => Err(Fault::too_long(field.name, field.length)),
    }
}

/// `[{"name": ..., "value": ...}]`, of the fields that the tenant has defined; values are texts.
fn user_defined(tenant: &Tenant, entity: Entity, value: &Value) -> Result<Value, Fault> {
    let wrong = || Fault::value("userDefinedFields");
    let mut kept = Vec::new();
    for item in value.as_array().ok_or_else(wrong)? {
        let item = item.as_object().ok_or_else(wrong)?;
        let name = member(item, "name")
            .and_then(Value::as_str)
            .ok_or_else(wrong)?;
        let mut defined = tenant.user_defined(entity).iter();
        let Some(field) = defined.find(|field| field.name.eq_ignore_ascii_case(name)) else {
            if tenant.behaviour.unknown_properties == Leniency::Refused {
                return Err(Fault::unknown_field(entity, name));
            }
            continue;
        };
        let value = match member(item, "value") {
            None | Some(Value::Null) => Value::Null,
            Some(Value::String(text)) => json!(text),
            Some(other) => json!(other.to_string()),
        };
        kept.push(json!({"name": field.name, "value": value}));
    }
    Ok(Value::Array(kept))
}

/// Sets values of a record; user-defined fields that are not named keep theirs.
pub(super) fn merge(record: &mut Record, values: Record) {
    for (name, mut value) in values {
        if let (Some(Value::Array(held)), Value::Array(new)) = (record.get(&name), &mut value) {
            let named = |item: &Value| new.iter().any(|other| other["name"] == item["name"]);
            let kept: Vec<Value> = held.iter().filter(|item| !named(item)).cloned().collect();
            new.extend(kept);
        }
        record.insert(name, value);
    }
}
