//! The REST API: every entity of the `OpenAPI` document, from the same few tables.

mod acting;
mod auth;
mod create;
mod fault;
mod information;
mod query;
mod records;
mod request;
mod route;
mod shown;
mod stamps;
mod values;
mod zone;

use attune_model::ResourceId;
use axum::http::Method;
use serde_json::{Value, json};

pub(crate) use auth::identifier_of;
pub(crate) use fault::Fault;
pub(crate) use request::Request;
pub(crate) use route::Route;
use route::{Target, What};

use crate::tenant::Tenant;

/// The body of an answer: JSON text, so that a page of records is written without copying them first.
pub(crate) struct Answer(pub(crate) String);

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self(value.to_string())
    }
}

/// Answers a request. Only the zone and the list of versions are told to whoever asks.
pub(crate) fn answer(tenant: &mut Tenant, request: &Request<'_>) -> Result<Answer, Fault> {
    let route = Route::find(request.path).ok_or(Fault::NoRoute)?;
    match (route, request.method) {
        (Route::Zone, &Method::GET) => return zone::zone(tenant, request).map(Answer::from),
        (Route::ApiVersions, &Method::GET) => return Ok(zone::api_versions(tenant).into()),
        _ => {}
    }
    let caller = auth::caller(tenant, request)?;
    if !route.methods().contains(request.method) {
        return Err(Fault::NoMethod(request.method.clone()));
    }
    let value = match route {
        Route::Zone => zone::zone(tenant, request)?,
        Route::ApiVersions => zone::api_versions(tenant),
        Route::Version => zone::version(),
        Route::Threshold => zone::threshold(request.calls),
        Route::Modules => zone::modules(),
        Route::AllInformation => information::all(tenant, request, caller)?,
        Route::Of(target) => return about(tenant, request, caller, target),
    };
    Ok(value.into())
}

fn about(
    tenant: &mut Tenant,
    request: &Request<'_>,
    caller: ResourceId,
    target: Target,
) -> Result<Answer, Fault> {
    let Target {
        entity,
        parent,
        what,
    } = target;
    let value = match (what, request.method) {
        (What::Query, _) => return query::first_page(tenant, request, caller, entity),
        (What::NextPage, _) => return query::next_page(tenant, request, caller, entity),
        (What::Count, _) => query::count(tenant, request, caller, entity),
        (What::Information, _) => information::information(tenant, request, caller, entity),
        (What::Fields, _) => Ok(information::fields(tenant, entity)),
        (What::UserDefinedFields, _) => Ok(information::user_defined(tenant, entity)),
        (What::Collection, &Method::POST) => {
            create::create(tenant, request, caller, entity, parent)
        }
        (What::Collection, &Method::PUT) => records::put(tenant, request, caller, entity, parent),
        (What::Collection, &Method::PATCH) => {
            records::patch(tenant, request, caller, entity, parent)
        }
        (What::Collection, _) => {
            let parent = parent.ok_or(Fault::NoRoute)?;
            records::list(tenant, request, caller, entity, parent)
        }
        (What::Item(id), &Method::DELETE) => {
            records::delete(tenant, request, caller, entity, parent, id)
        }
        (What::Item(id), _) => match parent {
            Some(parent) if entity.is_attachment() => {
                records::attachment(tenant, request, caller, entity, parent, id)
            }
            _ => records::item(tenant, request, caller, entity, parent, id),
        },
    }?;
    Ok(value.into())
}

/// The answer to a write.
fn done(id: i64) -> Value {
    json!({"itemId": id})
}
