//! The level editor.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::LevelContent;
use attune_model::catalogue::{self, LicenseType, Presence, Section, Terms};
use attune_model::{CellId, CellValue, LevelId, LevelName};

use super::cells::{Fit, fits};
use super::only::only;
use super::sheet::Sheet;
use super::{PageError, Unknown, fingerprint, guard, tenant_terms, unknown, value};
use crate::extract::{Anchor, Control, Extract};
use crate::locators::known::{ACTIVE, GENERAL, LICENSE_TYPE, NAME, SYSTEM};
use crate::locators::{Locators, PageKind};

/// What the editor of a level shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelReading {
    /// The level's number, where the address says.
    pub id: Option<LevelId>,
    /// Name, kind and every cell that the page shows, also those that the catalogue does not have, under `extra`.
    pub content: LevelContent,
    /// Whether it is a system level: its name says so, and nothing on the page can be changed. The first alone does not do,
    /// since a fresh copy carries the name of its base.
    pub system: bool,
    /// The tenant's local terms: those with which most cells were found.
    pub terms: Terms,
    /// The language of the page.
    pub language: String,
    /// What the page shows and the catalogue does not have.
    pub unknown: Vec<Unknown>,
    /// The cells of the catalogue that a level of this kind should show and the page does not.
    pub missing: Vec<CellId>,
    /// Where the controls stand.
    pub places: LevelPlaces,
    /// A digest of the words of all controls, not of their values.
    pub fingerprint: String,
}

/// Where the controls of a level stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelPlaces {
    /// `Name`.
    pub name: Anchor,
    /// `Active`.
    pub active: Anchor,
    /// The cells, also those under `extra`.
    pub cells: BTreeMap<CellId, Anchor>,
}

/// Reads the editor of a level: its tab `General`.
///
/// # Errors
/// [`PageError`] where it is another page, where words stand there twice, or where a value cannot be understood.
pub fn read_level(extract: &Extract, locators: &Locators) -> Result<LevelReading, PageError> {
    let page = guard::expect(extract, locators, &[PageKind::SecurityLevel])?;
    let is_general = |control: &&Control| {
        let tab = &control.at.tab;
        tab.is_empty() || locators.is(tab, GENERAL, &Terms::default())
    };
    let sheet = Sheet::of(extract.controls.iter().filter(is_general).collect())?;
    let terms = tenant_terms::find(&sheet, locators);
    let found = fits(&sheet, locators, &terms);
    let mut claimed = claim(&found)?;

    let (mut cells, mut places) = values(&found, locators, &terms)?;
    let general = General {
        sheet: &sheet,
        locators,
        terms: &terms,
    };
    let (at_name, name) = general.field(NAME)?.ok_or_else(|| missing(NAME))?;
    let (at_active, active) = general.field(ACTIVE)?.ok_or_else(|| missing(ACTIVE))?;
    let license = general.field(LICENSE_TYPE)?;
    claimed.extend([at_name, at_active]);
    claimed.extend(license.map(|(at, _)| at));
    let (name_place, active_place) = (name.at.clone(), active.at.clone());
    let name_text = value::text(&name.holds).filter(|text| !text.is_empty());
    let name_text = name_text.ok_or_else(|| value::not_understood(name, "a name"))?;
    let active = value::flag(&active.holds, locators)
        .ok_or_else(|| value::not_understood(active, "a box"))?;
    let license = license.and_then(|(_, control)| value::text(&control.holds));
    let api_only = is_api_only(&found, license, locators)?;

    let others: Vec<&Control> = sheet
        .controls
        .iter()
        .enumerate()
        .filter(|(position, _)| !claimed.contains(position))
        .map(|(_, control)| *control)
        .collect();
    let unknown = unknown::cells(&others, locators, &terms);
    for Unknown { at, value, cell } in &unknown {
        if let (Some(cell), Some(value)) = (cell, value) {
            cells.insert(cell.clone(), value.clone());
            places.insert(cell.clone(), at.clone());
        }
    }
    let mut marks = locators.words(SYSTEM, &terms).into_iter();
    let is_marked = marks.any(|mark| name_text.contains(&mark));
    Ok(LevelReading {
        id: guard::id(extract, locators, page).map(LevelId),
        content: LevelContent {
            name: LevelName::new(name_text),
            active,
            api_only,
            cells,
        },
        system: is_marked && sheet.controls.iter().all(|control| !control.enabled),
        terms,
        language: locators.language().to_owned(),
        unknown,
        missing: not_shown(&found, api_only),
        places: LevelPlaces {
            name: name_place,
            active: active_place,
            cells: places,
        },
        fingerprint: fingerprint::of(&extract.controls),
    })
}

