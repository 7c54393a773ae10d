//! A tenant in memory behind all ports, with one fault at a time.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ledger::{Ledger, Memory};
use attune_apply::ports::{
    ActAs, ActError, ApiUserContent, Authorship, Console, ConsoleError, LevelContent, NewNote,
    NewTicket, Probe, ReadError, ResourceMetadata, ResourceWrite, TenantRead, WriteError,
};
use attune_apply::{CredentialFiles, Executor, Quiet, Undo, UndoError, undo};
use attune_model::catalogue::{LicenseType, ProtectedData};
use attune_model::{
    ApiUserForm, ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel, CheckTask,
    CredentialSink, Credentials, EffectiveRights, Field, FieldChange, FieldState, FieldValue,
    Handle, LevelEdit, LevelId, LevelName, LevelRef, Observed, ObservedLevel, Outcome, Person,
    Plan, Proof, Reading, Reason, Resource, ResourceFields, ResourceId, Secret, Step, StepId,
    TenantIdentity, TestTicket, Timestamp, Tracking,
};
use tempfile::TempDir;

pub(crate) const BASE: LevelId = LevelId(24);
pub(crate) const CUSTOM: LevelId = LevelId(52);
pub(crate) const TESS: ResourceId = ResourceId(101);
pub(crate) const USER: ResourceId = ResourceId(201);
pub(crate) const CELL: &str = "webServicesApi.allowImpersonation";

