//! The Integration Center.

use attune_model::ResourceId;
use attune_model::catalogue::LicenseType;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use url::form_urlencoded;

use super::controls::Item;
use super::frame::Head;
use super::levels::mark;
use super::place::{self, Place};
use super::{Visit, reply};
use crate::tenant::{Entity, full_name, is_active, license_of, text_of};

/// The page, with a tab for vendors and one for API users.
pub(super) fn page(visit: &Visit<'_>) -> Response {
    let pen = &visit.pen;
    let content = html! {
        div.Toolbar { (pen.go(&pen.say("Security Levels"), Place::Levels.url())) }
        (pen.tabs(&[
            ("Vendors".to_owned(), vendors(visit)),
            ("API Users".to_owned(), api_users(visit)),
        ]))
    };
    let head = Head::of("Integration Center");
    reply::page(StatusCode::OK, pen.page(&head, &content))
}

fn vendors(visit: &Visit<'_>) -> Markup {
    let users = |vendor: &str| {
        let all = visit.tenant.logins.keys();
        all.filter(|id| visit.tenant.vendor_of(**id) == Some(vendor))
            .count()
    };
    html! {
        table.Grid {
            thead { tr { th {} th { (visit.pen.say("Integration Vendor")) } th { "API Users" } } }
            tbody {
                @for (id, vendor) in &visit.tenant.vendors {
                    tr.Display data-row-key=(id) {
                        (visit.pen.row_menu(&[Item::open("Add API User", new_user(&vendor.label))]))
                        td { (vendor.label) }
                        td { (users(&vendor.label)) }
                    }
                }
            }
        }
    }
}

fn api_users(visit: &Visit<'_>) -> Markup {
    let users = visit
        .tenant
        .records(Entity::Resources)
        .iter()
        .filter(|(_, record)| license_of(record) == LicenseType::ApiUser);
    html! {
        table.Grid {
            thead {
                tr {
                    th {} th { "Name" } th { "Username" }
                    th { (visit.pen.say("Integration Vendor")) } th { "Active" }
                }
            }
            tbody {
                @for (id, record) in users {
                    @let id = ResourceId(*id);
                    @let url = place::of_api_user(id);
                    tr.Display data-row-key=(id) {
                        (visit.pen.row_menu(&[Item::open("Edit API User", url)]))
                        td { (full_name(record)) }
                        td { (text_of(record, "userName")) }
                        td { (visit.tenant.vendor_of(id).unwrap_or("Custom (Internal Integration)")) }
                        td { (mark(is_active(record))) }
                    }
                }
            }
        }
    }
}

/// The form for a new API user of a vendor.
fn new_user(vendor: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("vendor", vendor)
        .finish();
    format!("{}?{query}", Place::ApiUserNew.url())
}
