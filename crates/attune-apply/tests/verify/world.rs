//! A small tenant, the manifest that describes it, and somebody who answers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ledger::Memory;
use attune_apply::ports::{ActAs, ActError, Authorship, NewNote, NewTicket, Probe, ReadError};
use attune_apply::{SecretSinks, Verify, verify};
use attune_model::catalogue::{ALLOW_IMPERSONATION, LicenseType};
use attune_model::{
    CellId, CellState, CellValue, CredentialSink, Credentials, Desired, DesiredApiUser,
    DesiredLevel, EffectiveRights, EmailPattern, Handle, ImpersonationRule, LevelChoice, LevelId,
    LevelName, Observed, ObservedLevel, Ownership, PeopleSelector, Proof, Reading, Remembered,
    Resource, ResourceFields, ResourceId, RightsThen, RuleLevels, Source, SystemLevelPolicy,
    TenantIdentity, Tracking, Verdict,
};
use tempfile::TempDir;

pub(crate) const API: LevelId = LevelId(30);
pub(crate) const DESK: LevelId = LevelId(40);
pub(crate) const LEAD: LevelId = LevelId(41);
pub(crate) const TASKY: ResourceId = ResourceId(7);
pub(crate) const TESS: ResourceId = ResourceId(101);
pub(crate) const TIM: ResourceId = ResourceId(102);
pub(crate) const TOM: ResourceId = ResourceId(103);
pub(crate) const LEA: ResourceId = ResourceId(111);
/// Who cannot exist.
pub(crate) const NOBODY: ResourceId = ResourceId(2_147_483_647);

pub(crate) const ADD: &str = "serviceDesk.objects.tickets.add";
pub(crate) const VIEW: &str = "webServicesApi.resourceImpersonation.crm.accounts.view";

pub(crate) struct World {
    pub(crate) desired: Desired,
    pub(crate) observed: Observed,
    pub(crate) folder: TempDir,
    /// Whose queries work; `None` is the API user itself.
    pub(crate) works: BTreeSet<Option<ResourceId>>,
    /// Whose queries get no answer.
    pub(crate) lost: BTreeSet<Option<ResourceId>>,
    pub(crate) sign_in: Result<(), ActError>,
    pub(crate) rights: Option<EffectiveRights>,
    /// Whom queries were asked for as.
    pub(crate) asked: RefCell<Vec<Option<ResourceId>>>,
}

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

pub(crate) fn rights(text: &str) -> EffectiveRights {
    serde_json::from_str(text).unwrap()
}

pub(crate) fn rights_then(text: &str) -> RightsThen {
    RightsThen {
        user: TASKY,
        rights: rights(text),
        at: "2026-11-20T08:00:00Z".parse().unwrap(),
    }
}

fn person(name: &str, level: LevelId) -> Resource {
    Resource {
        first_name: name.to_owned(),
        last_name: "Turner".to_owned(),
        email: format!("{}@contoso.example", name.to_lowercase()),
        user_name: name.to_lowercase(),
        active: true,
        license_type: LicenseType::Professional,
        level,
        location: None,
        texts: BTreeMap::new(),
    }
}

pub(crate) fn level(name: &str, cells: &[(&str, CellValue)]) -> ObservedLevel {
    let at = "2026-11-18T08:00:00Z".parse().unwrap();
    let known = |value: &CellValue| CellState::Known {
        value: value.clone(),
        source: Source::Ledger(Proof::ConsoleReread),
        at,
    };
    ObservedLevel {
        name: LevelName::new(name),
        active: true,
        system: false,
        cells: cells
            .iter()
            .map(|(cell, value)| (CellId::new(*cell), known(value)))
            .collect(),
    }
}

pub(crate) fn rule(allow: bool, levels: RuleLevels) -> ImpersonationRule {
    ImpersonationRule {
        allow,
        levels,
        system_levels: SystemLevelPolicy::Refuse,
        can_login: None,
    }
}

