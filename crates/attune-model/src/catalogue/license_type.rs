//! Licence types of resources.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `Resources.licenseType` (`rest.md` 1.3: a recorded picklist; the numbers are fixed by the product).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub enum LicenseType {
    /// 1.
    Administrator,
    /// 2.
    Executive,
    /// 3.
    Professional,
    /// 4.
    TeamMember,
    /// 5.
    TimeAndAttendanceOnly,
    /// 6.
    DashboardUser,
    /// 7: API users.
    ApiUser,
    /// 8.
    Contractor,
    /// 9.
    CoManagedHelpDesk,
    /// A number that this table does not know.
    Other(i64),
}

impl LicenseType {
    /// The known ones, in the order of their numbers.
    pub const KNOWN: [Self; 9] = [
        Self::Administrator,
        Self::Executive,
        Self::Professional,
        Self::TeamMember,
        Self::TimeAndAttendanceOnly,
        Self::DashboardUser,
        Self::ApiUser,
        Self::Contractor,
        Self::CoManagedHelpDesk,
    ];

    /// The number.
    pub fn number(self) -> i64 {
        match self {
            Self::Administrator => 1,
            Self::Executive => 2,
            Self::Professional => 3,
            Self::TeamMember => 4,
            Self::TimeAndAttendanceOnly => 5,
            Self::DashboardUser => 6,
            Self::ApiUser => 7,
            Self::Contractor => 8,
            Self::CoManagedHelpDesk => 9,
            Self::Other(number) => number,
        }
    }

    /// The label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Executive => "Executive",
            Self::Professional => "Professional",
            Self::TeamMember => "Team Member",
            Self::TimeAndAttendanceOnly => "Time & Attendance Only",
            Self::DashboardUser => "Dashboard User",
            Self::ApiUser => "API User",
            Self::Contractor => "Contractor",
            Self::CoManagedHelpDesk => "Co-Managed Help Desk",
            Self::Other(_) => "(unknown)",
        }
    }
}

impl From<i64> for LicenseType {
    fn from(number: i64) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|known| known.number() == number)
            .unwrap_or(Self::Other(number))
    }
}

impl From<LicenseType> for i64 {
    fn from(license: LicenseType) -> Self {
        license.number()
    }
}

impl fmt::Display for LicenseType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
