//! The API users of one tenant against those of another.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::Verdict;
use crate::{Answer, ApiUser, Value};

/// The API users of two tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApiUsersComparison {
    /// Those that only the first tenant has.
    pub only_a: Vec<ApiUserName>,
    /// Those that only the second tenant has.
    pub only_b: Vec<ApiUserName>,
    /// Those of the same name and e-mail address; case does not count.
    pub both: Vec<ApiUserComparison>,
}

/// Who an API user is in whatever tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApiUserName {
    /// First and last name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// An API user of two tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApiUserComparison {
    /// Who it is in the first.
    pub a: ApiUserName,
    /// Who it is in the second.
    pub b: ApiUserName,
    /// What is compared of it.
    pub fields: Vec<FieldComparison>,
}

/// A value of an API user in two tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldComparison {
    /// The label of the field.
    pub field: String,
    /// What its values are to each other.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl ApiUsersComparison {
    pub(super) fn of(a: &[ApiUser], b: &[ApiUser]) -> Self {
        let mut compared = Self {
            only_a: Vec::new(),
            only_b: Vec::new(),
            both: Vec::new(),
        };
        let (mut left, mut right) = (by_name(a), by_name(b));
        let names: BTreeSet<_> = left.keys().chain(right.keys()).cloned().collect();
        for name in names {
            let a = left.remove(&name).unwrap_or_default();
            let b = right.remove(&name).unwrap_or_default();
            let common = a.len().min(b.len());
            let pairs = a.iter().zip(&b);
            compared.both.extend(pairs.map(|(a, b)| compare(a, b)));
            let rest = |users: &[&ApiUser]| -> Vec<ApiUserName> {
                users.iter().skip(common).map(|user| who(user)).collect()
            };
            compared.only_a.extend(rest(&a));
            compared.only_b.extend(rest(&b));
        }
        compared
    }
}

/// Names and addresses are not promised to be unique, so each has a list.
fn by_name(users: &[ApiUser]) -> BTreeMap<(String, String), Vec<&ApiUser>> {
    let mut named: BTreeMap<_, Vec<&ApiUser>> = BTreeMap::new();
    for user in users {
        let name = (user.name.to_lowercase(), user.email.to_lowercase());
        named.entry(name).or_default().push(user);
    }
    named
}

fn who(user: &ApiUser) -> ApiUserName {
    ApiUserName {
        name: user.name.clone(),
        email: user.email.clone(),
    }
}

/// What a field is called, and what it holds where that is known.
type Field = (&'static str, fn(&ApiUser) -> Option<Value>);

const FIELDS: [Field; 6] = [
    ("Active", |user| Some(Value::Flag(user.active))),
    ("Security Level", |user| word(user.level.name.as_ref())),
    ("Integration Vendor", |user| {
        word(user.integration_vendor.as_ref())
    }),
    ("Internal Integration Name", |user| {
        word(user.custom_integration.as_ref())
    }),
    ("May act as people", |user| flag(user.people.may)),
    ("May act as contacts", |user| flag(user.contacts.may)),
];

fn word(text: Option<&impl ToString>) -> Option<Value> {
    text.map(|text| Value::Word(text.to_string()))
}

fn flag(answer: Answer) -> Option<Value> {
    match answer {
        Answer::Yes => Some(Value::Flag(true)),
        Answer::No => Some(Value::Flag(false)),
        Answer::Unknown => None,
    }
}

fn compare(a: &ApiUser, b: &ApiUser) -> ApiUserComparison {
    let field = |(field, value): Field| FieldComparison {
        field: field.to_owned(),
        verdict: Verdict::of(value(a), value(b)),
    };
    ApiUserComparison {
        a: who(a),
        b: who(b),
        fields: FIELDS.into_iter().map(field).collect(),
    }
}
