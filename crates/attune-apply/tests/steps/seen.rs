//! What was seen of the tenant of [`crate::fake`]: lines of a ledger, captures, rights, a look with all of them.

use std::collections::BTreeMap;

use attune_apply::ledger::{Entry, Event, Fact, Memory};
use attune_apply::ports::{ApiUserContent, LevelContent};
use attune_apply::{
    Capture, CaptureSource, CapturedApiUser, Captures, ObserveError, SecretSinks, Sight, observe,
};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    CellId, CellState, CellValue, CredentialSink, EffectiveRights, Field, FieldValue, LevelId,
    LevelName, Observed, Proof, Reading, ResourceId, StepId, Timestamp, Tracking,
};

use crate::fake::{BASE, USER, World, handle, wait};

/// A cell whose effect over REST is established, and one of which REST shows nothing.
pub(crate) const ADD: &str = "serviceDesk.objects.tickets.add";
pub(crate) const OTHER: &str = "webServicesApi.allowImpersonation";

pub(crate) fn day(day: i8) -> Timestamp {
    format!("2026-11-{day:02}T00:00:00Z").parse().unwrap()
}

pub(crate) fn entry(at: Timestamp, event: Event) -> Entry {
    Entry {
        v: 1,
        seq: 1,
        at,
        run: "run".to_owned(),
        event,
    }
}

pub(crate) fn done(at: Timestamp, facts: Vec<Fact>) -> Entry {
    let event = Event::Done {
        step: StepId("step".to_owned()),
        proof: Proof::ConsoleReread,
        evidence: String::new(),
        facts,
    };
    entry(at, event)
}

fn cells(cells: &[(&str, bool)]) -> BTreeMap<CellId, CellValue> {
    let cells = cells.iter();
    cells
        .map(|(cell, flag)| (CellId::new(*cell), CellValue::Flag(*flag)))
        .collect()
}

/// The ledger's line about cells of the level that the API user holds.
pub(crate) fn set_cells(at: Timestamp, values: &[(&str, bool)]) -> Entry {
    let fact = Fact::Cells {
        level: BASE,
        proof: Proof::ConsoleReread,
        cells: cells(values),
    };
    done(at, vec![fact])
}

/// The API user of the tenant is attune's.
pub(crate) fn ours(at: Timestamp, fields: &[(Field, bool)]) -> Entry {
    let fields = fields.iter();
    let fact = Fact::ApiUser {
        handle: handle("old"),
        id: USER,
        tracking: None,
        fields: fields
            .map(|(field, flag)| (*field, FieldValue::Flag(*flag)))
            .collect(),
    };
    done(at, vec![fact])
}

/// The rights over REST by entity, as `ANRN`.
pub(crate) fn rights(text: &str) -> EffectiveRights {
    serde_json::from_str(text).unwrap()
}

pub(crate) fn noted(at: Timestamp, text: &str) -> Entry {
    let event = Event::Rights {
        level: BASE,
        user: USER,
        rights: rights(text),
    };
    entry(at, event)
}

pub(crate) fn captured_level(at: Timestamp, values: &[(&str, bool)]) -> Captures {
    let content = LevelContent {
        name: LevelName::new("API User (system)"),
        active: true,
        api_only: true,
        cells: cells(values),
    };
    Captures {
        levels: BTreeMap::from([(BASE, capture(at, content))]),
        ..Captures::default()
    }
}

pub(crate) fn captured_user(
    at: Timestamp,
    fields: &[(Field, bool)],
    boxes: &[ProtectedData],
) -> Captures {
    let fields = fields.iter();
    let form = ApiUserContent {
        fields: fields
            .map(|(field, flag)| (*field, FieldValue::Flag(*flag)))
            .collect(),
        tracking: Tracking::Vendor("Seen".to_owned()),
    };
    let content = CapturedApiUser {
        form,
        protected_data: boxes.iter().copied().collect(),
    };
    Captures {
        api_users: BTreeMap::from([(USER, capture(at, content))]),
        ..Captures::default()
    }
}

fn capture<T>(at: Timestamp, content: T) -> Capture<T> {
    Capture {
        file: "captures/one.json".into(),
        database: 1,
        at,
        source: CaptureSource::Console,
        content,
    }
}

impl World {
    /// Puts the key of an API user into a credential file that the manifest names.
    pub(crate) fn deliver(&mut self, name: &str, key: &str) {
        let path = format!("{name}.json");
        let text = format!(
            r#"{{"formatVersion": 1, "tenant": "contoso", "apiUser": "{name}", "userName": "{key}@contoso.example", "secret": "x"}}"#
        );
        std::fs::write(self.folder.path().join(&path), text).unwrap();
        let sink = CredentialSink::File(path.into());
        self.sinks.insert(handle(name), sink);
    }

    /// What a level lets its API users do over REST.
    pub(crate) fn let_do(&self, level: LevelId, text: &str) {
        let mut state = self.state.borrow_mut();
        state.rights.insert(level, rights(text));
    }

    pub(crate) fn try_observe(
        &self,
        entries: &[Entry],
        captures: &Captures,
    ) -> Result<Observed, ObserveError> {
        let sight = Sight {
            memory: &Memory::of(entries),
            captures,
            credentials: &SecretSinks::in_folder(self.folder.path()),
            sinks: &self.sinks,
            refused: &BTreeMap::new(),
        };
        wait(observe(self, &sight, day(30)))
    }

    #[track_caller]
    pub(crate) fn observe(&self, entries: &[Entry], captures: &Captures) -> Observed {
        self.try_observe(entries, captures).unwrap()
    }
}

/// What is known of a cell of the API user's level, in words.
#[track_caller]
pub(crate) fn cell(observed: &Observed, cell: &str) -> String {
    let Reading::Read(levels) = &observed.levels else {
        panic!("the levels were not read");
    };
    match levels[&BASE].cells.get(&CellId::new(cell)) {
        Some(CellState::Known { value, source, at }) => {
            format!("{value}, {source}, {}", at.strftime("%d"))
        }
        Some(CellState::Unknown) => "unknown".to_owned(),
        None => "never seen".to_owned(),
    }
}

/// The API user moves to another level.
pub(crate) fn hold(world: &World, user: ResourceId, level: LevelId) {
    let mut state = world.state.borrow_mut();
    state.resources.get_mut(&user).unwrap().level = level;
}