/// What goes wrong, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The answer of a write is lost after it took effect.
    LostAfter(&'static str),
    /// The answer of a write is lost, and it took no effect.
    LostBefore(&'static str),
    /// The write is answered as done, and took no effect.
    Ignored(&'static str),
}

#[derive(Clone, Debug)]
struct Level {
    name: LevelName,
    active: bool,
    system: bool,
    cells: BTreeMap<CellId, CellValue>,
}

#[derive(Clone, Debug)]
struct Record {
    id: i64,
    title: String,
    author: ResourceId,
}

#[derive(Debug)]
pub(crate) struct State {
    levels: BTreeMap<LevelId, Level>,
    pub(crate) resources: BTreeMap<ResourceId, Resource>,
    tickets: Vec<Record>,
    notes: Vec<Record>,
    /// What only the form of an API user shows.
    pub(crate) forms: BTreeMap<ResourceId, ApiUserContent>,
    pub(crate) protected_data: BTreeMap<ResourceId, BTreeSet<ProtectedData>>,
    fault: Option<Fault>,
    pub(crate) writes: Vec<&'static str>,
    /// What saving a new API user drops.
    pub(crate) dropped: Option<Field>,
    /// Which identifier a new API user gets, whatever was chosen.
    pub(crate) tracking_is: Option<Tracking>,
    /// Whom the records name as author, whatever the header says.
    pub(crate) author_is: Option<ResourceId>,
    /// Whether no foreign credentials are accepted.
    pub(crate) refuses: bool,
    /// Whether somebody sits at the form for new API users.
    pub(crate) nobody: bool,
    /// What levels let API users do over REST; a level that is not here refuses the sign-in.
    pub(crate) rights: BTreeMap<LevelId, EffectiveRights>,
    /// The keys that signed in to ask for their rights.
    pub(crate) probes: Vec<String>,
    /// Why the list of resources cannot be read.
    pub(crate) unreadable: Option<ReadError>,
}

/// The tenant; its two halves share one state.
pub(crate) struct World {
    pub(crate) state: RefCell<State>,
    pub(crate) folder: TempDir,
    /// What the clock says.
    pub(crate) now: Cell<Timestamp>,
    /// The credential files that the manifest names.
    pub(crate) sinks: BTreeMap<Handle, CredentialSink>,
}

pub(crate) struct Operator<'a>(pub(crate) &'a World);

enum Effect {
    Done,
    Lost,
    Not,
    LostNot,
}

impl World {
    pub(crate) fn new(fault: Option<Fault>) -> Self {
        let level = |name: &str, system, cells| Level {
            name: LevelName::new(name),
            active: true,
            system,
            cells,
        };
        let off = BTreeMap::from([(CellId::new(CELL), CellValue::Flag(false))]);
        let state = State {
            levels: BTreeMap::from([
                (BASE, level("API User (system)", true, off.clone())),
                (CUSTOM, level("Helpdesk Lead", false, off)),
            ]),
            resources: BTreeMap::from([
                (
                    TESS,
                    resource("Tess", "tess", LicenseType::Professional, CUSTOM),
                ),
                (USER, resource("Old", "old", LicenseType::ApiUser, BASE)),
            ]),
            tickets: Vec::new(),
            notes: Vec::new(),
            forms: BTreeMap::new(),
            protected_data: BTreeMap::new(),
            fault,
            writes: Vec::new(),
            dropped: None,
            tracking_is: None,
            author_is: None,
            refuses: false,
            nobody: false,
            rights: BTreeMap::new(),
            probes: Vec::new(),
            unreadable: None,
        };
        Self {
            state: RefCell::new(state),
            folder: tempfile::tempdir().unwrap(),
            now: Cell::new(Timestamp::UNIX_EPOCH),
            sinks: BTreeMap::new(),
        }
    }

    pub(crate) fn set_cell(&self, level: LevelId, value: bool) {
        self.set(level, CELL, value);
    }

    pub(crate) fn set(&self, level: LevelId, cell: &str, value: bool) {
        let mut state = self.state.borrow_mut();
        let cells = &mut state.levels.get_mut(&level).unwrap().cells;
        cells.insert(CellId::new(cell), CellValue::Flag(value));
    }

    pub(crate) fn inactivate(&self, level: LevelId) {
        let mut state = self.state.borrow_mut();
        state.levels.get_mut(&level).unwrap().active = false;
    }

    /// REST reports that the API user has no middle name.
    pub(crate) fn say_middle_name(&self) {
        let mut state = self.state.borrow_mut();
        let texts = &mut state.resources.get_mut(&USER).unwrap().texts;
        texts.insert(Field::MiddleName, String::new());
    }

    pub(crate) fn level_names(&self) -> Vec<String> {
        let state = self.state.borrow();
        state
            .levels
            .values()
            .map(|level| level.name.to_string())
            .collect()
    }

    pub(crate) fn copy(&self, name: &str) {
        let mut state = self.state.borrow_mut();
        let id = LevelId(state.levels.keys().map(|id| id.0).max().unwrap() + 1);
        let mut level = state.levels[&BASE].clone();
        level.name = LevelName::new(name);
        level.system = false;
        state.levels.insert(id, level);
    }

    /// An operator creates the API user of [`create_step`] with a key of their own.
    pub(crate) fn create_by_hand(&self, key: &str) {
        let mut user = resource("Tasky", key, LicenseType::ApiUser, BASE);
        user.email = "psa@contoso.example".to_owned();
        let mut state = self.state.borrow_mut();
        state.resources.insert(ResourceId(300), user);
    }

    /// Whether a write takes effect, and whether its answer arrives; the fault is used up.
    fn effect(&self, write: &'static str) -> Effect {
        let mut state = self.state.borrow_mut();
        state.writes.push(write);
        let effect = match state.fault {
            Some(Fault::LostAfter(which)) if which == write => Effect::Lost,
            Some(Fault::LostBefore(which)) if which == write => Effect::LostNot,
            Some(Fault::Ignored(which)) if which == write => Effect::Not,
            _ => return Effect::Done,
        };
        state.fault = None;
        effect
    }

    fn change<T>(
        &self,
        write: &'static str,
        work: impl FnOnce(&mut State) -> T,
        ignored: impl FnOnce() -> T,
    ) -> Result<T, ()> {
        match self.effect(write) {
            Effect::Done => Ok(work(&mut self.state.borrow_mut())),
            Effect::Not => Ok(ignored()),
            Effect::Lost => {
                work(&mut self.state.borrow_mut());
                Err(())
            }
            Effect::LostNot => Err(()),
        }
    }

    /// Every level, and every person with their form and boxes, in words.
    pub(crate) fn picture(&self) -> BTreeMap<String, String> {
        let state = self.state.borrow();
        let levels = state.levels.iter().map(|(id, level)| {
            let mark = if level.active { "" } else { " (inactive)" };
            let cells: Vec<String> = level
                .cells
                .iter()
                .map(|(cell, value)| format!("{cell} {value}"))
                .collect();
            let text = format!("{}{mark}: {}", level.name, cells.join(", "));
            (format!("level {id}"), text)
        });
        let people = state.resources.iter().map(|(id, known)| {
            let form = state.forms.get(id).cloned().unwrap_or_else(content);
            let boxes = state.protected_data.get(id).cloned().unwrap_or_default();
            let mark = if known.active { "" } else { " (inactive)" };
            let text = format!(
                "{}{mark}: level {}, {:?}, {:?}, {boxes:?}",
                known.full_name(),
                known.level,
                known.texts,
                form.fields
            );
            (format!("resource {id}"), text)
        });
        levels.chain(people).collect()
    }

    /// What would be observed now.
    pub(crate) fn observed(&self) -> Observed {
        let memory = self.memory();
        let mut levels: BTreeMap<LevelId, ObservedLevel> = self
            .state
            .borrow()
            .levels
            .iter()
            .map(|(id, level)| {
                let level = ObservedLevel {
                    name: level.name.clone(),
                    active: level.active,
                    system: level.system,
                    cells: BTreeMap::new(),
                };
                (*id, level)
            })
            .collect();
        for (id, cells) in &memory.cells {
            levels.get_mut(id).unwrap().cells.clone_from(cells);
        }
        Observed {
            tenant: TenantIdentity {
                database: 1,
                zone: String::new(),
                rest_url: String::new(),
                console_url: String::new(),
            },
            today: "2026-11-21".parse().unwrap(),
            levels: Reading::Read(levels),
            resources: Reading::Read(self.state.borrow().resources.clone()),
            fields: Reading::Read(ResourceFields::default()),
            vendors: Reading::Read(BTreeSet::new()),
            caller: None,
            effective: BTreeMap::new(),
            remembered: memory.remembered,
        }
    }

    /// Plans to take a run back.
    pub(crate) fn undo(&self, run: Option<&str>) -> Result<Undo, UndoError> {
        let entries = Ledger::read(&self.folder.path().join("state")).unwrap();
        undo(&entries, run, &self.observed())
    }

    /// What the ledger remembers.
    pub(crate) fn memory(&self) -> Memory {
        Memory::of(&Ledger::read(&self.folder.path().join("state")).unwrap())
    }

    /// Carries steps out in a run of their own.
    pub(crate) fn apply(&self, run: &str, steps: Vec<Step>) -> Vec<Outcome> {
        let plan = Plan {
            tenant: handle("contoso"),
            database: 1,
            steps,
            problems: Vec::new(),
            refused: Vec::new(),
            notes: Vec::new(),
        };
        let credentials = CredentialFiles::in_folder(self.folder.path());
        let mut ledger = Ledger::open(&self.folder.path().join("state"), run).unwrap();
        let mut operator = Operator(self);
        let clock = || self.now.get();
        let executor = Executor::new(self, &mut operator, &mut ledger, &credentials, &clock);
        let executor = executor.with_sinks(&self.sinks);
        let report = wait(executor.run(&plan, &mut Quiet));
        report
            .results
            .into_iter()
            .map(|result| result.outcome)
            .collect()
    }
}

/// Runs something to its end.
pub(crate) fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(work)
}

