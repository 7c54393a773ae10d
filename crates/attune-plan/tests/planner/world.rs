//! A manifest and a tenant that agree, by construction.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::LicenseType;
use attune_model::{
    CellId, CellState, CellValue, CredentialSink, Date, Desired, DesiredApiUser, DesiredCheck,
    DesiredLevel, EmailPattern, Handle, ImpersonationRule, LevelChoice, LevelId, LevelName, Note,
    Observed, ObservedLevel, Ownership, PeopleSelector, Plan, Policy, Proof, Reading, Remembered,
    RememberedApiUser, RememberedLevel, Resource, ResourceField, ResourceFields, ResourceId,
    RiskKind, RuleLevels, Source, SystemLevelPolicy, TenantIdentity, TestTicket, Timestamp,
    Tracking,
};

pub(crate) const SERVICE_DESK: LevelId = LevelId(39);
pub(crate) const SERVICE_DESK_COPY: LevelId = LevelId(61);
pub(crate) const ADMINISTRATOR: LevelId = LevelId(33);
pub(crate) const API_USER: LevelId = LevelId(24);
pub(crate) const HELPDESK: LevelId = LevelId(52);
pub(crate) const TASKY_LEVEL: LevelId = LevelId(60);

pub(crate) const TESS: ResourceId = ResourceId(101);
pub(crate) const PRIYA: ResourceId = ResourceId(102);
pub(crate) const CARL: ResourceId = ResourceId(103);
pub(crate) const ADA: ResourceId = ResourceId(104);
pub(crate) const ATTUNE: ResourceId = ResourceId(200);
pub(crate) const TASKY: ResourceId = ResourceId(201);

pub(crate) const ALLOW: &str = "webServicesApi.allowImpersonation";
pub(crate) const CAN_LOGIN: &str = "webServicesApi.canLogin";

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

pub(crate) fn level_name(text: &str) -> LevelName {
    LevelName::new(text)
}

pub(crate) fn known(value: CellValue) -> CellState {
    CellState::Known {
        value,
        source: Source::Ledger(Proof::ConsoleReread),
        at: Timestamp::UNIX_EPOCH,
    }
}

pub(crate) fn flag(value: bool) -> CellState {
    known(CellValue::Flag(value))
}

fn level(name: &str, system: bool, cells: &[(&str, bool)]) -> ObservedLevel {
    ObservedLevel {
        name: level_name(name),
        active: true,
        system,
        cells: cells
            .iter()
            .map(|(cell, value)| (CellId::new(*cell), flag(*value)))
            .collect(),
    }
}

fn resource(name: &str, email: &str, license_type: LicenseType, level: LevelId) -> Resource {
    let (first_name, last_name) = name.split_once(' ').unwrap();
    Resource {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        user_name: first_name.to_lowercase(),
        active: true,
        license_type,
        level,
        location: Some(1),
        texts: BTreeMap::new(),
    }
}

pub(crate) fn emails(patterns: &[&str]) -> Vec<EmailPattern> {
    let patterns = patterns.iter().map(|text| EmailPattern((*text).to_owned()));
    patterns.collect()
}

/// People by e-mail address.
pub(crate) fn people(patterns: &[&str]) -> PeopleSelector {
    PeopleSelector {
        emails: Some(emails(patterns)),
        ..PeopleSelector::default()
    }
}

/// People by the level they hold.
pub(crate) fn holders(levels: &[&str]) -> PeopleSelector {
    PeopleSelector {
        levels: Some(levels.iter().map(|name| level_name(name)).collect()),
        ..PeopleSelector::default()
    }
}

pub(crate) fn vendor(name: &str) -> Tracking {
    Tracking::Vendor(name.to_owned())
}

pub(crate) fn named(level: &str) -> LevelChoice {
    LevelChoice::Named(level_name(level))
}

/// The day of the look.
pub(crate) const TODAY: Date = Date::constant(2026, 11, 21);

/// What the manifest says.
pub(crate) fn desired() -> Desired {
    Desired {
        tenant: handle("contoso"),
        security_levels: BTreeMap::from([(
            handle("tasky-api"),
            DesiredLevel {
                name: level_name("Tasky API"),
                was: None,
                adopt: false,
                copy_of: Some(level_name("API User (system)")),
                active: Some(true),
                expires: None,
                cells: BTreeMap::from([(CellId::new(CAN_LOGIN), CellValue::Flag(true))]),
            },
        )]),
        impersonation: BTreeMap::from([(
            handle("users"),
            ImpersonationRule {
                allow: true,
                levels: RuleLevels::HeldBy(PeopleSelector {
                    active: Some(true),
                    ..people(&["*@contoso.example"])
                }),
                system_levels: SystemLevelPolicy::Copy,
                can_login: None,
            },
        )]),
        api_users: BTreeMap::from([(
            handle("tasky"),
            DesiredApiUser {
                adopt: false,
                first_name: "Tasky".to_owned(),
                middle_name: None,
                last_name: "Integration".to_owned(),
                email: "psa@contoso.example".to_owned(),
                email_type: None,
                active: Some(true),
                locked: None,
                security_level: LevelChoice::Block(handle("tasky-api")),
                date_format: None,
                time_format: None,
                number_format: None,
                primary_internal_location: None,
                key: None,
                tracking: Some(vendor("Tallman.io - Tasky")),
                lines_of_business: None,
                views_unassigned: None,
                protected_data: None,
                credentials: Some(CredentialSink::File("secrets/tasky.json".into())),
                credentials_max_age_days: None,
                rotation: None,
                expires: None,
            },
        )]),
        people: BTreeMap::new(),
        checks: BTreeMap::new(),
        accept: BTreeMap::new(),
        ownership: Ownership::default(),
    }
}

