//! The page `Protected Data Permission`.

use std::collections::BTreeMap;

use attune_model::ResourceId;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::controls::Control;
use super::frame::{Head, Message};
use super::place::Place;
use super::{Visit, reply};
use crate::operator::{Protection, Refusal};
use crate::tenant::{Entity, full_name, text_of};

/// Shows the page, or saves it.
pub(super) fn page(visit: &mut Visit<'_>) -> Response {
    if !visit.request.is_post() {
        return show(visit, Message::None);
    }
    let posted = visit.posted();
    let chosen: BTreeMap<ResourceId, Protection> = visit
        .tenant
        .records(Entity::Resources)
        .keys()
        .map(|id| {
            let ticked = Protection::COLUMNS
                .iter()
                .find(|(_, label)| posted.flag(&key(*id, label)));
            let widest = ticked.map_or(Protection::Nothing, |(protection, _)| *protection);
            (ResourceId(*id), widest)
        })
        .collect();
    let message = match visit.tenant.save_protections(chosen) {
        Ok(_) => Message::Done("Saved.".to_owned()),
        Err(Refusal { refused }) => Message::Refused(refused),
    };
    show(visit, message)
}

fn show(visit: &Visit<'_>, message: Message) -> Response {
    let pen = &visit.pen;
    let tenant = &*visit.tenant;
    let mut resources: Vec<_> = tenant.records(Entity::Resources).iter().collect();
    resources.sort_by_key(|(_, record)| text_of(record, "lastName").to_lowercase());
    let content = html! {
        table.Grid {
            thead {
                tr {
                    th { "Resource" }
                    @for (_, label) in Protection::COLUMNS { th { (label) } }
                }
            }
            tbody {
                @for (id, record) in resources {
                    @let held = tenant.protection_of(ResourceId(*id));
                    tr.Display data-row-key=(id) {
                        td { (full_name(record)) }
                        @for (protection, label) in Protection::COLUMNS {
                            @let title = format!("{}: {label}", full_name(record));
                            td {
                                (pen.check_box(
                                    &Control::new(&key(*id, label), title), held >= protection,
                                ))
                            }
                        }
                    }
                }
            }
        }
        p.Hint { "A tick includes the lesser permissions to its right." }
    };
    let buttons = pen.submit(&pen.say("Save"), "save");
    let head = Head::of("Protected Data Permission").saying(message);
    let markup = pen.form_page(&head, Place::ProtectedData.url(), "", &buttons, &content);
    reply::page(StatusCode::OK, markup)
}

fn key(id: i64, label: &str) -> String {
    format!("{id} {label}")
}
