//! One section of the level editor, drawn from the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{CellSpec, RESOURCE_IMPERSONATION, Section, Verb};
use attune_model::{CellId, CellValue};
use maud::{Markup, html};

use super::{cells, extra};
use crate::console::controls::Pen;
use crate::tenant::ExtraCell;

/// What a section is drawn from.
pub(super) struct Sheet<'a> {
    pub(super) pen: &'a Pen,
    pub(super) cells: &'a BTreeMap<CellId, CellValue>,
    pub(super) editable: bool,
    /// The cells that the level can never give, though it is edited.
    pub(super) never: &'static [&'static str],
    /// The cells that the catalogue does not have.
    pub(super) extra: &'a [ExtraCell],
}

impl Sheet<'_> {
    /// A section with those of its cells that the level shows; those that the catalogue does not have come last.
    pub(super) fn section(&self, section: Section, specs: &[&CellSpec], open: bool) -> Markup {
        let mut groups: Vec<(&str, Vec<&CellSpec>)> = Vec::new();
        for spec in specs {
            let (table, _) = split(spec.group);
            match groups.last_mut() {
                Some((heading, members)) if *heading == table => members.push(spec),
                _ => groups.push((table, vec![spec])),
            }
        }
        let content = html! {
            @for (heading, members) in &groups {
                div.Group {
                    @if !heading.is_empty() { h3 { (self.pen.say(heading)) } }
                    (self.table(members))
                    (self.list(members))
                }
            }
            (extra::group(self, section.label()))
        };
        let heading = self.pen.say(section.label());
        self.pen.section(&heading, open, self.editable, &content)
    }

    /// The cells with columns, a row each object.
    fn table(&self, specs: &[&CellSpec]) -> Markup {
        let verbs: BTreeSet<Verb> = specs.iter().filter_map(|spec| spec.column).collect();
        let mut rows: Vec<(&str, &str, Vec<&CellSpec>)> = Vec::new();
        for spec in specs.iter().filter(|spec| spec.column.is_some()) {
            let (_, part) = split(spec.group);
            match rows.last_mut() {
                Some((of, row, members)) if *of == part && *row == spec.row => members.push(spec),
                _ => rows.push((part, spec.row, vec![spec])),
            }
        }
        let impersonation = specs
            .iter()
            .any(|spec| spec.path.starts_with(RESOURCE_IMPERSONATION));
        let parts: Vec<&str> = rows.iter().map(|(part, _, _)| *part).collect();
        html! {
            @if !rows.is_empty() {
                table.Permissions {
                    thead {
                        tr {
                            th { "Object" }
                            @for verb in &verbs { th { (column(*verb, impersonation)) } }
                        }
                    }
                    tbody {
                        @for (index, (part, row, members)) in rows.iter().enumerate() {
                            @let before = index.checked_sub(1).and_then(|it| parts.get(it));
                            @if !part.is_empty() && before != Some(part) {
                                tr.Part { th colspan=(verbs.len() + 1) { (self.pen.say(part)) } }
                            }
                            tr {
                                td { (self.pen.say(row)) }
                                @for verb in &verbs {
                                    td { (self.cell(members, *verb)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, row: &[&CellSpec], verb: Verb) -> Markup {
        let spec = row.iter().find(|spec| spec.column == Some(verb));
        html! {
            @if let Some(spec) = spec { (self.control(spec)) }
        }
    }

    /// The cells without columns, a line each.
    fn list(&self, specs: &[&CellSpec]) -> Markup {
        html! {
            @for spec in specs.iter().filter(|spec| spec.column.is_none()) {
                @if cells::is_labelled(spec) {
                    (self.control(spec))
                } @else {
                    (self.pen.field(spec.path, &self.pen.say(spec.row), false, &self.control(spec)))
                }
            }
        }
    }

    fn control(&self, spec: &CellSpec) -> Markup {
        html! {
            @if let Some(value) = cells::value(self.cells, spec) {
                @let editable = self.editable && !self.never.contains(&spec.path);
                (cells::control(self.pen, spec, &value, editable))
            }
        }
    }
}

/// A group's table, and the part within it: `Resource Impersonation: CRM`.
fn split(group: &str) -> (&str, &str) {
    group.split_once(": ").unwrap_or((group, ""))
}

/// A column's heading; the impersonation table adds the API's words (`security_model.yaml`).
fn column(verb: Verb, impersonation: bool) -> &'static str {
    match (verb, impersonation) {
        (Verb::View, true) => "View (Query)",
        (Verb::Edit, true) => "Edit (Update)",
        (verb, _) => verb.label(),
    }
}