pub(crate) fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

pub(crate) fn resource(
    name: &str,
    key: &str,
    license_type: LicenseType,
    level: LevelId,
) -> Resource {
    Resource {
        first_name: name.to_owned(),
        last_name: "Test".to_owned(),
        email: format!("{key}@contoso.example"),
        user_name: key.to_owned(),
        active: true,
        license_type,
        level,
        location: None,
        texts: BTreeMap::new(),
    }
}

pub(crate) fn step(id: &str, change: Change, channel: Channel) -> Step {
    Step {
        id: StepId(id.to_owned()),
        change,
        reason: Reason::Missing,
        channel,
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    }
}

pub(crate) fn existing(id: LevelId, name: &str) -> LevelRef {
    LevelRef::Existing {
        id,
        name: LevelName::new(name),
    }
}

fn cells(before: CellState) -> BTreeMap<CellId, CellChange> {
    let after = CellValue::Flag(true);
    BTreeMap::from([(CellId::new(CELL), CellChange { before, after })])
}

pub(crate) fn copy_step() -> Step {
    let change = Change::CopyLevel {
        handle: Some(handle("tasky-api")),
        base: existing(BASE, "API User (system)"),
        name: LevelName::new("Tasky API"),
        active: true,
        cells: cells(CellState::Unknown),
    };
    step("level/tasky-api", change, Channel::Operator)
}

