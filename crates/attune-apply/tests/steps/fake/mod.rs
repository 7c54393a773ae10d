//! A tenant in memory behind all ports, with one fault at a time.

mod by_hand;
mod console;
mod steps;
mod tenant;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::task::{Context, Waker};

use attune_apply::ledger::{Holder, Ledger, Lock, Memory};
use attune_apply::ports::{ApiUserContent, ReadError};
use attune_apply::{Executor, Progress, SecretSinks, Undo, UndoError, undo};
use attune_model::catalogue::{LicenseType, ProtectedData};
use attune_model::{
    CellId, CellValue, CredentialSink, EffectiveRights, Field, FieldValue, Handle, LevelId,
    LevelName, Observed, ObservedLevel, Outcome, Reading, Resource, ResourceFields, ResourceId,
    Step, StepResult, TenantIdentity, Timestamp, Tracking,
};
use tempfile::TempDir;

pub(crate) use by_hand::{ByHand, Move};
pub(crate) use console::Operator;
pub(crate) use steps::*;

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
    /// The write is answered with a no.
    Refused(&'static str),
    /// The answer of a write is lost, and it took no effect.
    LostBefore(&'static str),
    /// The write is answered as done, and took no effect.
    Ignored(&'static str),
}

/// What is odd about the secrets of [`USER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// Those that are not in force any more go on working.
    OldWorks,
    /// None is accepted without the vendor's identifier.
    Bound,
    /// The form refuses to be saved with another one.
    Refused,
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
    /// The internal locations.
    pub(crate) locations: BTreeMap<i64, String>,
    tickets: Vec<Record>,
    notes: Vec<Record>,
    /// What only the form of an API user shows.
    pub(crate) forms: BTreeMap<ResourceId, ApiUserContent>,
    pub(crate) protected_data: BTreeMap<ResourceId, BTreeSet<ProtectedData>>,
    pub(crate) fault: Option<Fault>,
    pub(crate) writes: Vec<&'static str>,
    /// What saving a new API user drops.
    pub(crate) dropped: Option<Field>,
    /// Which identifier a new API user gets, whatever was chosen.
    pub(crate) tracking_is: Option<Tracking>,
    /// Whom the records name as author, whatever the header says.
    pub(crate) author_is: Option<ResourceId>,
    /// Whether no foreign credentials are accepted.
    pub(crate) refuses: bool,
    /// The secrets of [`USER`], the one in force last; where there is none, any is accepted.
    pub(crate) secrets: Vec<String>,
    /// What is odd about them.
    pub(crate) odd: Option<Odd>,
    /// The secrets that somebody tried to sign in with as [`USER`].
    pub(crate) tried: Vec<String>,
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
    /// How many steps may begin before attune is told to stop.
    pub(crate) stops_after: Cell<Option<u32>>,
    /// What was said when steps began and ended.
    pub(crate) progress: RefCell<Vec<String>>,
}

/// Keeps what is said.
struct Heard<'a>(&'a RefCell<Vec<String>>);

impl Progress for Heard<'_> {
    fn begins(&mut self, number: usize, total: usize, title: &str) {
        self.0
            .borrow_mut()
            .push(format!("{number} of {total}: {title}"));
    }

    fn ends(&mut self, result: &StepResult) {
        self.0.borrow_mut().push(format!("ended: {}", result.step));
    }
}

enum Effect {
    Done,
    Lost,
    Not,
    LostNot,
    Refused,
}

/// Why a write has no answer that it is done.
#[derive(Clone, Copy, Debug)]
enum No {
    Lost,
    Refused,
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
            locations: BTreeMap::new(),
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
            secrets: Vec::new(),
            odd: None,
            tried: Vec::new(),
            rights: BTreeMap::new(),
            probes: Vec::new(),
            unreadable: None,
        };
        Self {
            state: RefCell::new(state),
            folder: tempfile::tempdir().unwrap(),
            now: Cell::new(Timestamp::UNIX_EPOCH),
            sinks: BTreeMap::new(),
            stops_after: Cell::new(None),
            progress: RefCell::default(),
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
            Some(Fault::Refused(which)) if which == write => Effect::Refused,
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
    ) -> Result<T, No> {
        match self.effect(write) {
            Effect::Done => Ok(work(&mut self.state.borrow_mut())),
            Effect::Not => Ok(ignored()),
            Effect::Lost => {
                work(&mut self.state.borrow_mut());
                Err(No::Lost)
            }
            Effect::LostNot => Err(No::Lost),
            Effect::Refused => Err(No::Refused),
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

    /// The ledger, for lines of a run.
    pub(crate) fn open(&self, run: &str) -> Ledger {
        let holder = Holder {
            run: run.to_owned(),
            operation: "apply".to_owned(),
            user: None,
            host: "here".to_owned(),
            pid: std::process::id(),
            since: Timestamp::UNIX_EPOCH,
        };
        let lock = Lock::take(&self.folder.path().join("state"), holder).unwrap();
        Ledger::open(lock).unwrap()
    }

    /// Carries steps out in a run of their own.
    pub(crate) fn apply(&self, run: &str, steps: Vec<Step>) -> Vec<Outcome> {
        let mut console = Operator(self, None);
        wait(self.run(run, steps, &mut console))
    }

    /// Has a person carry steps out; the outcomes, and what was said.
    pub(crate) fn by_hand(
        &self,
        run: &str,
        steps: Vec<Step>,
        moves: Vec<Move>,
    ) -> (Vec<Outcome>, String) {
        let mut console = Operator(self, Some(ByHand::new(self, moves)));
        let outcomes = wait(self.run(run, steps, &mut console));
        (outcomes, console.1.unwrap().said())
    }

    /// The same with a person at whose last move attune is killed.
    pub(crate) fn killed_at(&self, run: &str, steps: Vec<Step>, moves: Vec<Move>) {
        let mut console = Operator(self, Some(ByHand::new(self, moves)));
        let running = std::pin::pin!(self.run(run, steps, &mut console));
        let mut context = Context::from_waker(Waker::noop());
        assert!(running.poll(&mut context).is_pending(), "it was not killed");
    }

    async fn run(&self, run: &str, steps: Vec<Step>, console: &mut Operator<'_>) -> Vec<Outcome> {
        let credentials = SecretSinks::in_folder(self.folder.path());
        let mut ledger = self.open(run);
        let clock = || self.now.get();
        let executor = Executor::new(self, console, &mut ledger, &credentials, &clock);
        let is_told = || match self.stops_after.get() {
            Some(0) => true,
            Some(left) => {
                self.stops_after.set(Some(left - 1));
                false
            }
            None => false,
        };
        let executor = executor.with_sinks(&self.sinks).stopping_when(&is_told);
        let report = executor.run(&plan(steps), &mut Heard(&self.progress)).await;
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

fn set_fields(state: &mut State, id: ResourceId, fields: &BTreeMap<Field, FieldValue>) {
    let resource = state.resources.get_mut(&id).unwrap();
    for (field, value) in fields {
        match (field, value) {
            (Field::IsActive, FieldValue::Flag(flag)) => resource.active = *flag,
            (Field::UserType, FieldValue::Number(level)) => resource.level = LevelId(*level),
            (Field::Email, FieldValue::Text(text)) => resource.email.clone_from(text),
            (Field::LocationId, FieldValue::Number(id)) => resource.location = Some(*id),
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
