//! A tenant with something in it for every line of an audit.

use std::collections::{BTreeMap, BTreeSet};

use attune_audit::{Audit, audit};
use attune_model::catalogue::{ALLOW_IMPERSONATION, LicenseType, ProtectedData};
use attune_model::{
    CellId, CellState, CellValue, Date, Effective, Handle, LevelId, LevelName, Observed,
    ObservedLevel, Reading, Remembered, RememberedApiUser, RememberedLevel, Resource,
    ResourceFields, ResourceId, Scope, Source, TenantIdentity, Timestamp, Tracking,
};

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

pub(crate) fn level(name: &str, cells: &[(&str, CellValue)]) -> ObservedLevel {
    let seen = |value: &CellValue| CellState::Known {
        value: value.clone(),
        source: Source::Console,
        at: "2026-05-30T08:00:00Z".parse().unwrap(),
    };
    ObservedLevel {
        name: LevelName::new(name),
        active: true,
        system: name.contains("(system)"),
        cells: cells
            .iter()
            .map(|(id, value)| (CellId::new(*id), seen(value)))
            .collect(),
    }
}

fn resource(name: &str, level: i64, license_type: LicenseType) -> Resource {
    let (first, last) = name.split_once(' ').unwrap();
    Resource {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: format!("{}@contoso.example", first.to_lowercase()),
        user_name: first.to_owned(),
        active: true,
        license_type,
        level: LevelId(level),
        location: None,
        texts: BTreeMap::new(),
    }
}

fn remembered() -> Remembered {
    let tasky = RememberedApiUser {
        id: ResourceId(90),
        tracking: Some(Tracking::Vendor("Tallman.io - Tasky".to_owned())),
        delivered: Some(Date::constant(2026, 5, 1)),
        fields: BTreeMap::new(),
        protected_data: Some([ProtectedData::ViewUnprotected].into()),
    };
    let level = RememberedLevel {
        id: LevelId(50),
        copy_of: Some(LevelName::new("API User (system)")),
    };
    Remembered {
        levels: [(handle("tasky-api"), level)].into(),
        api_users: [(handle("tasky"), tasky)].into(),
        ..Remembered::default()
    }
}

pub(crate) fn observed() -> Observed {
    let table = "webServicesApi.resourceImpersonation.serviceDesk.tickets";
    let cells = [
        (format!("{table}.view"), CellValue::Flag(true)),
        (format!("{table}.add"), CellValue::Flag(true)),
        (
            "serviceDesk.objects.tickets.view".to_owned(),
            CellValue::Scope(Scope::All),
        ),
    ];
    let cells = cells
        .each_ref()
        .map(|(id, value)| (id.as_str(), value.clone()));
    let levels = [
        (24, level("API User (system)", &[])),
        (33, level("System Administrator (system)", &[])),
        (50, level("Tasky API", &cells)),
        (
            52,
            level("Helpdesk", &[(ALLOW_IMPERSONATION, CellValue::Flag(true))]),
        ),
    ];
    let mut retired = resource("Sam Okafor", 52, LicenseType::Professional);
    retired.active = false;
    let resources = [
        (1, resource("Ada Admin", 33, LicenseType::Administrator)),
        (2, resource("Tess Turner", 52, LicenseType::Professional)),
        (3, retired),
        (90, resource("Tasky Integration", 50, LicenseType::ApiUser)),
        (91, resource("Full Sync", 24, LicenseType::ApiUser)),
    ];
    let rights = serde_json::from_str(r#"{"Company": "NRNN", "Ticket": "AARN"}"#).unwrap();
    let effective = Effective {
        user: ResourceId(91),
        level: LevelId(24),
        rights: Reading::Read(rights),
    };
    Observed {
        tenant: TenantIdentity {
            database: 7,
            zone: "America East".to_owned(),
            rest_url: "https://rest.example/ATServicesRest/".to_owned(),
            console_url: "https://console.example/".to_owned(),
        },
        today: Date::constant(2026, 6, 1),
        levels: Reading::Read(levels.map(|(id, level)| (LevelId(id), level)).into()),
        resources: Reading::Read(resources.map(|(id, one)| (ResourceId(id), one)).into()),
        fields: Reading::Read(ResourceFields::default()),
        vendors: Reading::Read(BTreeSet::new()),
        caller: Some(ResourceId(91)),
        effective: [(handle("full"), effective)].into(),
        remembered: remembered(),
    }
}

pub(crate) fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

pub(crate) fn audited() -> Audit {
    audit(&handle("contoso"), &observed(), now())
}
