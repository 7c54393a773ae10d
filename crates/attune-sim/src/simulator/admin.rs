//! The simulator's own endpoints, where Autotask has nothing: below `{console}simulator`.
//!
//! | path | methods | what |
//! |---|---|---|
//! | `operator` | POST | one visit to an admin page |
//! | `behaviour` | GET, PATCH | the switches; a PATCH names some of them |
//! | `clock` | GET, POST | the tenant's time; `{"advance": SECONDS}` moves it |
//! | `faults` | GET, POST, DELETE | the faults; a POST adds one or a list, a DELETE forgets all |
//! | `log` | GET | every request and what was done to it |
//! | `rights` | GET | which cell decides about which entity, and whether that is known |
//! | `sessions` | DELETE | ends all sessions of the admin pages, also in the middle of a form |
//! | `slips` | GET, POST, DELETE | what goes wrong at the admin pages; a POST adds one or a list, a DELETE forgets all |
//! | `tenant` | GET | the present state as a fixture in YAML |

use axum::Json;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::delivery::Delivery;
use super::{State, console};
use crate::console::PageRequest;
use crate::rights;
use crate::tenant::{Behaviour, Injection, Slip};

/// Answers a request for a path below the console's address, and says how the answer goes out.
pub(super) fn answer(state: &mut State, request: PageRequest<'_>) -> (Response, Delivery) {
    if request.path == "simulator/operator" {
        return disturbed(state, request);
    }
    (undisturbed(state, request), Delivery::Whole)
}

fn undisturbed(state: &mut State, request: PageRequest<'_>) -> Response {
    let Some(path) = request.path.strip_prefix("simulator/") else {
        return visit(state, request);
    };
    let body = request.body;
    let answer = match (path.trim_end_matches('/'), request.method) {
        ("behaviour", &Method::GET) => Ok(json!(state.tenant.behaviour)),
        ("behaviour", &Method::PATCH) => set_behaviour(state, body),
        ("clock", &Method::GET) => Ok(time(state)),
        ("clock", &Method::POST) => advance(state, body),
        ("faults", &Method::GET) => Ok(state.disturbances.list(&state.tenant)),
        ("faults", &Method::POST) => add_faults(state, body),
        ("faults", &Method::DELETE) => {
            state.disturbances.clear(&mut state.tenant);
            Ok(state.disturbances.list(&state.tenant))
        }
        ("log", &Method::GET) => Ok(json!({"requests": state.traffic.log()})),
        ("rights", &Method::GET) => Ok(rights::report()),
        ("slips", &Method::GET) => Ok(slips(state)),
        ("slips", &Method::POST) => add_slips(state, body),
        ("slips", &Method::DELETE) => {
            state.tenant.slips.clear();
            Ok(slips(state))
        }
        ("tenant", &Method::GET) => return state.tenant.dump().into_response(),
        ("behaviour" | "clock" | "faults" | "log" | "rights" | "slips" | "tenant", _) => {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        _ => return visit(state, request),
    };
    match answer {
        Ok(value) => Json(value).into_response(),
        Err(error) => {
            let body = Json(json!({"error": error.to_string()}));
            (StatusCode::BAD_REQUEST, body).into_response()
        }
    }
}

/// A visit to the operator's port, unless a fault is in the way.
fn disturbed(state: &mut State, request: PageRequest<'_>) -> (Response, Delivery) {
    let path = format!("console/{}", request.path);
    let method = request.method.as_str();
    let disturbance = state.disturbances.strike(&state.tenant, method, &path);
    let before = disturbance.lost.then(|| state.tenant.clone());
    let response = match disturbance.instead {
        Some(fault) => fault.into_response(),
        None if disturbance.cut_before => StatusCode::NO_CONTENT.into_response(),
        None => visit(state, request),
    };
    if let Some(before) = before {
        state.tenant = before;
    }
    let response = match disturbance.alteration {
        Some(alteration) => alteration.instead(response),
        None => response,
    };
    (response, disturbance.delivery)
}

/// A visit to an admin page or to the operator's port, and what slipped during it.
fn visit(state: &mut State, request: PageRequest<'_>) -> Response {
    let waiting = state.tenant.slips.len();
    let response = console::answer(&mut state.tenant, &mut state.sessions, request);
    let slipped = waiting.saturating_sub(state.tenant.slips.len());
    let now = state.tenant.clock.now();
    let done = vec!["slip".to_owned(); slipped];
    state
        .traffic
        .note_page(now, &request, response.status().as_u16(), done);
    response
}

fn set_behaviour(state: &mut State, body: &[u8]) -> serde_json::Result<Value> {
    let changes: serde_json::Map<String, Value> = serde_json::from_slice(body)?;
    let mut behaviour = json!(state.tenant.behaviour);
    for (name, value) in changes {
        behaviour[name] = value;
    }
    state.tenant.behaviour = serde_json::from_value::<Behaviour>(behaviour)?;
    Ok(json!(state.tenant.behaviour))
}

/// How far the clock is to move.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    /// In seconds.
    advance: u32,
}

fn advance(state: &mut State, body: &[u8]) -> serde_json::Result<Value> {
    let Advance { advance } = serde_json::from_slice(body)?;
    let by = SignedDuration::from_secs(i64::from(advance));
    state.tenant.clock.advance(by);
    Ok(time(state))
}

fn time(state: &State) -> Value {
    json!({"now": state.tenant.clock.now()})
}

/// One or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore<T> {
    More(Vec<T>),
    One(T),
}

impl<T> From<OneOrMore<T>> for Vec<T> {
    fn from(given: OneOrMore<T>) -> Self {
        match given {
            OneOrMore::More(many) => many,
            OneOrMore::One(one) => vec![one],
        }
    }
}

fn add_faults(state: &mut State, body: &[u8]) -> serde_json::Result<Value> {
    let faults: OneOrMore<Injection> = serde_json::from_slice(body)?;
    state.tenant.faults.extend(Vec::from(faults));
    Ok(state.disturbances.list(&state.tenant))
}

fn slips(state: &State) -> Value {
    json!({"slips": state.tenant.slips})
}

fn add_slips(state: &mut State, body: &[u8]) -> serde_json::Result<Value> {
    let given: OneOrMore<Slip> = serde_json::from_slice(body)?;
    state.tenant.slips.extend(Vec::from(given));
    Ok(slips(state))
}
