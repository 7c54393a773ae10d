//! The level editor.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellSpec, Section};
use attune_model::{CellId, CellValue, LevelId, LevelName};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::section::Sheet;
use super::{cells, extra, mark};
use crate::console::controls::Control;
use crate::console::frame::{Head, Message};
use crate::console::place::{self, Place};
use crate::console::posted::Posted;
use crate::console::{Visit, reply};
use crate::operator::{Answer, Call, Content, Refusal};
use crate::tenant::{Entity, Level, Tenant};

/// Shows the editor, or saves it.
pub(in crate::console) fn page(visit: &mut Visit<'_>) -> Response {
    let id = visit.request.level();
    let stored = match visit.tenant.visit(Call::ReadLevel { level: id }) {
        Ok(Answer::Level(content)) => content,
        Ok(
            Answer::Copied { .. }
            | Answer::Drafted { .. }
            | Answer::ApiUser(_)
            | Answer::ProtectedData { .. }
            | Answer::Saved,
        ) => {
            return visit.missing("This is no security level.");
        }
        Err(Refusal { refused }) => return visit.missing(&refused),
    };
    if !visit.request.is_post() {
        return show(visit, id, &stored, "", Message::None);
    }
    let posted = visit.posted();
    let (shown, outcome) = save(visit.tenant, id, stored, &posted);
    match outcome {
        Ok(()) if posted.button() == "close" => reply::go(Place::Levels.url()),
        Ok(()) => show(
            visit,
            id,
            &shown,
            posted.open(),
            Message::Done("Saved.".to_owned()),
        ),
        Err(Refusal { refused }) => {
            let words = visit.pen.say(&refused);
            show(visit, id, &shown, posted.open(), Message::Refused(words))
        }
    }
}

/// Saves a form; also what the page then shows, which after a refusal is what was typed.
fn save(
    tenant: &mut Tenant,
    id: LevelId,
    stored: Content,
    posted: &Posted,
) -> (Content, Result<(), Refusal>) {
    let read = cells::read(posted, stored.api_only).and_then(|mut cells| {
        cells.extend(extra::read(posted, &tenant.extra_cells, stored.api_only)?);
        Ok(cells)
    });
    let cells = match read {
        Ok(cells) => cells,
        Err(refusal) => return (stored, Err(refusal)),
    };
    let name = LevelName::new(&posted.text("name"));
    let active = posted.flag("active");
    let mut shown = stored;
    shown.name = name.clone();
    shown.active = active;
    shown.cells.extend(cells.clone());
    let call = Call::SaveLevel {
        level: id,
        name: Some(name),
        active: Some(active),
        cells,
    };
    (shown, tenant.visit(call).map(drop))
}

fn show(visit: &Visit<'_>, id: LevelId, shown: &Content, open: &str, message: Message) -> Response {
    let Some(level) = visit.tenant.levels.get(&id) else {
        return visit.missing("This is no security level.");
    };
    let pen = &visit.pen;
    let editable = !level.is_system();
    let content = pen.tabs(&[
        (pen.say("General"), general(visit, level, shown, open)),
        ("LiveReports Folders".to_owned(), folders()),
        ("Resources".to_owned(), holders(visit.tenant, id)),
    ]);
    let buttons = html! {
        @if editable {
            (pen.submit(&pen.say("Save"), "save"))
            (pen.submit(&pen.say("Save & Close"), "close"))
        }
        (pen.go(if editable { "Cancel" } else { "Close" }, Place::Levels.url()))
        @if !editable {
            span.Note {
                "A system security level cannot be edited"
                (if level.is_copyable() { "; it can be copied." } else { ", and this one cannot be copied." })
            }
        }
    };
    let head = Head::of(pen.say("Security Level"))
        .about(pen.words.level(level))
        .saying(message);
    let action = place::of_level(Place::Level, id);
    let markup = pen.form_page(&head, &action, open, &buttons, &content);
    reply::page(StatusCode::OK, markup)
}

fn general(visit: &Visit<'_>, level: &Level, shown: &Content, open: &str) -> Markup {
    let pen = &visit.pen;
    let editable = !level.is_system();
    let is_open = |heading: &str| open.split('|').any(|it| it == heading);
    let name = Control::new("name", "Name").enabled(editable);
    let active = Control::new("active", "Active").enabled(editable);
    let information = html! {
        (pen.field("name", "Name", true, &pen.text(&name, shown.name.as_str())))
        (pen.labelled_box(&active, shown.active))
        (pen.fixed("License Type", level.license.label()))
    };
    let sheet = Sheet {
        pen,
        cells: &shown.cells,
        editable,
        never: visit.tenant.never(level),
        extra: &visit.tenant.extra_cells,
    };
    html! {
        (pen.section("General Information", true, false, &information))
        @for (section, specs) in sections(&shown.cells) {
            (sheet.section(section, &specs, is_open(&pen.say(section.label()))))
        }
        @for heading in extra::other_sections(&sheet) {
            (pen.section(heading, is_open(heading), editable, &extra::group(&sheet, heading)))
        }
    }
}

/// The sections in the order of the page, with the cells that the level shows.
fn sections(shown: &BTreeMap<CellId, CellValue>) -> BTreeMap<Section, Vec<&'static CellSpec>> {
    let mut sections: BTreeMap<Section, Vec<&'static CellSpec>> = BTreeMap::new();
    for spec in catalogue::cells().filter(|spec| cells::value(shown, spec).is_some()) {
        sections.entry(spec.section).or_default().push(spec);
    }
    sections
}

fn folders() -> Markup {
    html! { p.Hint { "Not simulated: what this tab holds is not established." } }
}

/// The tab with the level's holders; its columns are guessed.
fn holders(tenant: &Tenant, id: LevelId) -> Markup {
    let holders: Vec<_> = tenant
        .records(Entity::Resources)
        .values()
        .filter(|record| tenant.level_of(record).is_some_and(|(held, _)| held == id))
        .collect();
    html! {
        table.Grid {
            thead { tr { th { "Name" } th { "Username" } th { "Active" } } }
            tbody {
                @for record in holders {
                    tr.Display {
                        td { (crate::tenant::full_name(record)) }
                        td { (tenant.login_of(record)) }
                        td { (mark(crate::tenant::is_active(record))) }
                    }
                }
            }
        }
    }
}