pub(crate) fn edit_step(before: CellState) -> Step {
    let change = Change::EditLevel {
        handle: None,
        level: existing(CUSTOM, "Helpdesk Lead"),
        rename: None,
        active: None,
        cells: cells(before),
        holders: Vec::new(),
    };
    step("edit/52", change, Channel::Operator)
}

pub(crate) fn create_step() -> Step {
    let change = Change::CreateApiUser {
        handle: handle("tasky"),
        form: ApiUserForm {
            first_name: "Tasky".to_owned(),
            middle_name: None,
            last_name: "Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
            email_type: None,
            active: true,
            locked: None,
            level: existing(BASE, "API User (system)"),
            date_format: None,
            time_format: None,
            number_format: None,
            primary_internal_location: None,
            key: None,
            tracking: vendor(),
            lines_of_business: None,
            views_unassigned: None,
        },
        credentials: CredentialSink::File("tasky.json".into()),
        replaces: None,
    };
    step("api-user/tasky", change, Channel::Operator)
}

/// [`create_step`] with what else the form can hold.
pub(crate) fn create_whole_step() -> Step {
    let mut step = create_step();
    if let Change::CreateApiUser { form, .. } = &mut step.change {
        form.middle_name = Some("Middle".to_owned());
        form.email_type = Some("Primary".to_owned());
        form.key = Some("typed".to_owned());
        form.lines_of_business = Some(BTreeSet::from(["Managed".to_owned()]));
        form.views_unassigned = Some(true);
    }
    step
}

/// The boxes of the API user that [`create_step`] makes.
pub(crate) fn boxes_step(before: Option<BTreeSet<ProtectedData>>) -> Step {
    let change = Change::SetProtectedData {
        handle: handle("tasky"),
        user: ApiUserRef::Planned {
            step: StepId("api-user/tasky".to_owned()),
            name: "Tasky Test".to_owned(),
            email: "psa@contoso.example".to_owned(),
        },
        before,
        after: BTreeSet::from([ProtectedData::ViewProtected]),
    };
    let mut step = step("api-user/tasky/protected-data", change, Channel::Operator);
    step.needs = BTreeSet::from([StepId("api-user/tasky".to_owned())]);
    step
}

pub(crate) fn vendor() -> Tracking {
    Tracking::Vendor("Vendor".to_owned())
}

pub(crate) fn assign_step(channel: Channel) -> Step {
    let change = Change::AssignLevel {
        person: tess(),
        before: existing(CUSTOM, "Helpdesk Lead"),
        after: existing(BASE, "API User (system)"),
    };
    step("assign/101", change, channel)
}

pub(crate) fn update_step(channel: Channel) -> Step {
    let change = FieldChange {
        before: FieldState::Known(FieldValue::Flag(true)),
        after: FieldValue::Flag(false),
    };
    update_fields(channel, BTreeMap::from([(Field::IsActive, change)]))
}

