//! The REST API: resources, tickets and their notes; companies to read only.

mod acting;
mod auth;
mod fault;
mod information;
mod query;
mod records;
mod request;
mod route;
mod values;
mod zone;

use axum::http::Method;
use serde_json::{Value, json};

pub(crate) use auth::identifier_of;
pub(crate) use fault::Fault;
pub(crate) use request::Request;
use route::Route;

use crate::tenant::{Entity, Tenant};

/// Answers a request. Only the zone and the list of versions are told to whoever asks.
pub(crate) fn answer(tenant: &mut Tenant, request: &Request<'_>) -> Result<Value, Fault> {
    let route = Route::find(request.path).ok_or(Fault::NoRoute)?;
    match (route, request.method) {
        (Route::Zone, &Method::GET) => return zone::zone(tenant, request),
        (Route::ApiVersions, &Method::GET) => return Ok(zone::api_versions()),
        _ => {}
    }
    let caller = auth::caller(tenant, request)?;
    match (route, request.method) {
        (Route::Version, &Method::GET) => Ok(zone::version()),
        (Route::Threshold, &Method::GET) => Ok(zone::threshold(request.calls)),
        (Route::Query(entity), &Method::GET | &Method::POST) => {
            query::first_page(tenant, request, caller, entity)
        }
        (Route::NextPage(entity), &Method::GET | &Method::POST) => {
            query::next_page(tenant, request, caller, entity)
        }
        (Route::Count(entity), &Method::GET | &Method::POST) => {
            query::count(tenant, request, caller, entity)
        }
        (Route::Information(entity), &Method::GET) => {
            information::information(tenant, caller, entity)
        }
        (Route::Fields(entity), &Method::GET) => Ok(information::fields(tenant, entity)),
        (Route::UserDefinedFields(_), &Method::GET) => Ok(json!({"fields": []})),
        (Route::Item(entity, id), &Method::GET) => {
            records::item(tenant, request, caller, entity, id)
        }
        (Route::Collection(entity @ (Entity::Resources | Entity::Tickets)), &Method::PATCH) => {
            records::patch(tenant, request, caller, entity)
        }
        (Route::Collection(Entity::Tickets), &Method::POST) => {
            records::create_ticket(tenant, request, caller)
        }
        (Route::NotesOf(ticket), &Method::GET) => records::notes(tenant, request, caller, ticket),
        (Route::NotesOf(ticket), &Method::POST) => {
            records::create_note(tenant, request, caller, ticket)
        }
        (_, method) => Err(Fault::NoMethod(method.clone())),
    }
}
