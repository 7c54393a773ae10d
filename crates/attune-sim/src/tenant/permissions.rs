//! The cells of a level, as a fixture describes them.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellKind, CellSpec};
use attune_model::{CellId, CellValue};
use serde::Deserialize;

use crate::tenant::ExtraCell;

/// What all cells of a level begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Permissions {
    /// As the button `Full Permission` sets them.
    Full,
    /// As the button `No Permission` sets them.
    None,
}

/// The maximum of webhooks that a level begins with (`security.md` 1, from one guide).
const NUMBER: CellValue = CellValue::Number(10);

impl Permissions {
    /// The cells of a level of this kind. Those that only show another cell hold nothing.
    pub(crate) fn cells(self, api_only: bool, extra: &[ExtraCell]) -> BTreeMap<CellId, CellValue> {
        let extra = extra
            .iter()
            .filter(|cell| cell.is_on(api_only))
            .map(|cell| {
                let value = match self {
                    Self::Full => cell.kind.full(),
                    Self::None => cell.kind.nothing(),
                };
                (cell.id(), value)
            });
        catalogue::cells()
            .filter(|spec| spec.on.includes(api_only))
            .filter(|spec| !matches!(spec.kind, CellKind::SameAs(_)))
            .map(|spec| {
                let value = match self {
                    Self::Full => spec.kind.full(),
                    Self::None => spec.kind.nothing(),
                };
                (spec.id(), value.unwrap_or(NUMBER))
            })
            .chain(extra)
            .collect()
    }
}

/// Sets cells by their address, or all below an address that the value fits. An error names the address.
pub(crate) fn override_cells(
    cells: &mut BTreeMap<CellId, CellValue>,
    overrides: &BTreeMap<CellId, CellValue>,
    extra: &[ExtraCell],
) -> Result<(), String> {
    // A narrower address comes after the wider one in the map's order, and so wins.
    for (id, value) in overrides {
        if let Some(cell) = extra.iter().find(|cell| cell.id() == *id)
            && cells.contains_key(id)
            && let Some(value) = cell.kind.take(value)
        {
            cells.insert(id.clone(), value);
            continue;
        }
        let meant: Vec<&CellSpec> = catalogue::cell(id)
            .into_iter()
            .chain(catalogue::cells_below(id.as_str()))
            .filter(|spec| spec.kind.takes(value) && cells.contains_key(&spec.id()))
            .collect();
        if meant.is_empty() {
            return Err(format!("`{id}: {value}` fits no cell of this level"));
        }
        cells.extend(meant.into_iter().map(|spec| (spec.id(), value.clone())));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_address_sets_what_it_fits_and_a_narrow_one_wins() {
        let mut cells = Permissions::Full.cells(true, &[]);
        let table = CellId::new("webServicesApi.resourceImpersonation");
        let tickets = CellId::new("webServicesApi.resourceImpersonation.serviceDesk.tickets.add");
        let overrides = BTreeMap::from([
            (table.clone(), CellValue::Flag(false)),
            (tickets.clone(), CellValue::Flag(true)),
        ]);
        override_cells(&mut cells, &overrides, &[]).expect("both fit");
        let ticked: Vec<_> = catalogue::cells_below(table.as_str())
            .filter(|spec| cells.get(&spec.id()) == Some(&CellValue::Flag(true)))
            .map(CellSpec::id)
            .collect();
        assert_eq!(ticked, [tickets]);
    }

    #[test]
    fn a_cell_of_the_other_kind_of_level_is_refused() {
        let mut cells = Permissions::None.cells(false, &[]);
        let overrides = BTreeMap::from([(
            CellId::new("other.webhooks.canCreate"),
            CellValue::Flag(true),
        )]);
        assert_eq!(
            override_cells(&mut cells, &overrides, &[]),
            Err("`other.webhooks.canCreate: on` fits no cell of this level".to_owned())
        );
    }
}
