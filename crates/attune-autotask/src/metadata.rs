//! From field metadata to levels, locations and vendors.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::ResourceMetadata;
use attune_model::{LevelId, LevelName, ObservedLevel, ResourceField, ResourceFields};

use crate::wire::{Field, Fields, PicklistValue};

/// What the fields of `Resources` tell: the picklist of `userType` is the list of security levels (`rest.md` 1.3).
///
/// # Errors
///
/// What is missing, as a JSON path.
pub(crate) fn of_resources(fields: &Fields) -> Result<ResourceMetadata, String> {
    Ok(ResourceMetadata {
        levels: picklist(fields, "userType")?
            .iter()
            .map(level)
            .collect::<Result<_, _>>()?,
        fields: ResourceFields {
            fields: fields.fields.iter().map(writability).collect(),
            locations: locations(fields)?,
        },
    })
}

/// The vendors' labels: the picklist of `Tickets.apiVendorID`.
///
/// Whether it lists every vendor or only the active ones is not established (`rest.md` 2).
///
/// # Errors
///
/// What is missing, as a JSON path.
pub(crate) fn vendors(fields: &Fields) -> Result<BTreeSet<String>, String> {
    Ok(picklist(fields, "apiVendorID")?
        .iter()
        .filter_map(|value| value.label.clone())
        .collect())
}

fn level(value: &PicklistValue) -> Result<(LevelId, ObservedLevel), String> {
    let missing = |what: &str| {
        format!(
            "fields[userType].picklistValues[{}].{what} is missing",
            value.value
        )
    };
    let level = ObservedLevel {
        name: LevelName::new(value.label.as_deref().ok_or_else(|| missing("label"))?),
        active: value.is_active.ok_or_else(|| missing("isActive"))?,
        system: value.is_system.ok_or_else(|| missing("isSystem"))?,
        cells: BTreeMap::new(),
    };
    Ok((LevelId(number("userType", value)?), level))
}

fn writability(field: &Field) -> (String, ResourceField) {
    let read_only = field.is_read_only.unwrap_or(true);
    (field.name.clone(), ResourceField { read_only })
}

fn locations(fields: &Fields) -> Result<BTreeMap<i64, String>, String> {
    picklist(fields, "locationID")?
        .iter()
        .map(|value| {
            Ok((
                number("locationID", value)?,
                value.label.clone().unwrap_or_default(),
            ))
        })
        .collect()
}

fn picklist<'a>(fields: &'a Fields, name: &str) -> Result<&'a [PicklistValue], String> {
    fields
        .fields
        .iter()
        .find(|field| field.name == name)
        .ok_or_else(|| format!("fields[{name}] is missing"))?
        .picklist_values
        .as_deref()
        .ok_or_else(|| format!("fields[{name}].picklistValues is missing"))
}

fn number(field: &str, value: &PicklistValue) -> Result<i64, String> {
    value
        .value
        .parse()
        .map_err(|_| format!("fields[{field}].picklistValues: a value is not a whole number"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn fields(value: Value) -> Fields {
        serde_json::from_value(value).unwrap()
    }

    fn resources(levels: &Value) -> Fields {
        fields(json!({"fields": [
            {"name": "userType", "isReadOnly": true, "picklistValues": levels},
            {"name": "locationID", "isReadOnly": true, "picklistValues": [{"value": "90682", "label": "HQ"}]},
            {"name": "email", "isReadOnly": false, "picklistValues": null},
            {"name": "gender"},
        ]}))
    }

    #[test]
    fn the_picklist_of_user_type_is_the_list_of_levels() {
        let metadata = of_resources(&resources(&json!([
            {"value": "24", "label": "API User (system)", "isActive": true, "isSystem": true},
            {"value": 48, "label": "Copy (1) of Sales", "isActive": false, "isSystem": false, "sortOrder": 1},
        ])))
        .unwrap();
        let level = |name: &str, active, system| ObservedLevel {
            name: LevelName::new(name),
            active,
            system,
            cells: BTreeMap::new(),
        };
        assert_eq!(
            metadata.levels,
            BTreeMap::from([
                (LevelId(24), level("API User (system)", true, true)),
                (LevelId(48), level("Copy (1) of Sales", false, false)),
            ])
        );
        assert_eq!(
            metadata.fields.locations,
            BTreeMap::from([(90682, "HQ".to_owned())])
        );
        assert!(metadata.fields.is_writable("email"));
        assert!(!metadata.fields.is_writable("userType"));
        assert!(
            !metadata.fields.is_writable("gender"),
            "not said is not writable"
        );
    }

    #[test]
    fn what_is_missing_is_named_and_never_guessed() {
        assert_eq!(
            of_resources(&resources(
                &json!([{"value": "24", "label": "API User (system)", "isActive": true}])
            )),
            Err("fields[userType].picklistValues[24].isSystem is missing".to_owned())
        );
        assert_eq!(
            of_resources(&resources(&Value::Null)),
            Err("fields[userType].picklistValues is missing".to_owned())
        );
        assert_eq!(
            vendors(&fields(json!({"fields": []}))),
            Err("fields[apiVendorID] is missing".to_owned())
        );
    }

    #[test]
    fn vendors_are_labels() {
        let fields = fields(
            json!({"fields": [{"name": "apiVendorID", "picklistValues": [
                {"value": "7", "label": "Tallman.io - Tasky"},
                {"value": "8", "label": null},
            ]}]}),
        );
        assert_eq!(
            vendors(&fields),
            Ok(BTreeSet::from(["Tallman.io - Tasky".to_owned()]))
        );
    }
}
