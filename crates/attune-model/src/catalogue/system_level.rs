//! The security levels that come with the product.

use crate::LevelName;
use crate::catalogue::LicenseType;

/// A system level and what may be done with it.
///
/// All can be viewed, none can be edited or deleted (help: `System_Security_Levels.htm`, `Manage_Security_Levels.htm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SystemLevel {
    /// Its name.
    pub name: &'static str,
    /// Whether only API users can hold it.
    pub api_only: bool,
    /// Whether it can be copied.
    pub copyable: Copyable,
    /// The licence type of its holders, where a source gives it.
    pub license: Option<LicenseType>,
    /// Which features of the section `Admin` its holders have.
    pub admin: AdminReach,
    /// Whether it can be inactivated, where a source says.
    pub inactivable: Option<bool>,
    /// What no copy of it can have: a feature that the base lacks cannot be granted
    /// (help: `Create_Edit_Custom_Security_Level.htm`). Only what a source names is listed.
    pub never: &'static [&'static str],
}

/// How much of the section `Admin` a level gives (help: `System_Security_Levels.htm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminReach {
    /// All of it: its holders are administrators.
    Everything,
    /// The financial features only.
    FinancialFeatures,
    /// No source says.
    Unknown,
}

/// Whether a level can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copyable {
    /// It can.
    Yes,
    /// It cannot (help: `Create_Edit_Custom_Security_Level.htm`).
    No,
}

/// All system levels of the catalogue (`security.md` 3; `API_User_Add_Edit.htm` for the last).
pub const SYSTEM_LEVELS: &[SystemLevel] = &[
    people(
        "System Administrator (system)",
        Copyable::Yes,
        Some(LicenseType::Administrator),
    )
    .with_admin(AdminReach::Everything),
    people("Full Access (system)", Copyable::Yes, None).with_admin(AdminReach::Everything),
    people("Manager (system)", Copyable::Yes, None).with_admin(AdminReach::FinancialFeatures),
    people("Project Manager (system)", Copyable::Yes, None),
    people("Sales (system)", Copyable::Yes, None),
    people("Team Member (system)", Copyable::Yes, None),
    // One help page forbids copying it, another speaks of its copies; the stricter one is followed.
    people("Contractor (system)", Copyable::No, None),
    people("Service Desk User (system)", Copyable::Yes, None),
    people("Private CRM (system)", Copyable::Yes, None),
    people("Time and Attendance (system)", Copyable::No, None),
    people("Minimal Access (system)", Copyable::Yes, None),
    people("Dashboard User (system)", Copyable::No, None),
    people(
        "Co-managed Help Desk (system)",
        Copyable::Yes,
        Some(LicenseType::CoManagedHelpDesk),
    ),
    api_only("API User (system)", Some(false)),
    api_only("API User (system) Can't Read Costs", None)
        .without(&["other.settings.canViewInternalCost"]),
];

const fn people(
    name: &'static str,
    copyable: Copyable,
    license: Option<LicenseType>,
) -> SystemLevel {
    SystemLevel {
        name,
        api_only: false,
        copyable,
        license,
        admin: AdminReach::Unknown,
        inactivable: Some(true),
        never: &[],
    }
}

const fn api_only(name: &'static str, inactivable: Option<bool>) -> SystemLevel {
    SystemLevel {
        name,
        api_only: true,
        copyable: Copyable::Yes,
        license: Some(LicenseType::ApiUser),
        admin: AdminReach::Unknown,
        inactivable,
        never: &[],
    }
}

impl SystemLevel {
    const fn with_admin(mut self, admin: AdminReach) -> Self {
        self.admin = admin;
        self
    }

    const fn without(mut self, cells: &'static [&'static str]) -> Self {
        self.never = cells;
        self
    }
}

/// The system level of this name.
pub fn system_level(name: &LevelName) -> Option<&'static SystemLevel> {
    SYSTEM_LEVELS
        .iter()
        .find(|level| level.name == name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_level_is_found_under_the_name_the_console_shows() {
        let shown = LevelName::new("API User (system) Can't Read Costs (API-only)");
        assert!(system_level(&shown).is_some_and(|level| level.api_only));
        assert!(system_level(&LevelName::new("Helpdesk")).is_none());
    }
}
