//! `extra`: cells that the catalogue does not have, by the labels that the page shows.

use std::collections::BTreeMap;

use attune_model::{CellId, CellValue, Scope};

use crate::finding::Findings;
use crate::reader::{Fields, Item};
use crate::rules::{extra_known, extra_label, wrong_type};
use crate::yaml::Value;

/// Reads the block: sections, rows, and columns where a row is one of a table.
pub(super) fn lower(item: &Item<'_>, out: &mut Findings) -> BTreeMap<CellId, CellValue> {
    let mut values = BTreeMap::new();
    for section in entries(item, out) {
        for row in entries(&section, out) {
            if let Value::Map(_) = &row.node.value {
                for column in entries(&row, out) {
                    let place = Place {
                        section: &section,
                        row: &row,
                        column: Some(&column),
                    };
                    values.extend(place.read(&column, out));
                }
            } else {
                let place = Place {
                    section: &section,
                    row: &row,
                    column: None,
                };
                values.extend(place.read(&row, out));
            }
        }
    }
    values
}

struct Place<'a> {
    section: &'a Item<'a>,
    row: &'a Item<'a>,
    column: Option<&'a Item<'a>>,
}

impl Place<'_> {
    fn read(&self, item: &Item<'_>, out: &mut Findings) -> Option<(CellId, CellValue)> {
        let (section, row) = (self.section.name.trim(), self.row.name.trim());
        let column = self.column.map(|column| column.name.trim());
        if let Some(path) = extra_known::known(section, row, column) {
            return out.refuse(extra_known::finding(item, path));
        }
        Some((CellId::extra(section, row, column), value(item, out)?))
    }
}

fn value(item: &Item<'_>, out: &mut Findings) -> Option<CellValue> {
    let Some(scalar) = item.scalar().filter(|scalar| !scalar.is_null()) else {
        return out.refuse(wrong_type::cell(item));
    };
    if let Some(flag) = scalar.boolean() {
        return Some(CellValue::Flag(flag));
    }
    if scalar.is_number() {
        let number = item.number(0, out)?;
        return match u32::try_from(number) {
            Ok(number) => Some(CellValue::Number(number)),
            Err(_) => out.refuse(wrong_type::too_large(item)),
        };
    }
    let word = item.text(out)?;
    let known = Scope::ALL.into_iter().find(|scope| scope.label() == word);
    Some(known.map_or_else(|| CellValue::Word(word.to_owned()), CellValue::Scope))
}

/// The entries of a map whose keys are labels.
fn entries<'n>(item: &Item<'n>, out: &mut Findings) -> Vec<Item<'n>> {
    let rest = item.fields(out).map(Fields::into_rest).unwrap_or_default();
    rest.into_iter()
        .map(Item::of)
        .filter(|item| {
            let fine = extra_label::is_label(&item.name);
            if !fine {
                out.push(extra_label::finding(item));
            }
            fine
        })
        .collect()
}
