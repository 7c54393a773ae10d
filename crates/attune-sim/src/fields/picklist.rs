//! Picklists: fixed ones and those that the tenant itself fills.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use attune_model::catalogue::LicenseType;

use super::table::rows;
use crate::tenant::Tenant;

/// Values and labels of the fixed picklists by their names.
static FIXED: LazyLock<BTreeMap<&'static str, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        rows(include_str!("../../data/picklists.tsv"))
            .filter_map(|row| {
                let (name, values) = row.split_first()?;
                let pairs = values.iter().filter_map(|pair| pair.split_once('='));
                Some((*name, pairs.collect()))
            })
            .collect()
    });

/// Where the values of a picklist come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Picklist {
    /// Values and labels that this simulator fixes, by the name of the list; a tenant could have others.
    Fixed(&'static str),
    /// The security levels.
    Levels,
    /// The licence types.
    Licenses,
    /// The internal locations.
    Locations,
    /// The integration vendors.
    Vendors,
}

/// One value of a picklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The value: a text even where the field holds a number (`rest.md` 3).
    pub(crate) value: String,
    /// The label.
    pub(crate) label: String,
    /// `isActive`.
    pub(crate) active: bool,
    /// `isSystem`.
    pub(crate) system: bool,
}

impl Choice {
    fn of(value: &impl ToString, label: &str) -> Self {
        Self {
            value: value.to_string(),
            label: label.to_owned(),
            active: true,
            system: false,
        }
    }
}

impl Picklist {
    /// The list that `data/flags.tsv` names.
    pub(super) fn named(name: &'static str) -> Self {
        match name {
            "levels" => Self::Levels,
            "licenses" => Self::Licenses,
            "locations" => Self::Locations,
            "vendors" => Self::Vendors,
            _ => Self::Fixed(name),
        }
    }

    /// The values in this tenant.
    pub(crate) fn choices(self, tenant: &Tenant) -> Vec<Choice> {
        match self {
            Self::Fixed(name) => FIXED
                .get(name)
                .into_iter()
                .flatten()
                .map(|(value, label)| Choice::of(value, label))
                .collect(),
            Self::Levels => tenant
                .levels()
                .iter()
                .map(|(id, level)| Choice {
                    value: id.to_string(),
                    label: level.name.to_string(),
                    active: level.active,
                    system: level.is_system(),
                })
                .collect(),
            Self::Licenses => LicenseType::KNOWN
                .iter()
                .map(|license| Choice {
                    system: true,
                    ..Choice::of(&license.number(), license.label())
                })
                .collect(),
            Self::Locations => tenant
                .locations
                .iter()
                .map(|(id, name)| Choice::of(id, name))
                .collect(),
            Self::Vendors => tenant
                .vendors
                .iter()
                .map(|(id, vendor)| Choice::of(id, &vendor.label))
                .collect(),
        }
    }
}