pub(crate) fn everybody() -> PeopleSelector {
    PeopleSelector {
        emails: Some(vec![EmailPattern("*@CONTOSO.example".to_owned())]),
        ..PeopleSelector::default()
    }
}

pub(crate) fn named(name: &str) -> RuleLevels {
    RuleLevels::Named(vec![LevelName::new(name)])
}

fn desired() -> Desired {
    let on = CellValue::Flag(true);
    let level = DesiredLevel {
        name: LevelName::new("Tasky API"),
        was: None,
        adopt: false,
        copy_of: None,
        active: Some(true),
        expires: None,
        cells: BTreeMap::from([(CellId::new(ADD), on.clone()), (CellId::new(VIEW), on)]),
    };
    let user = DesiredApiUser {
        adopt: false,
        first_name: "Tasky".to_owned(),
        middle_name: None,
        last_name: "Turner".to_owned(),
        email: "tasky@contoso.example".to_owned(),
        email_type: None,
        active: Some(true),
        locked: None,
        security_level: LevelChoice::Block(handle("tasky-api")),
        date_format: None,
        time_format: None,
        number_format: None,
        primary_internal_location: None,
        key: None,
        tracking: Some(Tracking::Vendor("Tallman.io - Tasky".to_owned())),
        lines_of_business: None,
        views_unassigned: None,
        protected_data: None,
        credentials: Some(CredentialSink::File("tasky.json".into())),
        credentials_max_age_days: None,
        rotation: None,
        expires: None,
    };
    Desired {
        tenant: handle("contoso"),
        security_levels: BTreeMap::from([(handle("tasky-api"), level)]),
        impersonation: BTreeMap::new(),
        people: BTreeMap::new(),
        api_users: BTreeMap::from([(handle("tasky"), user)]),
        checks: BTreeMap::new(),
        accept: BTreeMap::new(),
        ownership: Ownership::default(),
    }
}

fn observed() -> Observed {
    let on = CellValue::Flag(true);
    let tasky = Resource {
        license_type: LicenseType::ApiUser,
        ..person("Tasky", API)
    };
    Observed {
        tenant: TenantIdentity {
            database: 4711,
            zone: "America East".to_owned(),
            rest_url: String::new(),
            console_url: String::new(),
        },
        today: "2026-11-21".parse().unwrap(),
        levels: Reading::Read(BTreeMap::from([
            (API, level("Tasky API", &[(ADD, on.clone()), (VIEW, on)])),
            (DESK, level("Helpdesk", &[])),
            (LEAD, level("Lead", &[])),
        ])),
        resources: Reading::Read(BTreeMap::from([
            (TASKY, tasky),
            (TESS, person("Tess", DESK)),
            (TIM, person("Tim", DESK)),
            (TOM, person("Tom", DESK)),
            (LEA, person("Lea", LEAD)),
        ])),
        fields: Reading::Read(ResourceFields::default()),
        vendors: Reading::Read(BTreeSet::new()),
        caller: None,
        effective: BTreeMap::new(),
        remembered: Remembered::default(),
    }
}

