//! What somebody else does at the admin console while attune works, before or after.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CellId, CellValue, Change, Field, FieldState, FieldValue, LevelId, LevelName, LevelRef, Plan,
    ResourceId, Scope, Step,
};
use attune_sim::operator::{Answer, Call};
use attune_sim::{Entity, Tenant};
use proptest::prelude::*;

use super::truth::{self, MADE_LEVEL};

const HELPDESK: LevelId = LevelId(52);
const FLAG: &str = "webServicesApi.allowImpersonation";
const OTHER_CELL: &str = "serviceDesk.objects.tickets.delete";
const MADE_CELL: &str = "webServicesApi.resourceImpersonation.serviceDesk.tickets.add";

/// One visit of somebody else.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// Moves a person to another level.
    Move { person: ResourceId, to: LevelId },
    /// Ticks or unticks, on the level of some technicians, what attune wants.
    Flag(bool),
    /// Sets, on that level, what attune does not care for.
    OtherCell(bool),
    /// Ticks or unticks a box of the level that attune made.
    MadeCell(bool),
    /// Names the API user that attune made otherwise.
    Rename(bool),
    /// Inactivates that API user, or makes it active.
    Switch(bool),
    /// Makes a level of their own from the base that attune copies too.
    Copy,
}

/// A value that somebody set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Aspect {
    /// Which level somebody holds.
    Held(ResourceId),
    Cell(LevelId, CellId),
    Field(ResourceId, Field),
}

pub(super) fn edits() -> impl Strategy<Value = Edit> {
    // Tess and Carl, and the levels that technicians hold.
    let person = prop::sample::select(vec![ResourceId(29_682_886), ResourceId(29_682_890)]);
    let to = prop::sample::select(vec![LevelId(39), HELPDESK]);
    prop_oneof![
        (person, to).prop_map(|(person, to)| Edit::Move { person, to }),
        any::<bool>().prop_map(Edit::Flag),
        any::<bool>().prop_map(Edit::OtherCell),
        any::<bool>().prop_map(Edit::MadeCell),
        any::<bool>().prop_map(Edit::Rename),
        any::<bool>().prop_map(Edit::Switch),
        Just(Edit::Copy),
    ]
}

impl Edit {
    /// Does it where what it is about is there; what was set then.
    pub(super) fn carry_out(&self, tenant: &mut Tenant) -> Option<(Aspect, String)> {
        match self {
            Self::Move { person, to } => {
                let call = Call::AssignLevel {
                    resource: *person,
                    level: *to,
                };
                tenant.visit(call).ok()?;
                Some((Aspect::Held(*person), to.to_string()))
            }
            Self::Flag(on) => cell(tenant, HELPDESK, FLAG, &CellValue::Flag(*on)),
            Self::OtherCell(all) => {
                let scope = if *all { Scope::All } else { Scope::None };
                cell(tenant, HELPDESK, OTHER_CELL, &CellValue::Scope(scope))
            }
            Self::MadeCell(on) => {
                let (level, _) = tenant.level_named(&LevelName::new(MADE_LEVEL))?;
                cell(tenant, level, MADE_CELL, &CellValue::Flag(*on))
            }
            Self::Rename(is_theirs) => {
                let name = if *is_theirs { "Theirs" } else { "Integration" };
                field(tenant, Field::LastName, &FieldValue::Text(name.to_owned()))
            }
            Self::Switch(on) => field(tenant, Field::IsActive, &FieldValue::Flag(*on)),
            Self::Copy => {
                let base = LevelId(24);
                let Ok(Answer::Copied { level }) = tenant.visit(Call::CopyLevel { base }) else {
                    return None;
                };
                let save = Call::SaveLevel {
                    level,
                    name: Some(LevelName::new(&format!("Theirs {level}"))),
                    active: None,
                    cells: BTreeMap::new(),
                };
                tenant.visit(save).ok()?;
                None
            }
        }
    }
}

fn cell(
    tenant: &mut Tenant,
    level: LevelId,
    path: &str,
    value: &CellValue,
) -> Option<(Aspect, String)> {
    let id = CellId::new(path);
    let call = Call::SaveLevel {
        level,
        name: None,
        active: None,
        cells: BTreeMap::from([(id.clone(), value.clone())]),
    };
    tenant.visit(call).ok()?;
    Some((Aspect::Cell(level, id), value.to_string()))
}

fn field(tenant: &mut Tenant, field: Field, value: &FieldValue) -> Option<(Aspect, String)> {
    let user = truth::made_users(tenant).into_iter().next()?;
    let call = Call::UpdateApiUser {
        user,
        fields: BTreeMap::from([(field, value.clone())]),
    };
    tenant.visit(call).ok()?;
    Some((Aspect::Field(user, field), value.to_string()))
}

impl Aspect {
    /// The value now.
    pub(super) fn now(&self, tenant: &Tenant) -> String {
        match self {
            Self::Held(person) => truth::held(tenant, *person).to_string(),
            Self::Cell(level, cell) => tenant.levels()[level].cells[cell].to_string(),
            Self::Field(user, field) => {
                let record = &tenant.records(Entity::Resources)[&user.0];
                let value = &record[field.rest_name().unwrap()];
                match (value.as_bool(), value.as_str()) {
                    (Some(flag), _) => FieldValue::Flag(flag).to_string(),
                    (None, text) => FieldValue::Text(text.unwrap().to_owned()).to_string(),
                }
            }
        }
    }

    /// Whether only the page shows it, and attune has set it: the ledger is all that a plan can go by.
    pub(super) fn is_out_of_sight(&self) -> bool {
        match self {
            Self::Cell(_, cell) => *cell == CellId::new(MADE_CELL),
            Self::Held(_) | Self::Field(..) => false,
        }
    }

    /// Whether a plan says that this value is what it overwrites, or that it does not know what it overwrites.
    pub(super) fn is_named(&self, plan: &Plan, value: &str) -> bool {
        let named: BTreeSet<String> = plan
            .steps
            .iter()
            .filter_map(|step| self.before(step))
            .collect();
        named.contains(value) || named.contains(UNKNOWN)
    }

    /// What a step says that it overwrites.
    fn before(&self, step: &Step) -> Option<String> {
        match (self, &step.change) {
            (Self::Held(id), Change::AssignLevel { person, before, .. }) if person.id == *id => {
                match before {
                    LevelRef::Existing { id, name: _ } => Some(id.to_string()),
                    LevelRef::Planned { .. } => None,
                }
            }
            (Self::Cell(id, cell), Change::EditLevel { level, cells, .. }) => match level {
                LevelRef::Existing {
                    id: edited,
                    name: _,
                } if edited == id => {
                    let before = cells.get(cell)?.before.value();
                    Some(before.map_or_else(|| UNKNOWN.to_owned(), ToString::to_string))
                }
                LevelRef::Existing { .. } | LevelRef::Planned { .. } => None,
            },
            // What an interrupted run made is finished as the step says it, whatever it holds by now.
            (Self::Cell(_, cell), Change::CopyLevel { cells, .. }) => {
                cells.get(cell).map(|_| UNKNOWN.to_owned())
            }
            (Self::Field(..), Change::CreateApiUser { .. }) => Some(UNKNOWN.to_owned()),
            (Self::Field(id, field), Change::UpdateApiUser { user, fields, .. })
                if user.id == *id =>
            {
                Some(match &fields.get(field)?.before {
                    FieldState::Known(value) => value.to_string(),
                    FieldState::Unknown => UNKNOWN.to_owned(),
                })
            }
            _ => None,
        }
    }
}

const UNKNOWN: &str = "unknown";