pub(crate) fn update_fields(channel: Channel, fields: BTreeMap<Field, FieldChange>) -> Step {
    let change = Change::UpdateApiUser {
        handle: handle("old"),
        user: Person {
            id: USER,
            name: "Old Test".to_owned(),
            email: "old@contoso.example".to_owned(),
        },
        fields,
        tracking: Some(vendor()),
    };
    step("api-user/old/fields", change, channel)
}

pub(crate) fn adopt_level_step(name: &str) -> Step {
    let change = Change::AdoptLevel {
        handle: handle("lead"),
        id: CUSTOM,
        name: LevelName::new(name),
    };
    step("level/lead/adopt", change, Channel::Rest)
}

pub(crate) fn adopt_api_user_step() -> Step {
    let change = Change::AdoptApiUser {
        handle: handle("old"),
        user: Person {
            id: USER,
            name: "Old Test".to_owned(),
            email: "old@contoso.example".to_owned(),
        },
        tracking: Some(vendor()),
    };
    step("api-user/old/adopt", change, Channel::Rest)
}

pub(crate) fn check_step() -> Step {
    let task = CheckTask {
        handle: handle("note"),
        api_user: handle("tasky"),
        credentials: CredentialSink::File("tasky.json".into()),
        acts_as: tess(),
        ticket: TestTicket {
            company_id: 0,
            status: 1,
            priority: 1,
            queue_id: None,
        },
        relies_on: "digest".to_owned(),
    };
    step("check/note", Change::Check(task), Channel::Rest)
}

pub(crate) fn tess() -> Person {
    Person {
        id: TESS,
        name: "Tess Test".to_owned(),
        email: "tess@contoso.example".to_owned(),
    }
}

impl TenantRead for World {
    async fn identity(&self) -> Result<TenantIdentity, ReadError> {
        Ok(TenantIdentity {
            database: 1,
            zone: String::new(),
            rest_url: String::new(),
            console_url: String::new(),
        })
    }

    fn caller_key(&self) -> &'static str {
        "attune@contoso.example"
    }

    async fn resource_metadata(&self) -> Result<ResourceMetadata, ReadError> {
        let state = self.state.borrow();
        let levels = state.levels.iter().map(|(id, level)| {
            let level = ObservedLevel {
                name: level.name.clone(),
                active: level.active,
                system: level.system,
                cells: BTreeMap::new(),
            };
            (*id, level)
        });
        Ok(ResourceMetadata {
            levels: levels.collect(),
            fields: ResourceFields::default(),
        })
    }

    async fn resources(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        let state = self.state.borrow();
        match &state.unreadable {
            Some(error) => Err(error.clone()),
            None => Ok(state.resources.clone()),
        }
    }

    async fn api_users(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        let mut users = self.state.borrow().resources.clone();
        users.retain(|_, resource| resource.is_api_user());
        Ok(users)
    }

    async fn resource(&self, id: ResourceId) -> Result<Option<Resource>, ReadError> {
        Ok(self.state.borrow().resources.get(&id).cloned())
    }

    async fn vendors(&self) -> Result<BTreeSet<String>, ReadError> {
        Ok(BTreeSet::new())
    }
}

fn set_fields(state: &mut State, id: ResourceId, fields: &BTreeMap<Field, FieldValue>) {
    let resource = state.resources.get_mut(&id).unwrap();
    for (field, value) in fields {
        match (field, value) {
            (Field::IsActive, FieldValue::Flag(flag)) => resource.active = *flag,
            (Field::UserType, FieldValue::Number(level)) => resource.level = LevelId(*level),
            (Field::MiddleName, FieldValue::Text(text)) => {
                resource.texts.insert(*field, text.clone());
            }
            (Field::EmailTypeCode, FieldValue::Text(text)) => {
                resource.texts.insert(*field, text.to_uppercase());
            }
            (Field::Locked | Field::ViewsUnassigned | Field::LinesOfBusiness, value) => {
                let form = state.forms.entry(id).or_insert_with(content);
                form.fields.insert(*field, value.clone());
            }
            other => panic!("not used here: {other:?}"),
        }
    }
}

