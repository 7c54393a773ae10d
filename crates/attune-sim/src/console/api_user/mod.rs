//! The form for API users: new ones and existing ones.

mod form;
mod state;

use attune_model::catalogue::LicenseType;
use attune_model::{Field, FieldValue, ResourceId};
use axum::response::Response;

use super::frame::Message;
use super::place::{self, Place};
use super::{Visit, reply};
use crate::operator::{Answer, ApiUserEdit, ApiUserForm, Call, Refusal, TrackingChoice};
use crate::tenant::{Tenant, license_of};
use state::State;

/// `New API User`; an address that names a vendor chooses it.
pub(super) fn create(visit: &mut Visit<'_>) -> Response {
    if !visit.request.is_post() {
        let vendor = visit.request.parameter("vendor").unwrap_or_default();
        let state = State::new(visit.tenant, &vendor);
        return form::show(visit, None, &state, Message::None);
    }
    let posted = visit.posted();
    let mut state = State::sent(visit.tenant, &posted, State::new(visit.tenant, ""));
    if press(visit.tenant, posted.button(), &mut state) {
        return form::show(visit, None, &state, Message::None);
    }
    match save_new(visit.tenant, &state) {
        Ok(()) if posted.button() == "close" => reply::go(Place::Resources.url()),
        Ok(()) => match visit.tenant.resource_of_login(&state.key) {
            Some(id) => reply::go(&format!("{}&saved=yes", place::of_api_user(id))),
            None => reply::go(Place::Resources.url()),
        },
        Err(Refusal { refused }) => form::show(visit, None, &state, Message::Refused(refused)),
    }
}

/// The form of an existing API user.
pub(super) fn edit(visit: &mut Visit<'_>) -> Response {
    let id = visit.request.resource("resourceId");
    let Some(stored) = stored(visit.tenant, id) else {
        return visit.missing("There is no such API user.");
    };
    if !visit.request.is_post() {
        let saved = visit.request.parameter("saved").is_some();
        let message = if saved { done() } else { Message::None };
        return form::show(visit, Some(id), &stored, message);
    }
    let posted = visit.posted();
    let mut state = State::sent(visit.tenant, &posted, stored);
    if press(visit.tenant, posted.button(), &mut state) {
        return form::show(visit, Some(id), &state, Message::None);
    }
    let vendor = posted.get("vendor").map(str::to_owned);
    match save_edit(visit.tenant, id, &state, vendor) {
        Ok(()) if posted.button() == "close" => reply::go(Place::Resources.url()),
        Ok(()) => match self::stored(visit.tenant, id) {
            Some(state) => form::show(visit, Some(id), &state, done()),
            None => reply::go(Place::Resources.url()),
        },
        Err(Refusal { refused }) => form::show(visit, Some(id), &state, Message::Refused(refused)),
    }
}

fn done() -> Message {
    Message::Done("Saved.".to_owned())
}

fn stored(tenant: &Tenant, id: ResourceId) -> Option<State> {
    let record = tenant.resource(id)?;
    (license_of(record) == LicenseType::ApiUser)
        .then(|| State::of(tenant, record, tenant.logins.get(&id)))
}

/// `Generate Key` and `Generate Secret`; false where another button was pressed.
fn press(tenant: &mut Tenant, button: &str, state: &mut State) -> bool {
    if !matches!(button, "key" | "secret") {
        return false;
    }
    if let Ok(Answer::Drafted { key, secret }) = tenant.visit(Call::DraftApiUser { key: None }) {
        if button == "key" {
            state.key = key;
        } else {
            state.secret = attune_model::Secret::new(secret);
        }
    }
    true
}

fn save_new(tenant: &mut Tenant, state: &State) -> Result<(), Refusal> {
    let Some(level) = state.level else {
        return required("Security Level");
    };
    let tracking = match state.kind.as_str() {
        state::VENDOR if state.vendor.is_empty() => return required("Integration Vendor"),
        state::VENDOR => TrackingChoice::Vendor(state.vendor.clone()),
        state::CUSTOM => TrackingChoice::Custom {
            name: state.integration_name.clone(),
            identifier: state.identifier.clone(),
        },
        _ => return required("API Tracking Identifier"),
    };
    let form = ApiUserForm {
        first_name: state.first_name.clone(),
        last_name: state.last_name.clone(),
        email: state.email.clone(),
        active: state.active,
        level,
        location: Some(state.location.clone()),
        tracking,
        key: state.key.clone(),
        secret: state.secret.clone(),
        fields: state.fields(),
    };
    tenant.save_api_user(form).map(drop)
}

fn save_edit(
    tenant: &mut Tenant,
    id: ResourceId,
    state: &State,
    vendor: Option<String>,
) -> Result<(), Refusal> {
    let Some(level) = state.level else {
        return required("Security Level");
    };
    let text = |text: &String| FieldValue::Text(text.clone());
    let mut fields = state.fields();
    fields.extend([
        (Field::Email, text(&state.email)),
        (Field::FirstName, text(&state.first_name)),
        (Field::LastName, text(&state.last_name)),
        (Field::IsActive, FieldValue::Flag(state.active)),
        (Field::UserType, FieldValue::Number(level.0)),
    ]);
    let mut locations = tenant.locations.iter();
    if let Some((location, _)) = locations.find(|(_, name)| **name == state.location) {
        fields.insert(Field::LocationId, FieldValue::Number(*location));
    }
    let secret = (!state.secret.expose().is_empty()).then(|| state.secret.clone());
    let edit = ApiUserEdit {
        fields,
        secret,
        vendor,
    };
    tenant.edit_api_user(id, edit).map(drop)
}

fn required(label: &str) -> Result<(), Refusal> {
    Err(Refusal {
        refused: format!("{label} is required."),
    })
}
