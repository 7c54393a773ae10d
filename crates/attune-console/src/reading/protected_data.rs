//! The page `Protected Data Permission`.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::ResourceId;
use attune_model::catalogue::{ProtectedData, Terms};

use super::sheet::Sheet;
use super::{PageError, Unknown, fingerprint, guard, value};
use crate::extract::Extract;
use crate::locators::{Locators, PageKind};

/// What the page shows of all resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedDataReading {
    /// The resources, in order of number and name.
    pub resources: Vec<BoxesOf>,
    /// The language of the page.
    pub language: String,
    /// What the page shows and attune does not know.
    pub unknown: Vec<Unknown>,
    /// A digest of the columns, not of rows and values.
    pub fingerprint: String,
}

/// The boxes of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxesOf {
    /// Its number, where the page says.
    pub id: Option<ResourceId>,
    /// Its name as the page shows it.
    pub name: String,
    /// The ticked boxes.
    pub boxes: BTreeSet<ProtectedData>,
}

impl ProtectedDataReading {
    /// The boxes of a resource: by number where the page says numbers, else by a name that only one has.
    ///
    /// # Errors
    /// [`PageError::Name`] where the page has none, or several of this name without numbers.
    pub fn boxes(
        &self,
        user: ResourceId,
        name: &str,
    ) -> Result<&BTreeSet<ProtectedData>, PageError> {
        let of = |is: &dyn Fn(&&BoxesOf) -> bool| self.resources.iter().filter(is).collect();
        let by_number: Vec<&BoxesOf> = of(&|it| it.id == Some(user));
        let by_name: Vec<&BoxesOf> = of(&|it| it.id.is_none() && it.name == name);
        match (by_number.as_slice(), by_name.as_slice()) {
            ([one], _) | ([], [one]) => Ok(&one.boxes),
            (numbers, names) => Err(PageError::Name {
                label: "Resource".to_owned(),
                name: name.to_owned(),
                count: numbers.len().max(names.len()),
            }),
        }
    }
}

/// Reads the page.
///
/// # Errors
/// [`PageError`] where it is another page, where words stand there twice, or where a resource lacks one of the boxes.
pub fn read_protected_data(
    extract: &Extract,
    locators: &Locators,
) -> Result<ProtectedDataReading, PageError> {
    guard::expect(extract, locators, &[PageKind::ProtectedData])?;
    let sheet = Sheet::of(extract.controls.iter().collect())?;
    let mut rows: BTreeMap<(Option<ResourceId>, &str), BTreeMap<ProtectedData, bool>> =
        BTreeMap::new();
    let mut unknown = Vec::new();
    for control in &sheet.controls {
        let is = |column: &ProtectedData| {
            locators.is(&control.at.column, column.label(), &Terms::default())
        };
        let Some(column) = ProtectedData::ALL.into_iter().find(is) else {
            unknown.push(Unknown::of_form(control, locators));
            continue;
        };
        let id = control
            .record
            .as_deref()
            .and_then(|record| record.parse().ok());
        let on = value::flag(&control.holds, locators)
            .ok_or_else(|| value::not_understood(control, "a box"))?;
        let row = rows
            .entry((id.map(ResourceId), &control.at.row))
            .or_default();
        if row.insert(column, on).is_some() {
            return Err(PageError::Ambiguous(vec![control.at.clone()]));
        }
    }
    let mut resources = Vec::new();
    for ((id, name), row) in rows {
        if let Some(lacking) = ProtectedData::ALL
            .into_iter()
            .find(|column| !row.contains_key(column))
        {
            return Err(PageError::Missing(format!("{} of {name}", lacking.label())));
        }
        resources.push(BoxesOf {
            id,
            name: name.to_owned(),
            boxes: row
                .into_iter()
                .filter(|(_, on)| *on)
                .map(|(column, _)| column)
                .collect(),
        });
    }
    if resources.is_empty() {
        return Err(PageError::Missing(
            ProtectedData::ViewProtected.label().to_owned(),
        ));
    }
    Ok(ProtectedDataReading {
        resources,
        language: locators.language().to_owned(),
        unknown,
        fingerprint: fingerprint::of_columns(&extract.controls),
    })
}
