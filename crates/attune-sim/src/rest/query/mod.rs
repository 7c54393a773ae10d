//! Queries: `query`, `query/next` and `query/count`, by POST with a body or by GET with `search`.

mod compare;
mod filter;
mod page;

use attune_model::ResourceId;
use attune_model::catalogue::Verb;
use axum::http::Method;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use self::filter::Filter;
use self::page::Page;
use super::acting::Acting;
use super::request::{member, whole};
use super::shown::Hidden;
use super::{Answer, Fault, Request};
use crate::tenant::{Entity, Record, Tenant};

/// The most records a page can have, and the number without `maxRecords` (`rest.md` 5).
const PAGE: usize = 500;

/// A query, understood.
struct Query {
    filter: Filter,
    /// The fields to show; all where there are none.
    include: Vec<String>,
    page_size: usize,
}

/// `{Entity}/query`.
pub(super) fn first_page(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
) -> Result<Answer, Fault> {
    let query = Query::of(tenant, request, entity)?;
    let page = Page::first(query.page_size);
    query.run(tenant, request, caller, entity, page)
}

/// `{Entity}/query/next`: the page after, by the method of the first request and with the same query.
///
/// The address that a POST got does not carry the query, so GET finds nothing to answer (`rest.md` 5).
pub(super) fn next_page(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
) -> Result<Answer, Fault> {
    if request.method == Method::GET && request.parameter("search").is_none() {
        return Err(Fault::NoMethod(Method::GET));
    }
    let query = Query::of(tenant, request, entity)?;
    let page = Page::of(request).ok_or_else(|| Fault::no_body("paging"))?;
    query.run(tenant, request, caller, entity, page)
}

/// `{Entity}/query/count`.
pub(super) fn count(
    tenant: &Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    entity: Entity,
) -> Result<Value, Fault> {
    let query = Query::of(tenant, request, entity)?;
    let count = query.found(tenant, request, caller, entity)?.count();
    Ok(json!({"queryCount": count}))
}

impl Query {
    fn of(tenant: &Tenant, request: &Request<'_>, entity: Entity) -> Result<Self, Fault> {
        let body = if request.method == Method::GET {
            let search = request.parameter("search").unwrap_or_default();
            serde_json::from_str(&search).map_err(|_| Fault::no_body("search"))?
        } else {
            request.object("queryModel")?
        };
        // That a query without a filter fails is known; the text is not.
        let conditions = member(&body, "filter")
            .and_then(Value::as_array)
            .ok_or_else(|| Fault::no_body("filter"))?;
        let include = member(&body, "includeFields")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect();
        let page_size = match member(&body, "maxRecords") {
            None | Some(Value::Null) => PAGE,
            Some(number) => whole(number)
                .and_then(|number| usize::try_from(number).ok())
                .filter(|number| (1..=PAGE).contains(number))
                .ok_or_else(|| {
                    Fault::Wrong("maxCountOfRecordsToReturn must be between 1 and 500".to_owned())
                })?,
        };
        Ok(Self {
            filter: Filter::of(tenant, entity, conditions)?,
            include,
            page_size,
        })
    }

    /// The records that it finds among those that the caller, and the person it acts as, see.
    fn found<'t>(
        &'t self,
        tenant: &'t Tenant,
        request: &Request<'_>,
        caller: ResourceId,
        entity: Entity,
    ) -> Result<impl Iterator<Item = (i64, &'t Record)>, Fault> {
        let acting = Acting::authorise(tenant, request, caller, entity, Verb::View)?;
        Ok(tenant
            .records(entity)
            .iter()
            .filter(move |(_, record)| self.filter.takes(record) && acting.reaches(tenant, record))
            .map(|(id, record)| (*id, record)))
    }

    fn run(
        &self,
        tenant: &Tenant,
        request: &Request<'_>,
        caller: ResourceId,
        entity: Entity,
        page: Page,
    ) -> Result<Answer, Fault> {
        let mut found = self
            .found(tenant, request, caller, entity)?
            .skip(page.before());
        let records: Vec<&Record> = found
            .by_ref()
            .take(self.page_size)
            .map(|(_, record)| record)
            .collect();
        let details = page.details(request, entity, records.len(), found.next().is_some());
        let hidden = Hidden::from(tenant, caller, entity, false);
        let columns = |record| Columns {
            record,
            query: self,
            hidden: &hidden,
        };
        let found = Found {
            items: records.into_iter().map(columns).collect(),
            page_details: details,
        };
        // Plain data: it always serialises.
        Ok(Answer(serde_json::to_string(&found).unwrap_or_default()))
    }

    fn shows(&self, name: &str) -> bool {
        let mut include = self.include.iter();
        self.include.is_empty() || include.any(|wanted| wanted.eq_ignore_ascii_case(name))
    }
}

/// A page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'q> {
    items: Vec<Columns<'q>>,
    page_details: Value,
}

/// A record with the fields asked for; the others are absent, not `null`.
struct Columns<'q> {
    record: &'q Record,
    query: &'q Query,
    hidden: &'q Hidden,
}

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self
            .record
            .iter()
            .filter(|(name, _)| self.query.shows(name));
        serializer.collect_map(fields.map(|(name, value)| {
            let hidden = self.hidden.covers(name);
            (name, if hidden { &Value::Null } else { value })
        }))
    }
}