/// What the form of an API user shows.
fn content() -> ApiUserContent {
    ApiUserContent {
        fields: BTreeMap::from([
            (Field::Locked, FieldValue::Flag(false)),
            (Field::ViewsUnassigned, FieldValue::Flag(true)),
            (Field::LinesOfBusiness, FieldValue::List(BTreeSet::new())),
        ]),
        tracking: vendor(),
    }
}

impl Probe for World {
    async fn effective_rights(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        let mut state = self.state.borrow_mut();
        state.probes.push(credentials.key.clone());
        let local = credentials.key.split('@').next().unwrap();
        let mut users = state.resources.values();
        let user = users.find(|user| user.user_name == local);
        user.and_then(|user| state.rights.get(&user.level).cloned())
            .ok_or_else(|| ReadError::CredentialsRefused {
                host: "rest.example".to_owned(),
                key: credentials.key.clone(),
            })
    }

    async fn peek(
        &self,
        _credentials: &Credentials,
        _entity: &str,
        _person: Option<ResourceId>,
    ) -> Result<(), ActError> {
        Ok(())
    }
}

impl ResourceWrite for World {
    async fn patch_resource(
        &self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), WriteError> {
        self.change("patch", |state| set_fields(state, id, fields), || ())
            .map_err(|()| WriteError::Lost("cut".to_owned()))
    }
}

impl ActAs for World {
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError> {
        let local = credentials.key.split('@').next().unwrap();
        let state = self.state.borrow();
        let known = state.resources.values().any(|user| user.user_name == local);
        if known && !state.refuses {
            Ok(())
        } else {
            Err(ActError::CredentialsRefused)
        }
    }

    async fn find_ticket(&self, title: &str) -> Result<Option<i64>, ActError> {
        let state = self.state.borrow();
        Ok(state
            .tickets
            .iter()
            .find(|record| record.title == title)
            .map(|record| record.id))
    }

    async fn find_note(&self, _ticket: i64, title: &str) -> Result<Option<i64>, ActError> {
        let state = self.state.borrow();
        Ok(state
            .notes
            .iter()
            .find(|record| record.title == title)
            .map(|record| record.id))
    }