/// What cells hold, and where they stand.
type Values = (BTreeMap<CellId, CellValue>, BTreeMap<CellId, Anchor>);

/// Those of the catalogue.
fn values(found: &[Fit<'_>], locators: &Locators, terms: &Terms) -> Result<Values, PageError> {
    let mut cells = BTreeMap::new();
    let mut places = BTreeMap::new();
    for Fit { spec, controls } in found {
        for (_, control) in controls {
            if let Some(value) = value::of_cell(spec, control, locators, terms)? {
                cells.insert(spec.id(), value);
                places.insert(spec.id(), control.at.clone());
            }
        }
    }
    Ok((cells, places))
}

/// The cells of the catalogue that a level of this kind should show, and that were not found.
fn not_shown(found: &[Fit<'_>], api_only: bool) -> Vec<CellId> {
    let shown: BTreeSet<&str> = found.iter().map(|fit| fit.spec.path).collect();
    catalogue::cells()
        .filter(|spec| spec.on.includes(api_only) && !shown.contains(spec.path))
        .map(catalogue::CellSpec::id)
        .collect()
}

/// The positions of the controls that cells have, each of one cell, and each cell of one.
fn claim(found: &[Fit<'_>]) -> Result<BTreeSet<usize>, PageError> {
    let mut claimed = BTreeSet::new();
    for Fit { spec: _, controls } in found {
        let anchors = || controls.iter().map(|(_, control)| control.at.clone());
        let fresh = controls
            .iter()
            .all(|(position, _)| claimed.insert(*position));
        if controls.len() > 1 || !fresh {
            return Err(PageError::Ambiguous(anchors().collect()));
        }
    }
    Ok(claimed)
}

/// Whether a level is API-only: by the cells that only one kind has, else by its licence type.
fn is_api_only(
    found: &[Fit<'_>],
    license: Option<&str>,
    locators: &Locators,
) -> Result<bool, PageError> {
    let has = |on: Presence| found.iter().any(|fit| fit.spec.on == on);
    match (has(Presence::ApiOnly), has(Presence::People)) {
        (true, false) => Ok(true),
        (false, true) => Ok(false),
        (true, true) | (false, false) => {
            let license = license.ok_or(PageError::UnclearKind)?;
            let is = |it: &LicenseType| locators.is(license, it.label(), &Terms::default());
            let known = LicenseType::KNOWN.into_iter().find(is);
            Ok(known.ok_or(PageError::UnclearKind)? == LicenseType::ApiUser)
        }
    }
}

/// The fields above the sections with cells.
struct General<'s, 'a> {
    sheet: &'s Sheet<'a>,
    locators: &'s Locators,
    terms: &'s Terms,
}

impl<'a> General<'_, 'a> {
    fn field(&self, label: &str) -> Result<Option<(usize, &'a Control)>, PageError> {
        let is_cells = |words: &str| {
            let mut sections = Section::ALL.into_iter().map(Section::label);
            sections.any(|section| self.locators.is(words, section, self.terms))
        };
        let controls = self.sheet.controls.iter().copied().enumerate();
        only(controls.filter(|(_, control)| {
            control.at.column.is_empty()
                && self.locators.is(&control.at.row, label, self.terms)
                && !is_cells(&control.at.section)
        }))
    }
}

fn missing(label: &str) -> PageError {
    PageError::Missing(label.to_owned())
}
