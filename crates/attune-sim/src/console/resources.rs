//! The list of people and API users.

use attune_model::ResourceId;
use attune_model::catalogue::LicenseType;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::controls::Item;
use super::frame::Head;
use super::levels::mark;
use super::place::{self, Place};
use super::{Visit, reply};
use crate::tenant::{Entity, Record, full_name, is_active, license_of, text_of};

/// The list, with the button for new API users.
pub(super) fn page(visit: &Visit<'_>) -> Response {
    let pen = &visit.pen;
    let tenant = &*visit.tenant;
    let mut resources: Vec<_> = tenant.records(Entity::Resources).iter().collect();
    resources.sort_by_key(|(_, record)| text_of(record, "lastName").to_lowercase());
    let new = Item::open(pen.say("New API User"), Place::ApiUserNew.url().to_owned());
    let level = |record: &Record| {
        tenant
            .level_of(record)
            .map(|(_, level)| pen.words.level(level))
            .unwrap_or_default()
    };
    let content = html! {
        div.Toolbar { (pen.drop_down(&pen.say("New"), &[new])) }
        table.Grid {
            thead {
                tr {
                    th {} th { "Name" } th { "Username" } th { "Email Address" }
                    th { (pen.say("Security Level")) } th { "License Type" } th { "Active" }
                }
            }
            tbody {
                @for (id, record) in resources {
                    @let (page, url) = editor(ResourceId(*id), record);
                    tr.Display data-row-key=(id) {
                        (pen.row_menu(&[Item::open(pen.say("Edit"), url.clone())]))
                        td { (pen.link(&full_name(record), page, &url)) }
                        td { (text_of(record, "userName")) }
                        td { (text_of(record, "email")) }
                        td { (level(record)) }
                        td { (license_of(record)) }
                        td { (mark(is_active(record))) }
                    }
                }
            }
        }
    };
    let head = Head::of(pen.say("Resources (Users)"));
    reply::page(StatusCode::OK, pen.page(&head, &content))
}

/// The name and the address of the page that edits a resource.
pub(super) fn editor(id: ResourceId, record: &Record) -> (&'static str, String) {
    if license_of(record) == LicenseType::ApiUser {
        ("ApiUser", place::of_api_user(id))
    } else {
        ("Resource", place::of_resource(id))
    }
}
