//! The list of security levels, its menu, and the level editor.

mod cells;
mod editor;
mod extra;
mod section;

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::controls::Item;
use super::frame::{Head, Message};
use super::place::{self, Place};
use super::{Visit, reply};
use crate::operator::{Answer, Call, Refusal};
use crate::tenant::Level;

pub(super) use editor::page as editor;

/// The list.
pub(super) fn list(visit: &Visit<'_>) -> Response {
    listing(visit, Message::None)
}

/// `Copy Security Level`: makes the copy and opens its editor.
pub(super) fn copy(visit: &mut Visit<'_>) -> Response {
    let base = visit.request.level();
    if !visit.request.is_post() {
        return reply::go(Place::Levels.url());
    }
    match visit.tenant.visit(Call::CopyLevel { base }) {
        Ok(Answer::Copied { level }) => reply::go(&place::of_level(Place::Level, level)),
        Ok(
            Answer::Level(_)
            | Answer::Drafted { .. }
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. }
            | Answer::Saved,
        ) => reply::go(Place::Levels.url()),
        Err(Refusal { refused }) => listing(visit, Message::Refused(refused)),
    }
}

/// `Inactivate`, or `Activate` where the level is not active.
pub(super) fn switch(visit: &mut Visit<'_>) -> Response {
    let id = visit.request.level();
    let active = visit.tenant.levels.get(&id).is_some_and(|it| it.active);
    if !visit.request.is_post() {
        return reply::go(Place::Levels.url());
    }
    let call = Call::SwitchLevel {
        level: id,
        active: !active,
    };
    match visit.tenant.visit(call) {
        Ok(_) => reply::go(Place::Levels.url()),
        Err(Refusal { refused }) => listing(visit, Message::Refused(refused)),
    }
}

fn listing(visit: &Visit<'_>, message: Message) -> Response {
    let pen = &visit.pen;
    let mut levels: Vec<_> = visit.tenant.levels.iter().collect();
    levels.sort_by_key(|(_, level)| level.name.as_str().to_lowercase());
    let content = html! {
        table.Grid {
            thead {
                tr {
                    th {} th { "Name" } th { "System" } th { "License Type" } th { "Active" }
                }
            }
            tbody {
                @for (id, level) in levels {
                    tr.Display data-row-key=(id) {
                        (pen.row_menu(&items(visit, *id, level)))
                        td { (visit.pen.link(&pen.words.level(level), "SecurityLevel", &place::of_level(Place::Level, *id))) }
                        td { (mark(level.is_system())) }
                        td { (level.license) }
                        td { (mark(level.active)) }
                    }
                }
            }
        }
    };
    let head = Head::of(pen.say("Security Levels")).saying(message);
    reply::page(StatusCode::OK, pen.page(&head, &content))
}

fn items(visit: &Visit<'_>, id: attune_model::LevelId, level: &Level) -> [Item; 3] {
    let pen = &visit.pen;
    let object = pen.say(" Security Level");
    let switch = if level.active {
        "Inactivate"
    } else {
        "Activate"
    };
    [
        Item::open(pen.say("Edit"), place::of_level(Place::Level, id)).of(&object),
        Item::change(pen.say("Copy"), place::of_level(Place::LevelCopy, id)).of(&object),
        Item::change(switch, place::of_level(Place::LevelSwitch, id)),
    ]
}

/// A check mark, or nothing.
pub(super) fn mark(on: bool) -> Markup {
    html! { @if on { span.Mark title="Yes" { "✓" } } }
}
