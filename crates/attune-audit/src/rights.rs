//! What may be done, and how that is known.

use std::collections::BTreeMap;

use attune_model::catalogue::{CellKind, Section, cells};
use attune_model::{
    CellId, CellState, CellValue, EffectiveRights, LevelId, Observed, Reading, ResourceId, Scope,
    Timestamp,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cell::{oldest, seen};
use crate::{Level, LevelKind};

/// What an API user may do, by what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "shown_by", rename_all = "kebab-case")]
pub enum Rights {
    /// REST said so in this look, to an API user with this level.
    Rest {
        /// Which API user asked; rights follow from the level, so it may be another one.
        #[schemars(with = "i64")]
        user: ResourceId,
        /// Entity by entity, four letters in the order create, query, update, delete: `A` every record, `R` some, `N` none.
        #[schemars(with = "BTreeMap<String, String>")]
        entities: EffectiveRights,
    },
    /// Nobody asked REST; it follows from cells of its level that were seen.
    Cells {
        /// Section by section.
        sections: Vec<SectionRights>,
        /// When the cell that was seen longest ago was seen, RFC 3339.
        #[schemars(with = "String")]
        oldest: Timestamp,
    },
    /// Nothing shows it.
    Unknown,
}

/// What the cells of a section come to. Numbers, and cells outside the catalogue, are not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SectionRights {
    /// The section's heading.
    pub section: String,
    /// How many cells hold the widest value that they can.
    pub full: usize,
    /// How many hold something in between, or limit.
    pub part: usize,
    /// How many give nothing.
    pub nothing: usize,
    /// How many of those that the page is sure to show nobody saw.
    pub unseen: usize,
}

impl Rights {
    /// The rights of the holders of a level: from REST where that was asked, else from cells.
    pub(crate) fn of(observed: &Observed, held: LevelId, level: Option<&Level>) -> Self {
        let asked = observed.effective.values().find_map(|effective| {
            match (&effective.rights, effective.level == held) {
                (Reading::Read(rights), true) => Some((effective.user, rights)),
                (Reading::Read(_) | Reading::Failed(_), _) => None,
            }
        });
        if let Some((user, entities)) = asked {
            return Self::Rest {
                user,
                entities: entities.clone(),
            };
        }
        match level.and_then(|level| Some((level, level.oldest_cell?))) {
            Some((level, oldest)) => Self::Cells {
                sections: level.sections.clone(),
                oldest,
            },
            None => Self::Unknown,
        }
    }
}

/// What the cells come to, section by section; empty where nothing is known.
pub(crate) fn sections(kind: LevelKind, known: &BTreeMap<CellId, CellState>) -> Vec<SectionRights> {
    if oldest(&seen(known)).is_none() {
        return Vec::new();
    }
    let mut sections: Vec<SectionRights> = Section::ALL
        .into_iter()
        .map(|section| SectionRights {
            section: section.label().to_owned(),
            full: 0,
            part: 0,
            nothing: 0,
            unseen: 0,
        })
        .collect();
    for spec in cells() {
        let rights = Section::ALL
            .iter()
            .position(|section| *section == spec.section)
            .and_then(|index| sections.get_mut(index));
        let (Some(rights), Some(_)) = (rights, spec.kind.full()) else {
            continue;
        };
        match known.get(&spec.id()).and_then(CellState::value) {
            Some(value) => match width(spec.kind, value) {
                Width::Full => rights.full += 1,
                Width::Part => rights.part += 1,
                Width::Nothing => rights.nothing += 1,
            },
            None => rights.unseen += usize::from(kind.shows(spec)),
        }
    }
    sections.retain(|rights| rights.known() + rights.unseen > 0);
    sections
}

impl SectionRights {
    /// How many cells were seen.
    pub fn known(&self) -> usize {
        self.full + self.part + self.nothing
    }
}

enum Width {
    Full,
    Part,
    Nothing,
}

fn width(kind: CellKind, value: &CellValue) -> Width {
    match value {
        value if kind.full().as_ref() == Some(value) => Width::Full,
        CellValue::Scope(Scope::None) => Width::Nothing,
        // A box that limits leaves something.
        CellValue::Flag(false) if kind != CellKind::LimitBox => Width::Nothing,
        CellValue::Flag(_) | CellValue::Scope(_) | CellValue::Number(_) | CellValue::Word(_) => {
            Width::Part
        }
    }
}
