//! The filter of a query: 13 operators and two groups (`rest.md` 5).

use std::cmp::Ordering;

use serde_json::Value;

use super::compare::{compare, text};
use crate::fields::{self, FieldSpec};
use crate::rest::Fault;
use crate::rest::request::member;
use crate::tenant::{Entity, Record};

/// The conditions at the top: all must hold, and without any nothing is found.
pub(super) struct Filter(Vec<Condition>);

enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Test {
        field: &'static FieldSpec,
        operator: Operator,
        value: Value,
    },
    /// An unknown operator: the condition is ignored without a word (`rest.md` 4.3).
    Ignored,
}

#[derive(Clone, Copy)]
enum Operator {
    Eq,
    NotEq,
    Gt,
    Gte,
    Lt,
    Lte,
    BeginsWith,
    EndsWith,
    Contains,
    Exist,
    NotExist,
    In,
    NotIn,
}

impl Operator {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "eq" => Self::Eq,
            "noteq" => Self::NotEq,
            "gt" => Self::Gt,
            "gte" => Self::Gte,
            "lt" => Self::Lt,
            "lte" => Self::Lte,
            "beginswith" => Self::BeginsWith,
            "endswith" => Self::EndsWith,
            "contains" => Self::Contains,
            "exist" => Self::Exist,
            "notexist" => Self::NotExist,
            "in" => Self::In,
            "notin" => Self::NotIn,
            _ => return None,
        })
    }
}

impl Filter {
    pub(super) fn of(entity: Entity, conditions: &[Value]) -> Result<Self, Fault> {
        Condition::list(entity, conditions).map(Self)
    }

    pub(super) fn takes(&self, record: &Record) -> bool {
        !self.0.is_empty() && self.0.iter().all(|condition| condition.holds(record))
    }
}

impl Condition {
    fn list(entity: Entity, conditions: &[Value]) -> Result<Vec<Self>, Fault> {
        conditions
            .iter()
            .map(|condition| Self::of(entity, condition))
            .collect()
    }

    fn of(entity: Entity, condition: &Value) -> Result<Self, Fault> {
        let object = condition
            .as_object()
            .ok_or_else(|| Fault::no_body("filter"))?;
        let string = |name| member(object, name).and_then(Value::as_str);
        let operator = string("op").unwrap_or_default().to_ascii_lowercase();
        if matches!(operator.as_str(), "and" | "or") {
            let items = member(object, "items").and_then(Value::as_array);
            let items = Self::list(entity, items.map_or(&[], Vec::as_slice))?;
            return Ok(if operator == "and" {
                Self::All(items)
            } else {
                Self::Any(items)
            });
        }
        let name = string("field").unwrap_or_default();
        let field = fields::find(entity, name)
            .filter(|field| field.queryable)
            .ok_or_else(|| Fault::unknown_field(entity, name))?;
        Ok(match Operator::named(&operator) {
            Some(operator) => Self::Test {
                field,
                operator,
                value: member(object, "value").cloned().unwrap_or_default(),
            },
            None => Self::Ignored,
        })
    }

    fn holds(&self, record: &Record) -> bool {
        match self {
            Self::All(items) => items.iter().all(|item| item.holds(record)),
            Self::Any(items) => items.iter().any(|item| item.holds(record)),
            Self::Test {
                field,
                operator,
                value,
            } => test(*operator, record.get(field.name), value),
            Self::Ignored => true,
        }
    }
}

/// Whether a field's value fits. As in SQL, a missing value fits nothing but `notExist`, not even `noteq`.
fn test(operator: Operator, held: Option<&Value>, wanted: &Value) -> bool {
    let Some(held) = held.filter(|held| !held.is_null()) else {
        return matches!(operator, Operator::NotExist);
    };
    let order = || compare(held, wanted);
    let pair = || (text(held), text(wanted));
    let listed = || {
        let wanted = wanted.as_array().map_or(&[][..], Vec::as_slice);
        wanted
            .iter()
            .any(|one| compare(held, one) == Some(Ordering::Equal))
    };
    match operator {
        Operator::Eq => order() == Some(Ordering::Equal),
        Operator::NotEq => order() != Some(Ordering::Equal),
        Operator::Gt => order() == Some(Ordering::Greater),
        Operator::Gte => order().is_some_and(Ordering::is_ge),
        Operator::Lt => order() == Some(Ordering::Less),
        Operator::Lte => order().is_some_and(Ordering::is_le),
        Operator::BeginsWith => matches!(pair(), (held, wanted) if held.starts_with(&wanted)),
        Operator::EndsWith => matches!(pair(), (held, wanted) if held.ends_with(&wanted)),
        Operator::Contains => matches!(pair(), (held, wanted) if held.contains(&wanted)),
        Operator::Exist => true,
        Operator::NotExist => false,
        Operator::In => listed(),
        Operator::NotIn => !listed(),
    }
}