/// The check that the walkthrough ends with.
pub(crate) fn check() -> DesiredCheck {
    DesiredCheck {
        api_user: handle("tasky"),
        acts_as: EmailPattern("tess@contoso.example".to_owned()),
        ticket: TestTicket {
            company_id: 0,
            status: 1,
            priority: 2,
            queue_id: None,
        },
    }
}

#[expect(clippy::too_many_lines, reason = "data")]
/// A tenant that is as [`desired`] says, with a ledger that knows it.
pub(crate) fn observed() -> Observed {
    let levels = BTreeMap::from([
        (API_USER, level("API User (system)", true, &[])),
        (
            ADMINISTRATOR,
            level("System Administrator (system)", true, &[]),
        ),
        (SERVICE_DESK, level("Service Desk User (system)", true, &[])),
        (HELPDESK, level("Helpdesk Lead", false, &[(ALLOW, true)])),
        (TASKY_LEVEL, level("Tasky API", false, &[(CAN_LOGIN, true)])),
        (
            SERVICE_DESK_COPY,
            level(
                "Service Desk User (with Impersonation)",
                false,
                &[(ALLOW, true)],
            ),
        ),
    ]);
    let person = LicenseType::Professional;
    let resources = BTreeMap::from([
        (
            TESS,
            resource(
                "Tess Turner",
                "tess@contoso.example",
                person,
                SERVICE_DESK_COPY,
            ),
        ),
        (
            PRIYA,
            resource("Priya Nair", "priya@contoso.example", person, HELPDESK),
        ),
        (
            CARL,
            resource("Carl Jansen", "carl@partner.example", person, SERVICE_DESK),
        ),
        (
            ADA,
            resource(
                "Ada Winter",
                "ada@admin.example",
                LicenseType::Administrator,
                ADMINISTRATOR,
            ),
        ),
        (
            ATTUNE,
            resource(
                "attune Reconciler",
                "attune@contoso.example",
                LicenseType::ApiUser,
                API_USER,
            ),
        ),
        (
            TASKY,
            resource(
                "Tasky Integration",
                "psa@contoso.example",
                LicenseType::ApiUser,
                TASKY_LEVEL,
            ),
        ),
    ]);
    let writable = |name: &str, read_only| (name.to_owned(), ResourceField { read_only });
    Observed {
        tenant: TenantIdentity {
            database: 1,
            zone: "Test".to_owned(),
            rest_url: "https://rest.example/ATServicesRest/".to_owned(),
            console_url: "https://console.example/".to_owned(),
        },
        today: TODAY,
        levels: Reading::Read(levels),
        resources: Reading::Read(resources),
        fields: Reading::Read(ResourceFields {
            fields: BTreeMap::from([
                writable("dateFormat", true),
                writable("email", false),
                writable("emailTypeCode", false),
                writable("firstName", false),
                writable("isActive", false),
                writable("lastName", false),
                writable("locationID", true),
                writable("middleName", false),
                writable("numberFormat", false),
                writable("timeFormat", true),
                writable("userType", true),
            ]),
            locations: BTreeMap::from([(1, "Head office".to_owned()), (2, "Branch".to_owned())]),
        }),
        vendors: Reading::Read(BTreeSet::from([
            "Tallman.io - Tasky".to_owned(),
            "DeskDirector - DeskDirector Portal".to_owned(),
        ])),
        caller: Some(ATTUNE),
        effective: BTreeMap::new(),
        remembered: Remembered {
            database: Some(1),
            levels: BTreeMap::from([(
                handle("tasky-api"),
                RememberedLevel {
                    id: TASKY_LEVEL,
                    copy_of: Some(level_name("API User (system)")),
                },
            )]),
            copies: BTreeMap::from([(SERVICE_DESK, SERVICE_DESK_COPY)]),
            api_users: BTreeMap::from([(
                handle("tasky"),
                RememberedApiUser {
                    id: TASKY,
                    tracking: Some(vendor("Tallman.io - Tasky")),
                    delivered: None,
                    fields: BTreeMap::new(),
                    protected_data: None,
                },
            )]),
            checks: BTreeMap::new(),
            unfinished: BTreeSet::new(),
            rights: BTreeMap::new(),
            replaced: BTreeMap::new(),
            put_back: BTreeMap::new(),
        },
    }
}

