//! Asking, and remembering what was answered: two questions that need the same request send it once.

use attune_apply::ports::{Ask, Examine, Guise, Reply};
use attune_model::ResourceId;
use serde_json::{Value, json};

use crate::finding::{Refusal, Why};

/// A number that no record has: the highest that the column of a database may hold.
pub(crate) const NOBODY: i64 = 2_147_483_647;

/// The most pages of people that are read: ten thousand of them show enough.
const PAGES: usize = 20;

/// A look at one tenant.
pub(crate) struct Visit<'a, T> {
    tenant: &'a T,
    /// Whether credentials that are wrong on purpose may be sent.
    pub(crate) wrong_credentials: bool,
    asked: Vec<(Ask, Guise, Result<Reply, Why>)>,
}

/// A person or an API user: numbers only.
#[derive(Clone, Copy)]
pub(crate) struct Holder {
    pub(crate) id: ResourceId,
    pub(crate) level: i64,
    pub(crate) license: i64,
    pub(crate) active: bool,
}

impl<'a, T: Examine> Visit<'a, T> {
    pub(crate) fn new(tenant: &'a T, wrong_credentials: bool) -> Self {
        Self {
            tenant,
            wrong_credentials,
            asked: Vec::new(),
        }
    }

    /// The answer, a refusal included.
    pub(crate) async fn ask(&mut self, ask: Ask, guise: Guise) -> Result<Reply, Why> {
        let known = self
            .asked
            .iter()
            .find(|(known, by, _)| *known == ask && *by == guise);
        if let Some((_, _, reply)) = known {
            return reply.clone();
        }
        let answer = self.tenant.examine(&ask, guise).await;
        let reply = answer.map_err(|_| Why::NoAnswer);
        self.asked.push((ask, guise, reply.clone()));
        reply
    }

    /// The data of an answer.
    pub(crate) async fn data(&mut self, ask: Ask, guise: Guise) -> Result<Value, Why> {
        let reply = self.ask(ask, guise).await?;
        match Refusal::of(&reply) {
            Some(refusal) => Err(Why::Refused(refusal)),
            None => reply.body.ok_or(Why::NotUnderstood),
        }
    }

    /// What the metadata says of a field of an entity; none where it does not list the field.
    pub(crate) async fn field(&mut self, entity: &str, name: &str) -> Result<Option<Value>, Why> {
        let ask = Ask::Get(format!("{entity}/entityInformation/fields"));
        let data = self.data(ask, Guise::Caller).await?;
        let fields = data.get("fields").and_then(Value::as_array);
        let mut fields = fields.ok_or(Why::NotUnderstood)?.iter();
        Ok(fields
            .find(|field| field.get("name").and_then(Value::as_str) == Some(name))
            .cloned())
    }

    /// The values of a field's picklist.
    pub(crate) async fn picklist(&mut self, entity: &str, field: &str) -> Result<Vec<Value>, Why> {
        let field = self.field(entity, field).await?.ok_or(Why::NotUnderstood)?;
        let values = field.get("picklistValues").and_then(Value::as_array);
        values.cloned().ok_or(Why::NotUnderstood)
    }

    /// People and API users, by number.
    pub(crate) async fn holders(&mut self) -> Result<Vec<Holder>, Why> {
        let body = json!({
            "MaxRecords": 500,
            "IncludeFields": ["id", "isActive", "licenseType", "userType"],
            "filter": [{"op": "gte", "field": "id", "value": 0}],
        });
        let mut ask = Ask::Query {
            entity: "Resources",
            body: body.clone(),
        };
        let mut holders = Vec::new();
        for _ in 0..PAGES {
            let page = self.data(ask, Guise::Caller).await?;
            let rows = page.get("items").and_then(Value::as_array);
            for row in rows.ok_or(Why::NotUnderstood)? {
                holders.push(Holder::of(row).ok_or(Why::NotUnderstood)?);
            }
            let Some(url) = page
                .pointer("/pageDetails/nextPageUrl")
                .and_then(Value::as_str)
            else {
                break;
            };
            ask = Ask::NextPage {
                url: url.to_owned(),
                body: Some(body.clone()),
            };
        }
        holders.sort_by_key(|holder| holder.id);
        Ok(holders)
    }
}

impl Holder {
    fn of(row: &Value) -> Option<Self> {
        Some(Self {
            id: ResourceId(number(row.get("id")?)?),
            level: number(row.get("userType")?)?,
            license: number(row.get("licenseType")?)?,
            active: row.get("isActive")?.as_bool()?,
        })
    }
}

/// A whole number, or a text of one.
pub(crate) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether an entry of a picklist is marked as inactive.
pub(crate) fn is_inactive(entry: &Value) -> bool {
    entry.get("isActive").and_then(Value::as_bool) == Some(false)
}

/// A query for one row of any kind.
pub(crate) fn one_row() -> Value {
    json!({
        "MaxRecords": 1,
        "IncludeFields": ["id"],
        "filter": [{"op": "gte", "field": "id", "value": 0}],
    })
}
