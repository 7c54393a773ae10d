//! The editor of a person; only its `Security` tab can be changed here.

use attune_model::{LevelId, ResourceId};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::controls::Control;
use super::frame::{Head, Message};
use super::place::{self, Place};
use super::{Visit, reply};
use crate::operator::{Call, Refusal};
use crate::tenant::{full_name, license_of, text_of};

/// Shows the editor, or saves it.
pub(super) fn page(visit: &mut Visit<'_>) -> Response {
    let id = visit.request.resource("webID");
    if !visit.request.is_post() {
        return show(visit, id, Message::None);
    }
    let posted = visit.posted();
    let Some(level) = posted.level("level") else {
        return show(
            visit,
            id,
            Message::Refused("Security Level is required.".to_owned()),
        );
    };
    let call = Call::AssignLevel {
        resource: id,
        level,
    };
    match visit.tenant.visit(call) {
        Ok(_) if posted.button() == "close" => reply::go(Place::Resources.url()),
        Ok(_) => show(visit, id, Message::Done("Saved.".to_owned())),
        Err(Refusal { refused }) => show(visit, id, Message::Refused(refused)),
    }
}

fn show(visit: &Visit<'_>, id: ResourceId, message: Message) -> Response {
    let pen = &visit.pen;
    let Some(record) = visit.tenant.resource(id) else {
        return visit.missing("There is no such resource.");
    };
    let active = if crate::tenant::is_active(record) {
        "Yes"
    } else {
        "No"
    };
    let general = html! {
        (pen.fixed("First Name", text_of(record, "firstName")))
        (pen.fixed("Last Name", text_of(record, "lastName")))
        (pen.fixed("Title", text_of(record, "title")))
        (pen.fixed("Email Address", text_of(record, "email")))
        (pen.fixed("Active", active))
    };
    let level = visit.tenant.level_of(record).map(|(id, _)| id);
    let label = pen.say("Security Level");
    let security = html! {
        (pen.fixed("Username", &visit.tenant.login_of(record)))
        (pen.fixed("License Type", license_of(record).label()))
        (pen.field("level", &label, true, &levels(visit, Some(id), level)))
    };
    let content = pen.tabs(&[
        (pen.say("General"), general),
        (pen.say("Security"), security),
    ]);
    let buttons = html! {
        (pen.submit(&pen.say("Save"), "save"))
        (pen.submit(&pen.say("Save & Close"), "close"))
        (pen.go("Cancel", Place::Resources.url()))
    };
    let head = Head::of("Resource")
        .about(full_name(record))
        .saying(message);
    let markup = pen.form_page(&head, &place::of_resource(id), "", &buttons, &content);
    reply::page(StatusCode::OK, markup)
}

/// The list of levels for a resource, or for a new API user.
pub(super) fn levels(
    visit: &Visit<'_>,
    resource: Option<ResourceId>,
    chosen: Option<LevelId>,
) -> Markup {
    let pen = &visit.pen;
    let options: Vec<(String, String)> = visit
        .tenant
        .level_choices(resource)
        .into_iter()
        .filter_map(|id| {
            let level = visit.tenant.levels.get(&id)?;
            Some((id.to_string(), pen.words.level(level)))
        })
        .collect();
    let control = Control::new("level", pen.say("Security Level"));
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    pen.choice(&control, &options, &chosen)
}
