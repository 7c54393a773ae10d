//! Single values that a step sets besides the cells of a level.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, Change, CheckTask, CredentialSink, Date, Field, FieldChange, FieldState, Person,
};

use super::words;
use crate::fields;

/// A value and what is known of it before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    pub(crate) before: Before,
    pub(crate) after: String,
}

/// What was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// Nothing: it is made now.
    New,
    /// Nobody could see it.
    Unknown,
    /// This.
    Was(String),
}

/// A labelled value.
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) shift: Shift,
}

impl Fact {
    fn new(label: &str, after: &str) -> Self {
        Self::shift(label, Before::New, after)
    }

    fn shift(label: &str, before: Before, after: &str) -> Self {
        let shift = Shift {
            before,
            after: words(after),
        };
        Self {
            label: label.to_owned(),
            shift,
        }
    }

    fn field(field: Field, FieldChange { before, after }: &FieldChange) -> Self {
        let before = match before {
            FieldState::Known(value) => Before::Was(words(&value.to_string())),
            FieldState::Unknown => Before::Unknown,
        };
        Self::shift(field.label(), before, &after.to_string())
    }
}

/// The values of a change.
pub(super) fn facts(change: &Change) -> Vec<Fact> {
    match change {
        Change::CopyLevel {
            handle: _,
            base: _,
            name: _,
            active,
            cells: _,
        } => {
            // Ticked is what is expected of a new level.
            let inactive = (!active).then(|| Fact::new(Field::IsActive.label(), "off"));
            inactive.into_iter().collect()
        }
        Change::EditLevel {
            handle: _,
            level,
            rename,
            active,
            cells: _,
            holders: _,
        } => {
            let was = Before::Was(words(level.name().as_str()));
            let rename = rename.as_ref();
            let name = rename.map(|name| Fact::shift("Name", was, name.as_str()));
            let active = active.as_ref();
            let active = active.map(|change| Fact::field(Field::IsActive, change));
            name.into_iter().chain(active).collect()
        }
        Change::CreateApiUser {
            handle: _,
            form,
            credentials,
            replaces,
        } => {
            let mut facts = form_facts(form, credentials);
            facts.extend(replaces.as_ref().map(replaced));
            facts
        }
        Change::RetireApiUser {
            handle: _,
            user: _,
            successor,
            credentials: _,
        } => vec![
            Fact::shift("Active", Before::Was("on".to_owned()), "off"),
            Fact::new("Only after", &format!("{successor} was seen to sign in")),
        ],
        Change::RotateSecret {
            handle: _,
            user: _,
            credentials,
            delivered,
        } => rotation_facts(credentials, *delivered),
        Change::UpdateApiUser {
            handle: _,
            user: _,
            fields,
            tracking: _,
        } => field_facts(fields),
        Change::SetProtectedData {
            handle: _,
            user: _,
            before,
            after,
        } => protected_data(before.as_ref(), after),
        Change::AssignLevel {
            person: _,
            before: _,
            after: _,
        } => Vec::new(),
        Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } => {
            vec![Fact::new(
                "Ledger",
                "noted as attune's; nothing changes in Autotask",
            )]
        }
        Change::Check(CheckTask {
            handle: _,
            api_user: _,
            credentials: _,
            acts_as: _,
            ticket,
            relies_on: _,
        }) => vec![Fact::new(
            "Creates",
            &format!(
                "a ticket (company {}) with an internal note, and reads back who wrote them",
                ticket.company_id
            ),
        )],
    }
}

fn form_facts(form: &ApiUserForm, credentials: &CredentialSink) -> Vec<Fact> {
    let (label, value) = fields::tracking(&form.tracking);
    let level = form.level.name().to_string();
    let mut facts = vec![
        Fact::new(Field::UserType.label(), &level),
        Fact::new(label, &format!("{value} (cannot be changed afterwards)")),
    ];
    let key = form.key.as_ref();
    facts.extend(key.map(|key| Fact::new("Key before the @", key)));
    let rest = fields::form(form).into_iter();
    facts.extend(rest.map(|(field, value)| Fact::new(field.label(), &value)));
    facts.push(Fact::new("Key and secret to", &credentials.to_string()));
    facts
}

fn replaced(old: &Person) -> Fact {
    let id = old.id;
    let what = format!("{old} (resource {id}), whose credentials are set aside");
    Fact::new("Replaces", &what)
}

fn rotation_facts(credentials: &CredentialSink, delivered: Option<Date>) -> Vec<Fact> {
    let before = delivered.map_or(Before::Unknown, |day| Before::Was(format!("of {day}")));
    vec![
        Fact::shift("Secret", before, "a new one; the key stays"),
        Fact::new("New secret to", &credentials.to_string()),
        Fact::new(
            "Old secret",
            "ends when the form is saved; the vendor's calls are refused until it has the new one",
        ),
    ]
}

fn field_facts(fields: &BTreeMap<Field, FieldChange>) -> Vec<Fact> {
    fields
        .iter()
        .map(|(field, change)| Fact::field(*field, change))
        .collect()
}

/// One line a box that is not known to be so already, in the order of the page.
fn protected_data(
    before: Option<&BTreeSet<ProtectedData>>,
    after: &BTreeSet<ProtectedData>,
) -> Vec<Fact> {
    let word = |ticked: bool| if ticked { "on" } else { "off" };
    ProtectedData::ALL
        .into_iter()
        .map(|one| {
            let was = before.map(|before| before.contains(&one));
            (one, was, after.contains(&one))
        })
        .filter(|(_, was, is)| *was != Some(*is))
        .map(|(one, was, is)| {
            let was = was.map_or(Before::Unknown, |was| Before::Was(word(was).to_owned()));
            Fact::shift(one.label(), was, word(is))
        })
        .collect()
}
