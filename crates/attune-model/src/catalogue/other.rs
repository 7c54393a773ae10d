//! The section `Other` of the level editor.
//!
//! The two dashboard boxes hang on a third whose label no source gives, so they name no requirement here.

use crate::catalogue::{CellKind, CellSpec, Presence, Section, Status};

const LIMIT: &str = "other.resourceVisibility.limit";
const CREATE_WEBHOOKS: &str = "other.webhooks.canCreate";

/// The cells of this section.
pub(super) const CELLS: &[CellSpec] = &[
    // Only somebody who has it can give it, even on a copy that already has it (help: `Settings_Other.htm`).
    setting(
        "other.settings.canViewInternalCost",
        "Miscellaneous",
        "Can view internal cost data (excludes New/Edit Resource page)",
    ),
    setting(
        "other.settings.passwordNeverExpires",
        "Miscellaneous",
        "Not required to change password(password does not expire)",
    )
    .on_api_only(),
    setting(
        "other.settings.canManageSharedDashboardTabs",
        "",
        "Can manage shared Dashboard tabs",
    ),
    setting(
        "other.settings.canOfferDashboardWidgets",
        "",
        "Can offer Dashboard widgets to other Resources",
    ),
    visibility(
        LIMIT,
        "Limit resource availability to self, plus (check all that apply)",
    ),
    // Shown where the organizational structure is switched on.
    visibility(
        "other.resourceVisibility.byLineOfBusiness",
        "Resources with a shared/common active Division > Line of Business",
    )
    .requiring(LIMIT),
    visibility(
        "other.resourceVisibility.byOrganization",
        "Resources with a shared/common active {org} (based on Account Manager or Account Team)",
    )
    .requiring(LIMIT),
    visibility(
        "other.resourceVisibility.byDepartment",
        "Resources with a shared/common Department",
    )
    .requiring(LIMIT),
    visibility(
        "other.resourceVisibility.byWorkgroup",
        "Resources with a shared/common active Workgroup",
    )
    .requiring(LIMIT),
    webhooks(CREATE_WEBHOOKS, "Can create Webhooks", CellKind::CheckBox),
    webhooks(
        "other.webhooks.max",
        "Maximum number of Webhooks",
        CellKind::Number { min: 1 },
    )
    .requiring(CREATE_WEBHOOKS),
];

const fn setting(path: &'static str, group: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::Other,
        group,
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Confirmed,
        source: "help: Settings_Other.htm; guides of ZenContract, TimeZest and MSP AI",
    }
}

const fn visibility(path: &'static str, row: &'static str) -> CellSpec {
    CellSpec {
        path,
        section: Section::Other,
        group: "Resource Visibility",
        row,
        column: None,
        kind: CellKind::CheckBox,
        on: Presence::EveryLevel,
        requires: None,
        status: Status::Confirmed,
        source: "help: Limit_Resource_Visibility.htm",
    }
}

const fn webhooks(path: &'static str, row: &'static str, kind: CellKind) -> CellSpec {
    CellSpec {
        path,
        section: Section::Other,
        group: "Webhooks",
        row,
        column: None,
        kind,
        on: Presence::ApiOnly,
        requires: None,
        status: Status::Confirmed,
        source: "help: Settings_Other.htm; guides of SaaS Alerts and CloudRadial",
    }
}
