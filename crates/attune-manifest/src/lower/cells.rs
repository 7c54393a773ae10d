//! The settings of a level, read against the catalogue.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellKind, CellSpec};
use attune_model::{CellId, CellValue, LevelName};

use crate::finding::Findings;
use crate::reader::{Fields, Item};
use crate::rules::{cell_presence, cell_value, unknown_cell, unknown_key};
use crate::yaml::{Scalar, Value};

/// Reads the sections of a level: all its keys that are left. `base` is what the level is a copy of and whether that
/// is API-only, where it is known.
pub(super) fn lower(
    fields: Fields<'_>,
    base: Option<(&LevelName, bool)>,
    out: &mut Findings,
) -> BTreeMap<CellId, CellValue> {
    let mut cells = Cells {
        base,
        values: BTreeMap::new(),
        out,
    };
    let known = ["name", "copyOf", "active"]
        .into_iter()
        .chain(sections())
        .collect::<Vec<_>>();
    let name = fields.name().to_owned();
    fields.report_missing(cells.out);
    for entry in fields.into_rest() {
        let section = &entry.key.text;
        if sections().any(|known| known == section) {
            cells.read(&Item::of(entry), section);
        } else {
            cells
                .out
                .push(unknown_key::finding(&entry.key, &name, &known));
        }
    }
    cells.values
}

/// The first steps of the catalogue's addresses, each once.
fn sections() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    catalogue::cells().filter_map(move |spec| {
        let (section, _) = spec.path.split_once('.')?;
        (std::mem::replace(&mut last, section) != section).then_some(section)
    })
}

struct Cells<'a> {
    base: Option<(&'a LevelName, bool)>,
    values: BTreeMap<CellId, CellValue>,
    out: &'a mut Findings,
}

impl Cells<'_> {
    /// Reads what is said of the address `path`, which is a cell or has cells below it.
    fn read(&mut self, item: &Item<'_>, path: &str) {
        if let Some((base, api_only)) = self.base
            && !cell_presence::holds(path, api_only)
        {
            self.out.push(cell_presence::finding(item, base, api_only));
            return;
        }
        if let Some(spec) = catalogue::cell(&CellId::new(path)) {
            if let Some(value) = value(item, spec.kind, self.out) {
                self.values.insert(spec.id(), value);
            }
            return;
        }
        match &item.node.value {
            Value::Map(_) => self.map(item, path),
            Value::List(_) => self.row(item, path),
            Value::Scalar(scalar) => self.word(item, scalar, path),
        }
    }

    fn map(&mut self, item: &Item<'_>, path: &str) {
        let Some(fields) = item.fields(self.out) else {
            return;
        };
        let children = unknown_cell::children(path);
        for entry in fields.into_rest() {
            let key = &entry.key;
            if children.contains(&key.text.as_str()) {
                self.read(&Item::of(entry), &format!("{path}.{}", key.text));
            } else {
                let finding = unknown_cell::finding(path, &key.text, &key.quoted(), key.span);
                self.out.push(finding);
            }
        }
    }

    /// A list of boxes is the complete set: those that it does not name are cleared.
    fn row(&mut self, item: &Item<'_>, path: &str) {
        let boxes: Vec<(&str, &CellSpec)> = catalogue::cells_below(path)
            .filter_map(|spec| Some((spec.path.get(path.len() + 1..)?, spec)))
            .collect();
        let is_row = boxes
            .iter()
            .all(|(name, spec)| spec.kind == CellKind::CheckBox && !name.contains('.'));
        if !is_row {
            self.out.push(cell_value::not_a_row(item, path));
            return;
        }
        for (_, spec) in &boxes {
            self.values.insert(spec.id(), CellValue::Flag(false));
        }
        for named in item.list(self.out).unwrap_or_default() {
            let word = named.text(self.out);
            if let Some((_, spec)) = boxes.iter().find(|(name, _)| Some(*name) == word) {
                self.values.insert(spec.id(), CellValue::Flag(true));
            } else if word.is_some() {
                self.out.push(cell_value::no_such_box(&named, path));
            }
        }
    }

    /// `all` and `none` tick and clear every box below. A section as a whole takes no such word: one of its boxes may
    /// be a ratchet, and the reader of a review would not see it.
    fn word(&mut self, item: &Item<'_>, scalar: &Scalar, path: &str) {
        let boxes: Vec<&CellSpec> = catalogue::cells_below(path)
            .filter(|spec| spec.kind == CellKind::CheckBox)
            .collect();
        let takes_word = path.contains('.') && !boxes.is_empty();
        let flag = match scalar.text.as_str() {
            "all" if takes_word => true,
            "none" if takes_word => false,
            _ => {
                self.out
                    .push(cell_value::not_a_setting(item, path, takes_word));
                return;
            }
        };
        for spec in boxes {
            self.values.insert(spec.id(), CellValue::Flag(flag));
        }
    }
}

fn value(item: &Item<'_>, kind: CellKind, out: &mut Findings) -> Option<CellValue> {
    match kind {
        CellKind::CheckBox | CellKind::YesNo => item.boolean(out).map(CellValue::Flag),
        CellKind::Choice(scopes) => {
            let word = item.node.text();
            let scope = scopes.iter().find(|scope| Some(scope.label()) == word);
            scope
                .map(|scope| CellValue::Scope(*scope))
                .or_else(|| out.refuse(cell_value::choice(item, scopes)))
        }
        CellKind::Number { min } => {
            let number = item.number(i64::from(min), out)?;
            match u32::try_from(number) {
                Ok(number) => Some(CellValue::Number(number)),
                Err(_) => out.refuse(cell_value::too_large(item)),
            }
        }
        CellKind::SameAs(path) => out.refuse(cell_value::shown_only(item, path)),
    }
}
