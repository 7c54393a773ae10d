//! The fields of the form for API users: what they take, where they are kept, what they show.

use std::collections::BTreeMap;

use attune_model::{Field, FieldValue, LevelId, ResourceId};
use serde_json::{Value, json};

use super::{Refusal, refuse};
use crate::fields;
use crate::tenant::{Entity, Login, Record, Tenant};

impl Tenant {
    /// That a field takes a value; `held` is the level that the API user holds now.
    pub(super) fn check_field(
        &self,
        field: Field,
        value: &FieldValue,
        held: Option<LevelId>,
    ) -> Result<(), Refusal> {
        let name = field.rest_name().unwrap_or(field.label());
        match (field, value) {
            (Field::Email | Field::FirstName | Field::LastName, FieldValue::Text(text)) => {
                check_text(name, text)
            }
            (Field::MiddleName, FieldValue::Text(text)) => check_length(name, text),
            (
                Field::DateFormat | Field::EmailTypeCode | Field::NumberFormat | Field::TimeFormat,
                FieldValue::Text(text),
            ) if self.code(field, text).is_some() => Ok(()),
            (Field::IsActive | Field::Locked | Field::ViewsUnassigned, FieldValue::Flag(_)) => {
                Ok(())
            }
            (Field::LinesOfBusiness, FieldValue::List(lines)) => {
                match lines
                    .iter()
                    .find(|line| !self.lines_of_business.contains(*line))
                {
                    Some(unknown) => refuse(format!("There is no line of business {unknown}.")),
                    None => Ok(()),
                }
            }
            (Field::LocationId, FieldValue::Number(id)) if self.locations.contains_key(id) => {
                Ok(())
            }
            (Field::UserType, FieldValue::Number(level)) => {
                self.check_level_for_api_user(LevelId(*level), held)
            }
            _ => refuse(format!("{name} does not take {value}.")),
        }
    }

    /// Keeps fields that were checked.
    pub(super) fn set_fields(&mut self, user: ResourceId, fields: BTreeMap<Field, FieldValue>) {
        for (field, value) in fields {
            let value = match (field, value) {
                (Field::Locked, FieldValue::Flag(on)) => {
                    self.set_login(user, |login| login.locked = on);
                    continue;
                }
                (Field::ViewsUnassigned, FieldValue::Flag(on)) => {
                    self.set_login(user, |login| login.sees_unassigned = on);
                    continue;
                }
                (Field::LinesOfBusiness, FieldValue::List(lines)) => {
                    self.set_login(user, |login| login.lines_of_business = lines);
                    continue;
                }
                (_, FieldValue::Text(text)) => json!(self.code(field, &text).unwrap_or(text)),
                (_, value) => json!(value),
            };
            if let (Some(name), Some(record)) = (
                field.rest_name(),
                self.record_mut(Entity::Resources, user.0),
            ) {
                record.insert(name.to_owned(), value);
            }
        }
    }

    fn set_login(&mut self, user: ResourceId, set: impl FnOnce(&mut Login)) {
        if let Some(login) = self.logins.get_mut(&user) {
            set(login);
        }
    }

    /// What the form shows.
    pub(super) fn fields_of(&self, record: &Record, login: &Login) -> BTreeMap<Field, FieldValue> {
        let of_record = [
            Field::DateFormat,
            Field::Email,
            Field::EmailTypeCode,
            Field::FirstName,
            Field::IsActive,
            Field::LastName,
            Field::LocationId,
            Field::MiddleName,
            Field::NumberFormat,
            Field::TimeFormat,
            Field::UserType,
        ];
        let mut shown: BTreeMap<Field, FieldValue> = of_record
            .into_iter()
            .map(|field| {
                let kept = field.rest_name().and_then(|name| record.get(name));
                let value = match kept {
                    Some(Value::Bool(on)) => FieldValue::Flag(*on),
                    Some(Value::Number(number)) => {
                        FieldValue::Number(number.as_i64().unwrap_or_default())
                    }
                    Some(Value::String(text)) => FieldValue::Text(self.word(field, text)),
                    Some(Value::Null | Value::Array(_) | Value::Object(_)) | None => {
                        FieldValue::Text(String::new())
                    }
                };
                (field, value)
            })
            .collect();
        shown.extend([
            (Field::Locked, FieldValue::Flag(login.locked)),
            (
                Field::LinesOfBusiness,
                FieldValue::List(login.lines_of_business.clone()),
            ),
            (
                Field::ViewsUnassigned,
                FieldValue::Flag(login.sees_unassigned),
            ),
        ]);
        shown
    }

    /// The value that a field with a list keeps for a word of the form; none where the list has no such word.
    fn code(&self, field: Field, word: &str) -> Option<String> {
        let picklist = fields::find(Entity::Resources, field.rest_name()?)?.picklist?;
        let mut choices = picklist.choices(self).into_iter();
        let found = choices.find(|choice| {
            choice.label.eq_ignore_ascii_case(word) || choice.value.eq_ignore_ascii_case(word)
        });
        found.map(|choice| choice.value)
    }

    /// The word of the form for a value that a field keeps.
    pub(crate) fn word(&self, field: Field, code: &str) -> String {
        field
            .rest_name()
            .and_then(|name| fields::find(Entity::Resources, name)?.picklist)
            .and_then(|picklist| {
                let mut choices = picklist.choices(self).into_iter();
                choices.find(|choice| choice.value == code)
            })
            .map_or_else(|| code.to_owned(), |choice| choice.label)
    }
}

/// That a required text is there and not too long; an e-mail address need not be real (`security.md` 4).
fn check_text(field: &str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return refuse(format!("{field} is required."));
    }
    check_length(field, text)?;
    if field == "email" && !text.contains('@') {
        return refuse(format!("{text} is not an e-mail address."));
    }
    Ok(())
}

fn check_length(field: &str, text: &str) -> Result<(), Refusal> {
    let longest = length_of(field);
    if text.chars().count() > longest {
        return refuse(format!("{field} takes no more than {longest} characters."));
    }
    Ok(())
}

/// The longest text that a field of `Resources` holds.
pub(super) fn length_of(field: &str) -> usize {
    fields::find(Entity::Resources, field).map_or(0, |field| field.length)
}