/// The same tenant before attune ever saw it.
pub(crate) fn untouched() -> Observed {
    let mut observed = observed();
    levels(&mut observed).remove(&TASKY_LEVEL);
    levels(&mut observed).remove(&SERVICE_DESK_COPY);
    levels(&mut observed)
        .get_mut(&HELPDESK)
        .unwrap()
        .cells
        .clear();
    resources(&mut observed).remove(&TASKY);
    resources(&mut observed).get_mut(&TESS).unwrap().level = SERVICE_DESK;
    observed.remembered = Remembered::default();
    observed
}

pub(crate) fn levels(observed: &mut Observed) -> &mut BTreeMap<LevelId, ObservedLevel> {
    match &mut observed.levels {
        Reading::Read(levels) => levels,
        Reading::Failed(_) => panic!("the levels were read"),
    }
}

pub(crate) fn resources(observed: &mut Observed) -> &mut BTreeMap<ResourceId, Resource> {
    match &mut observed.resources {
        Reading::Read(resources) => resources,
        Reading::Failed(_) => panic!("the resources were read"),
    }
}

/// The block of the one API user.
pub(crate) fn tasky(desired: &mut Desired) -> &mut DesiredApiUser {
    desired.api_users.get_mut(&handle("tasky")).unwrap()
}

/// The block of its level.
pub(crate) fn tasky_api(desired: &mut Desired) -> &mut DesiredLevel {
    desired
        .security_levels
        .get_mut(&handle("tasky-api"))
        .unwrap()
}

/// What the ledger remembers of the API user.
pub(crate) fn remembered(observed: &mut Observed) -> &mut RememberedApiUser {
    let users = &mut observed.remembered.api_users;
    users.get_mut(&handle("tasky")).unwrap()
}

/// The notes, one a line, with their kind.
pub(crate) fn notes(plan: &Plan) -> String {
    let notes = plan.notes.iter().map(|note| match note {
        Note::Unmanaged(text) => format!("unmanaged: {text}"),
        Note::AlsoAffected(text) => format!("also affected: {text}"),
        Note::FromLedger(text) => format!("from the ledger: {text}"),
        Note::Captured(text) => format!("as captured: {text}"),
        Note::Unseen(text) => format!("unseen: {text}"),
        Note::Accepted(text) => format!("accepted: {text}"),
        Note::LeftOut(text) => format!("left out: {text}"),
        Note::Ignored(text) => format!("ignored: {text}"),
        Note::Advice(text) => format!("advice: {text}"),
    });
    notes.collect::<Vec<_>>().join("\n")
}

pub(crate) fn plan(desired: &Desired, observed: &Observed) -> Plan {
    attune_plan::plan(desired, observed, &Policy::default())
}

/// The guarded risks that were not allowed, one a line.
pub(crate) fn refused(plan: &Plan) -> String {
    let refused = plan.refused.iter();
    let lines = refused.map(|risk| format!("{}: {}", risk.kind, risk.what));
    lines.collect::<Vec<_>>().join("\n")
}

/// A plan with one guarded risk allowed.
pub(crate) fn plan_allowing(desired: &Desired, observed: &Observed, kind: RiskKind) -> Plan {
    let allow = [kind].into();
    attune_plan::plan(
        desired,
        observed,
        &Policy {
            allow,
            ..Policy::default()
        },
    )
}

/// So many more people who hold a level, numbered from `first`.
pub(crate) fn add_people(observed: &mut Observed, first: i64, count: i64, level: LevelId) {
    let pattern = resources(observed)[&CARL].clone();
    for number in first..first + count {
        let person = Resource {
            first_name: format!("Person{number}"),
            email: format!("p{number}@partner.example"),
            level,
            ..pattern.clone()
        };
        resources(observed).insert(ResourceId(number), person);
    }
}

/// A custom level that the ledger knows as a copy of `API User (system)`.
pub(crate) fn add_api_only_level(observed: &mut Observed, number: i64) {
    let id = LevelId(number);
    let added = level(&format!("Level {number}"), false, &[(CAN_LOGIN, false)]);
    levels(observed).insert(id, added);
    let copy_of = Some(level_name("API User (system)"));
    let known = RememberedLevel { id, copy_of };
    let remembered = &mut observed.remembered.levels;
    remembered.insert(handle(&format!("l{number}")), known);
}

/// Steps, then problems, one a line.
pub(crate) fn lines(plan: &Plan) -> String {
    let mut lines: Vec<String> = plan
        .steps
        .iter()
        .map(|step| {
            let needs: Vec<&str> = step.needs.iter().map(|id| id.0.as_str()).collect();
            let after = if needs.is_empty() {
                String::new()
            } else {
                format!(" after {}", needs.join(", "))
            };
            format!(
                "{}: {} [{} -> {}]{after}",
                step.id,
                step.change.title(),
                step.channel,
                step.proof
            )
        })
        .collect();
    lines.extend(plan.problems.iter().map(|problem| {
        format!(
            "problem {} at {}: {} | {}",
            problem.kind.id(),
            problem.place,
            problem.message,
            problem.help
        )
    }));
    lines.join("\n")
}
