//! The fields of an API user: what they are to be, what REST shows of them, what only the form shows.

use std::collections::BTreeMap;

use attune_model::{
    ApiUserForm, Field, FieldChange, FieldValue, LevelId, Proof, Resource, ResourceId, Tracking,
};

use crate::executor::{Executor, Stop};
use crate::ports::{ActAs, Console, ResourceWrite, TenantRead};

/// What some fields hold, or are to hold.
pub(crate) type Values = BTreeMap<Field, FieldValue>;

/// What was seen of some fields.
pub(super) struct Seen {
    /// The values.
    pub(super) values: Values,
    /// Those that REST does not show.
    pub(super) of_form: Vec<Field>,
    /// What the form shows, where it was opened.
    pub(super) tracking: Option<Tracking>,
    /// What shows the values: the weakest.
    pub(super) proof: Proof,
}

impl Seen {
    /// The values that REST does not show.
    pub(super) fn form_values(&self) -> Values {
        let mut values = self.values.clone();
        values.retain(|field, _| self.of_form.contains(field));
        values
    }
}

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    /// Looks at these fields: in what REST reported, and on the form where REST shows nothing of one.
    pub(super) async fn look(
        &mut self,
        id: ResourceId,
        reported: &Resource,
        fields: impl Iterator<Item = Field>,
    ) -> Result<Seen, Stop> {
        let mut seen = Seen {
            values: Values::new(),
            of_form: Vec::new(),
            tracking: None,
            proof: Proof::RestFact,
        };
        for field in fields {
            match shown(reported, field) {
                Some(value) => drop(seen.values.insert(field, value)),
                None => seen.of_form.push(field),
            }
        }
        if !seen.of_form.is_empty() {
            let content = self.console.read_api_user(id).await?;
            for field in &seen.of_form {
                let value = content.fields.get(field).ok_or_else(|| {
                    Stop::Failed(format!(
                        "the form of API user {id} does not show \"{}\"",
                        field.label()
                    ))
                })?;
                seen.values.insert(*field, value.clone());
            }
            seen.tracking = Some(content.tracking);
            seen.proof = Proof::ConsoleReread;
        }
        Ok(seen)
    }

    /// What the fields are to hold once the form is saved; `level` is the number behind `form.level`.
    pub(super) async fn wanted(&self, form: &ApiUserForm, level: LevelId) -> Result<Values, Stop> {
        let text = |text: &String| FieldValue::Text(text.clone());
        let mut values = form.optional_fields();
        values.extend([
            (Field::Email, text(&form.email)),
            (Field::FirstName, text(&form.first_name)),
            (Field::IsActive, FieldValue::Flag(form.active)),
            (Field::LastName, text(&form.last_name)),
            (Field::UserType, FieldValue::Number(level.0)),
        ]);
        if let Some(name) = &form.primary_internal_location {
            let locations = self.tenant.resource_metadata().await?.fields.locations;
            let id = locations
                .into_iter()
                .find(|(_, known)| known == name)
                .map(|(id, _)| id)
                .ok_or_else(|| {
                    Stop::Failed(format!("REST lists no internal location \"{name}\""))
                })?;
            values.insert(Field::LocationId, FieldValue::Number(id));
        }
        Ok(values)
    }
}

/// What changed fields are to hold.
pub(crate) fn after(changes: &BTreeMap<Field, FieldChange>) -> Values {
    changes
        .iter()
        .map(|(field, change)| (*field, change.after.clone()))
        .collect()
}

/// What REST shows of a field.
pub(crate) fn shown(resource: &Resource, field: Field) -> Option<FieldValue> {
    match field {
        Field::Email => Some(FieldValue::Text(resource.email.clone())),
        Field::FirstName => Some(FieldValue::Text(resource.first_name.clone())),
        Field::IsActive => Some(FieldValue::Flag(resource.active)),
        Field::LastName => Some(FieldValue::Text(resource.last_name.clone())),
        Field::LocationId => Some(
            resource
                .location
                .map_or_else(|| FieldValue::Text(String::new()), FieldValue::Number),
        ),
        Field::UserType => Some(FieldValue::Number(resource.level.0)),
        Field::DateFormat
        | Field::EmailTypeCode
        | Field::MiddleName
        | Field::NumberFormat
        | Field::TimeFormat => resource.texts.get(&field).cloned().map(FieldValue::Text),
        Field::LinesOfBusiness | Field::Locked | Field::ViewsUnassigned => None,
    }
}

/// The fields that do not hold what they are to hold.
pub(super) fn differing<'a>(
    wanted: &'a Values,
    seen: &'a Values,
) -> impl Iterator<Item = (Field, &'a FieldValue, Option<&'a FieldValue>)> {
    wanted
        .iter()
        .map(|(field, wanted)| (*field, wanted, seen.get(field)))
        .filter(|(field, wanted, now)| !now.is_some_and(|now| is_same(*field, now, wanted)))
}

/// The differences in words; empty where there are none.
pub(super) fn differences(wanted: &Values, seen: &Values) -> String {
    let words: Vec<String> = differing(wanted, seen)
        .map(|(field, wanted, now)| {
            let now = now.map_or_else(|| "not shown".to_owned(), in_words);
            format!("{} is {now}, not {}", field.label(), in_words(wanted))
        })
        .collect();
    words.join("; ")
}

/// A value in a sentence.
pub(super) fn in_words(value: &FieldValue) -> String {
    match value.to_string() {
        text if text.is_empty() => "empty".to_owned(),
        text => text,
    }
}

/// Whether two values mean the same: the form says `Primary` where REST says `PRIMARY`.
pub(crate) fn is_same(field: Field, one: &FieldValue, other: &FieldValue) -> bool {
    match (field, one, other) {
        (Field::EmailTypeCode, FieldValue::Text(one), FieldValue::Text(other)) => {
            one.eq_ignore_ascii_case(other)
        }
        _ => one == other,
    }
}
