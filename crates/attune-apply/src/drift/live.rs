//! What is there, as a manifest would say it.

use std::collections::BTreeSet;

use attune_model::catalogue::api_user_form::{Control, FIELDS};
use attune_model::{
    CellId, CellValue, Field, FieldValue, Handle, LevelName, Live, LiveValue, Place, Reading,
};

use super::Look;

/// A block of the manifest, by its keys.
#[derive(Debug)]
pub(super) struct Block(Vec<String>);

impl Block {
    /// That of a level, where a step comes from it.
    pub(super) fn level(handle: &Handle, origins: &BTreeSet<Place>) -> Option<Self> {
        Self::of("securityLevels", handle, origins)
    }

    /// That of an API user, where a step comes from it.
    pub(super) fn api_user(handle: &Handle, origins: &BTreeSet<Place>) -> Option<Self> {
        Self::of("apiUsers", handle, origins)
    }

    fn of(section: &str, handle: &Handle, origins: &BTreeSet<Place>) -> Option<Self> {
        let keys = vec![section.to_owned(), handle.to_string()];
        origins.contains(&Place::of(&keys)).then_some(Self(keys))
    }

    pub(super) fn place(&self) -> Place {
        Place::of(&self.0)
    }

    /// A value below it.
    pub(super) fn live(&self, keys: &[&str], value: LiveValue) -> Live {
        Live {
            keys: self.below(keys.iter().copied()),
            value,
        }
    }

    /// The keys of a cell of a level.
    pub(super) fn cell(&self, cell: &CellId) -> Vec<String> {
        match cell.labels() {
            Some(labels) => {
                let labels = [labels.section, labels.row]
                    .into_iter()
                    .chain(labels.column);
                self.below(["extra"].into_iter().chain(labels))
            }
            None => self.below(cell.as_str().split('.')),
        }
    }

    fn below<K: AsRef<str>>(&self, keys: impl Iterator<Item = K>) -> Vec<String> {
        let keys = keys.map(|key| key.as_ref().to_owned());
        self.0.iter().cloned().chain(keys).collect()
    }
}

/// The value of a cell.
pub(super) fn of_cell(value: &CellValue) -> LiveValue {
    match value {
        CellValue::Flag(flag) => LiveValue::Flag(*flag),
        CellValue::Number(number) => LiveValue::Number(*number),
        CellValue::Scope(scope) => LiveValue::Text(scope.label().to_owned()),
        CellValue::Word(word) => LiveValue::Text(word.clone()),
    }
}

/// The level that somebody holds, where a block gives them one: a rule under `impersonation` names none.
pub(super) fn of_held(level: &LevelName, origins: &BTreeSet<Place>) -> Option<Live> {
    let place = origins.first()?;
    let keys: Vec<&str> = match place.0.split('.').collect::<Vec<_>>().as_slice() {
        ["people", handle, "securityLevel"] => vec!["people", handle, "securityLevel"],
        ["apiUsers", handle] => vec!["apiUsers", handle, "securityLevel"],
        _ => return None,
    };
    Some(Live {
        keys: keys.into_iter().map(str::to_owned).collect(),
        value: LiveValue::Level(level.clone()),
    })
}

impl Look<'_> {
    /// A field of an API user.
    pub(super) fn live_field(
        &self,
        block: &Block,
        field: Field,
        value: &FieldValue,
    ) -> Option<Live> {
        let keys: &[&str] = match field {
            Field::DateFormat => &["dateFormat"],
            Field::Email => &["email"],
            Field::EmailTypeCode => &["emailType"],
            Field::FirstName => &["firstName"],
            Field::IsActive => &["active"],
            Field::LastName => &["lastName"],
            Field::LinesOfBusiness => &["lineOfBusiness", "associated"],
            Field::LocationId => &["primaryInternalLocation"],
            Field::Locked => &["locked"],
            Field::MiddleName => &["middleName"],
            Field::NumberFormat => &["numberFormat"],
            Field::TimeFormat => &["timeFormat"],
            Field::UserType => &["securityLevel"],
            Field::ViewsUnassigned => &["lineOfBusiness", "viewUnassigned"],
        };
        let value = match (field, value) {
            (Field::LocationId, FieldValue::Number(number)) => match &self.observed.fields {
                Reading::Read(fields) => LiveValue::Text(fields.locations.get(number)?.clone()),
                Reading::Failed(_) => return None,
            },
            (_, FieldValue::Flag(flag)) => LiveValue::Flag(*flag),
            (_, FieldValue::Text(text)) => LiveValue::Text(of_form(field, text)),
            (_, FieldValue::List(entries)) => LiveValue::List(entries.clone()),
            (_, FieldValue::Number(_)) => return None,
        };
        Some(block.live(keys, value))
    }
}

/// The form's word: REST says `PRIMARY` where the form shows `Primary` (`rest.md` 1.2).
fn of_form(field: Field, text: &str) -> String {
    let known = FIELDS.iter().find(|known| known.label == field.label());
    let words = match known.map(|known| known.control) {
        Some(Control::Choice(words)) if field == Field::EmailTypeCode => words,
        Some(_) | None => &[],
    };
    let word = words.iter().find(|word| word.eq_ignore_ascii_case(text));
    word.map_or_else(|| text.to_owned(), |word| (*word).to_owned())
}