    async fn create_ticket(
        &self,
        _credentials: &Credentials,
        person: ResourceId,
        ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError> {
        let add = |state: &mut State| {
            let id = 8000 + i64::try_from(state.tickets.len()).unwrap();
            let author = state.author_is.unwrap_or(person);
            state.tickets.push(Record {
                id,
                title: ticket.title.to_owned(),
                author,
            });
            id
        };
        self.change("ticket", add, || 1)
            .map_err(|()| ActError::Lost("cut".to_owned()))
    }

    async fn create_note(
        &self,
        _credentials: &Credentials,
        person: ResourceId,
        note: &NewNote<'_>,
    ) -> Result<i64, ActError> {
        let add = |state: &mut State| {
            let id = 1 + i64::try_from(state.notes.len()).unwrap();
            let author = state.author_is.unwrap_or(person);
            state.notes.push(Record {
                id,
                title: note.title.to_owned(),
                author,
            });
            id
        };
        self.change("note", add, || 1)
            .map_err(|()| ActError::Lost("cut".to_owned()))
    }

    async fn author_of_ticket(&self, ticket: i64) -> Result<Authorship, ActError> {
        let state = self.state.borrow();
        author(state.tickets.iter().find(|record| record.id == ticket))
    }

    async fn author_of_note(&self, _ticket: i64, note: i64) -> Result<Authorship, ActError> {
        let state = self.state.borrow();
        author(state.notes.iter().find(|record| record.id == note))
    }
}

fn author(record: Option<&Record>) -> Result<Authorship, ActError> {
    let record = record.ok_or_else(|| ActError::Refused("no such record".to_owned()))?;
    Ok(Authorship {
        creator: Some(record.author),
        impersonator: None,
    })
}

fn lost((): ()) -> ConsoleError {
    ConsoleError::Lost("cut".to_owned())
}

impl Console for Operator<'_> {
    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        assert_eq!(base, BASE);
        let add = |state: &mut State| {
            let id = LevelId(state.levels.keys().map(|id| id.0).max().unwrap() + 1);
            let mut level = state.levels[&BASE].clone();
            level.name = LevelName::new("Copy (1) of API User (system)");
            level.system = false;
            state.levels.insert(id, level);
            id
        };
        self.0.change("copy", add, || LevelId(0)).map_err(lost)
    }

    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        let save = |state: &mut State| {
            let level = state.levels.get_mut(&level).unwrap();
            if let Some(name) = &edit.name {
                level.name = name.clone();
            }
            level.active = edit.active.unwrap_or(level.active);
            level.cells.extend(edit.cells.clone());
        };
        self.0.change("save", save, || ()).map_err(lost)
    }

    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        let state = self.0.state.borrow();
        let level = state
            .levels
            .get(&level)
            .ok_or_else(|| ConsoleError::Refused("there is no such level".to_owned()))?;
        Ok(LevelContent {
            name: level.name.clone(),
            active: level.active,
            api_only: true,
            cells: level.cells.clone(),
        })
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        if self.0.state.borrow().nobody {
            return Err(ConsoleError::Nobody);
        }
        let drafts = self
            .0
            .state
            .borrow_mut()
            .writes
            .iter()
            .filter(|write| **write == "draft")
            .count();
        self.0.state.borrow_mut().writes.push("draft");
        let local = key.map_or_else(|| format!("key{drafts}"), str::to_owned);
        Ok(Credentials {
            key: format!("{local}@contoso.example"),
            secret: Secret::new("a secret"),
        })
    }

    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        let key = credentials.key.split('@').next().unwrap().to_owned();
        let add = |state: &mut State| {
            let id = ResourceId(state.resources.keys().map(|id| id.0).max().unwrap() + 1);
            let mut user = resource(&form.first_name, &key, LicenseType::ApiUser, level);
            user.email.clone_from(&form.email);
            user.active = form.active;
            state.resources.insert(id, user);
            let mut shown = content();
            shown.tracking = state.tracking_is.clone().unwrap_or(form.tracking.clone());
            state.forms.insert(id, shown);
            let mut fields = BTreeMap::new();
            fields.extend(
                form.middle_name
                    .clone()
                    .map(|text| (Field::MiddleName, FieldValue::Text(text))),
            );
            fields.extend(
                form.email_type
                    .clone()
                    .map(|text| (Field::EmailTypeCode, FieldValue::Text(text))),
            );
            fields.extend(
                form.lines_of_business
                    .clone()
                    .map(|list| (Field::LinesOfBusiness, FieldValue::List(list))),
            );
            fields.extend(
                form.views_unassigned
                    .map(|flag| (Field::ViewsUnassigned, FieldValue::Flag(flag))),
            );
            fields.extend(
                form.locked
                    .map(|flag| (Field::Locked, FieldValue::Flag(flag))),
            );
            fields.retain(|field, _| Some(*field) != state.dropped);
            set_fields(state, id, &fields);
        };
        self.0.change("save user", add, || ()).map_err(lost)
    }

    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        let state = self.0.state.borrow();
        if !state.resources.contains_key(&user) {
            return Err(ConsoleError::Refused("there is no such user".to_owned()));
        }
        Ok(state.forms.get(&user).cloned().unwrap_or_else(content))
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        let set = |state: &mut State| {
            state.protected_data.insert(user, boxes.clone());
        };
        self.0.change("boxes", set, || ()).map_err(lost)
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        let state = self.0.state.borrow();
        Ok(state.protected_data.get(&user).cloned().unwrap_or_default())
    }

    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        self.0
            .change("update", |state| set_fields(state, user, fields), || ())
            .map_err(lost)
    }

    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        let fields = BTreeMap::from([(Field::UserType, FieldValue::Number(level.0))]);
        self.0
            .change(
                "assign",
                |state| set_fields(state, resource, &fields),
                || (),
            )
            .map_err(lost)
    }
}
