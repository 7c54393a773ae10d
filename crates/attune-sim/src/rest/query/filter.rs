//! The filter of a query: 13 operators and two groups (`rest.md` 5).

use std::cmp::Ordering;

use serde_json::Value;

use super::compare::{compare, text};
use crate::fields::{self, FieldSpec};
use crate::rest::Fault;
use crate::rest::request::member;
use crate::tenant::{Entity, Leniency, Record, Tenant};

/// The conditions at the top: all must hold, and without any nothing is found.
pub(super) struct Filter(Vec<Condition>);

enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Test {
        place: Place,
        operator: Operator,
        value: Value,
    },
    /// An unknown operator: the condition is ignored without a word (`rest.md` 4.3).
    Ignored,
}

/// Where the value stands that a condition is about.
enum Place {
    Field(&'static FieldSpec),
    /// In the list of user-defined fields.
    UserDefined(String),
}

impl Place {
    fn value<'r>(&self, record: &'r Record) -> Option<&'r Value> {
        match self {
            Self::Field(field) => record.get(field.name),
            Self::UserDefined(name) => {
                let fields = record.get("userDefinedFields")?.as_array()?;
                fields
                    .iter()
                    .find(|field| field["name"] == **name)?
                    .get("value")
            }
        }
    }
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

/// The most conditions that groups of `or` may have together; worded as for the former API (`rest.md` 6).
const ALTERNATIVES: usize = 500;

impl Filter {
    pub(super) fn of(tenant: &Tenant, entity: Entity, conditions: &[Value]) -> Result<Self, Fault> {
        let mut reader = Reader {
            tenant,
            entity,
            alternatives: 0,
            user_defined: 0,
        };
        let conditions = reader.list(conditions)?;
        if reader.alternatives > ALTERNATIVES {
            return Err(Fault::Wrong(
                "Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions."
                    .to_owned(),
            ));
        }
        // That only one is allowed is documented; the text is not.
        if reader.user_defined > 1 {
            return Err(Fault::Wrong(
                "A query can have only one condition on a user-defined field.".to_owned(),
            ));
        }
        Ok(Self(conditions))
    }

    pub(super) fn takes(&self, record: &Record) -> bool {
        !self.0.is_empty() && self.0.iter().all(|condition| condition.holds(record))
    }
}

/// Understands conditions, counting what is limited.
struct Reader<'t> {
    tenant: &'t Tenant,
    entity: Entity,
    alternatives: usize,
    user_defined: usize,
}

impl Reader<'_> {
    fn list(&mut self, conditions: &[Value]) -> Result<Vec<Condition>, Fault> {
        conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect()
    }

    fn condition(&mut self, condition: &Value) -> Result<Condition, Fault> {
        let object = condition
            .as_object()
            .ok_or_else(|| Fault::no_body("filter"))?;
        let string = |name| member(object, name).and_then(Value::as_str);
        let operator = string("op").unwrap_or_default().to_ascii_lowercase();
        if matches!(operator.as_str(), "and" | "or") {
            let items = member(object, "items").and_then(Value::as_array);
            let items = self.list(items.map_or(&[], Vec::as_slice))?;
            return Ok(if operator == "and" {
                Condition::All(items)
            } else {
                self.alternatives += items.len();
                Condition::Any(items)
            });
        }
        let name = string("field").unwrap_or_default();
        let place = if member(object, "udf") == Some(&Value::Bool(true)) {
            self.user_defined(name)?
        } else {
            let field = fields::find(self.entity, name).filter(|field| field.queryable);
            Place::Field(field.ok_or_else(|| Fault::unknown_field(self.entity, name))?)
        };
        match Operator::named(&operator) {
            Some(operator) => Ok(Condition::Test {
                place,
                operator,
                value: member(object, "value").cloned().unwrap_or_default(),
            }),
            None if self.tenant.behaviour.unknown_operators == Leniency::Ignored => {
                Ok(Condition::Ignored)
            }
            None => Err(Fault::Wrong(format!("Operator {operator} is invalid."))),
        }
    }

    fn user_defined(&mut self, name: &str) -> Result<Place, Fault> {
        self.user_defined += 1;
        let mut fields = self.tenant.user_defined(self.entity).iter();
        let field = fields.find(|field| field.name.eq_ignore_ascii_case(name));
        let field = field.ok_or_else(|| Fault::unknown_field(self.entity, name))?;
        Ok(Place::UserDefined(field.name.clone()))
    }
}

impl Condition {
    fn holds(&self, record: &Record) -> bool {
        match self {
            Self::All(items) => items.iter().all(|item| item.holds(record)),
            Self::Any(items) => items.iter().any(|item| item.holds(record)),
            Self::Test {
                place,
                operator,
                value,
            } => test(*operator, place.value(record), value),
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