impl World {
    /// Everything is as the manifest wants it, and `tasky.json` holds the key of the API user.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = r#"{"formatVersion": 1, "tenant": "contoso", "apiUser": "tasky", "userName": "tasky@contoso.example", "secret": "s3cr3t"}"#;
        std::fs::write(folder.path().join("tasky.json"), content).unwrap();
        Self {
            desired: desired(),
            observed: observed(),
            folder,
            works: BTreeSet::from([None]),
            lost: BTreeSet::new(),
            sign_in: Ok(()),
            rights: Some(rights(r#"{"Ticket": "AAAN"}"#)),
            asked: RefCell::default(),
        }
    }

    pub(crate) fn levels(&mut self) -> &mut BTreeMap<LevelId, ObservedLevel> {
        match &mut self.observed.levels {
            Reading::Read(levels) => levels,
            Reading::Failed(why) => panic!("{why}"),
        }
    }

    pub(crate) fn resources(&mut self) -> &mut BTreeMap<ResourceId, Resource> {
        match &mut self.observed.resources {
            Reading::Read(resources) => resources,
            Reading::Failed(why) => panic!("{why}"),
        }
    }

    /// Rules about the levels of people, and whether the flag was last seen on for "Lead".
    pub(crate) fn with_rules(mut self, rules: &[(bool, &str)], lead_was_on: bool) -> Self {
        for (allow, name) in rules {
            let rule = rule(*allow, named(name));
            let handle = handle(&name.to_lowercase());
            self.desired.impersonation.insert(handle, rule);
        }
        if lead_was_on {
            let on = level("Lead", &[(ALLOW_IMPERSONATION, CellValue::Flag(true))]);
            self.levels().insert(LEAD, on);
        }
        self
    }

    /// One line a claim.
    pub(crate) fn verify(&self, probe: bool) -> String {
        let mut memory = Memory::default();
        memory.remembered = self.observed.remembered.clone();
        let files = SecretSinks::in_folder(self.folder.path());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let verification = runtime.block_on(verify(
            self,
            &self.desired,
            &self.observed,
            &memory,
            &files,
            Verify { probe },
        ));
        assert_eq!(verification.database, 4711);
        let folder = self.folder.path().display().to_string();
        let lines: Vec<String> = verification
            .claims
            .iter()
            .map(|claim| {
                let verdict = match &claim.verdict {
                    Verdict::Shown { proof, evidence } => format!("shown, {proof}: {evidence}"),
                    Verdict::Contradicted { evidence } => format!("contradicted: {evidence}"),
                    Verdict::NotShown { why } => format!("not shown: {why}"),
                };
                format!("{} {} | {verdict}", claim.object, claim.what)
            })
            .collect();
        lines.join("\n").replace(&folder, "[folder]")
    }

    /// The lines about impersonation alone.
    pub(crate) fn flags(&self) -> String {
        let lines = self.verify(true);
        let flags: Vec<&str> = lines
            .lines()
            .filter(|line| line.contains("be impersonated |"))
            .collect();
        flags.join("\n")
    }
}

impl ActAs for World {
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError> {
        assert_eq!(credentials.key, "tasky@contoso.example");
        self.sign_in.clone()
    }

    async fn find_ticket(&self, _title: &str) -> Result<Option<i64>, ActError> {
        Ok(None)
    }

    async fn find_note(&self, _ticket: i64, _title: &str) -> Result<Option<i64>, ActError> {
        Ok(None)
    }

    async fn create_ticket(
        &self,
        _credentials: &Credentials,
        _person: ResourceId,
        _ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError> {
        panic!("nothing is written")
    }

    async fn create_note(
        &self,
        _credentials: &Credentials,
        _person: ResourceId,
        _note: &NewNote<'_>,
    ) -> Result<i64, ActError> {
        panic!("nothing is written")
    }

    async fn author_of_ticket(&self, _ticket: i64) -> Result<Authorship, ActError> {
        panic!("nothing was written")
    }

    async fn author_of_note(&self, _ticket: i64, _note: i64) -> Result<Authorship, ActError> {
        panic!("nothing was written")
    }
}

impl Probe for World {
    async fn effective_rights(
        &self,
        _credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        self.rights.clone().ok_or(ReadError::Throttled {
            host: "host".to_owned(),
            answer: "later".to_owned(),
        })
    }

    async fn peek(
        &self,
        _credentials: &Credentials,
        entity: &str,
        person: Option<ResourceId>,
    ) -> Result<(), ActError> {
        assert_eq!(entity, "Companies");
        self.asked.borrow_mut().push(person);
        if self.lost.contains(&person) {
            Err(ActError::Lost("cut".to_owned()))
        } else if self.works.contains(&person) {
            Ok(())
        } else {
            Err(ActError::Refused("status 500: no".to_owned()))
        }
    }
}
