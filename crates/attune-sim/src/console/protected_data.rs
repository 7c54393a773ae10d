//! The page `Protected Data Permission`.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::ResourceId;
use attune_model::catalogue::ProtectedData;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::controls::Control;
use super::frame::{Head, Message};
use super::place::Place;
use super::{Visit, reply};
use crate::operator::Refusal;
use crate::tenant::{Entity, full_name, text_of};

/// Shows the page, or saves it.
pub(super) fn page(visit: &mut Visit<'_>) -> Response {
    if !visit.request.is_post() {
        return show(visit, Message::None);
    }
    let posted = visit.posted();
    let chosen: BTreeMap<ResourceId, BTreeSet<ProtectedData>> = visit
        .tenant
        .records(Entity::Resources)
        .keys()
        .map(|id| {
            let columns = ProtectedData::ALL.into_iter();
            let ticked = columns.filter(|column| posted.flag(&key(*id, *column)));
            (ResourceId(*id), ticked.collect())
        })
        .collect();
    let message = match visit.tenant.save_protected_data(chosen) {
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
                    @for column in ProtectedData::ALL { th { (column.label()) } }
                }
            }
            tbody {
                @for (id, record) in resources {
                    @let held = tenant.protected_data_of(ResourceId(*id));
                    tr.Display data-row-key=(id) {
                        td { (full_name(record)) }
                        @for column in ProtectedData::ALL {
                            @let title = format!("{}: {}", full_name(record), column.label());
                            td {
                                (pen.check_box(
                                    &Control::new(&key(*id, column), title), held.contains(&column),
                                ))
                            }
                        }
                    }
                }
            }
        }
        p.Hint { "A tick brings lesser permissions with it." }
    };
    let buttons = pen.submit(&pen.say("Save"), "save");
    let head = Head::of("Protected Data Permission").saying(message);
    let markup = pen.form_page(&head, Place::ProtectedData.url(), "", &buttons, &content);
    reply::page(StatusCode::OK, markup)
}

fn key(id: i64, column: ProtectedData) -> String {
    format!("{id} {}", column.label())
}
