//! Ended at any call of a port, run again: converged, nothing doubled, no credential lost.
//!
//! Within this process; `killed` kills the program itself.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use attune_apply::ledger::{Holder, Ledger, Lock};
use attune_apply::ports::{
    ActAs, ActError, ApiUserContent, Authorship, Console, ConsoleError, LevelContent, NewNote,
    NewTicket, Probe, ReadError, ResourceMetadata, ResourceWrite, TenantRead, WriteError,
};
use attune_apply::{Captures, Executor, Held, Quiet, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, ConnectOptions};
use attune_console::SimulatedOperator;
use attune_manifest::Manifest;
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, ApplyReport, CredentialSink, Credentials, EffectiveRights, Field, FieldValue,
    Handle, LevelEdit, LevelId, Plan, Policy, Resource, ResourceId, Secret, TenantIdentity,
    Timestamp,
};
use attune_sim::{Entity, Simulator, Tenant};

use crate::harness::root;

/// Blows at its last tick, as a kill would: nothing after that point happens.
struct Fuse {
    left: Cell<u32>,
}

/// What is thrown when the fuse blows.
struct Blown;

impl Fuse {
    fn tick(&self) {
        match self.left.get() {
            0 => resume_unwind(Box::new(Blown)),
            left => self.left.set(left - 1),
        }
    }

    /// Ticks before and after: killed before it took effect, or after, with the answer lost.
    async fn around<T>(&self, work: impl Future<Output = T>) -> T {
        self.tick();
        let done = work.await;
        self.tick();
        done
    }
}

struct Fused<'a, T> {
    inner: T,
    fuse: &'a Fuse,
}

impl TenantRead for Fused<'_, &Autotask> {
    async fn identity(&self) -> Result<TenantIdentity, ReadError> {
        self.inner.identity().await
    }
    fn caller_key(&self) -> &str {
        self.inner.caller_key()
    }
    async fn resource_metadata(&self) -> Result<ResourceMetadata, ReadError> {
        self.fuse.around(self.inner.resource_metadata()).await
    }
    async fn resources(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        self.fuse.around(self.inner.resources()).await
    }
    async fn api_users(&self) -> Result<BTreeMap<ResourceId, Resource>, ReadError> {
        self.fuse.around(self.inner.api_users()).await
    }
    async fn resource(&self, id: ResourceId) -> Result<Option<Resource>, ReadError> {
        self.fuse.around(self.inner.resource(id)).await
    }
    async fn vendors(&self) -> Result<BTreeSet<String>, ReadError> {
        self.fuse.around(self.inner.vendors()).await
    }
}

impl ResourceWrite for Fused<'_, &Autotask> {
    async fn patch_resource(
        &self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), WriteError> {
        self.fuse
            .around(self.inner.patch_resource(id, fields))
            .await
    }
}

impl ActAs for Fused<'_, &Autotask> {
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError> {
        self.fuse.around(self.inner.sign_in(credentials)).await
    }
    async fn find_ticket(&self, title: &str) -> Result<Option<i64>, ActError> {
        self.fuse.around(self.inner.find_ticket(title)).await
    }
    async fn find_note(&self, ticket: i64, title: &str) -> Result<Option<i64>, ActError> {
        self.fuse.around(self.inner.find_note(ticket, title)).await
    }
    async fn create_ticket(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError> {
        self.fuse
            .around(self.inner.create_ticket(credentials, person, ticket))
            .await
    }
    async fn create_note(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        note: &NewNote<'_>,
    ) -> Result<i64, ActError> {
        self.fuse
            .around(self.inner.create_note(credentials, person, note))
            .await
    }
    async fn author_of_ticket(&self, ticket: i64) -> Result<Authorship, ActError> {
        self.fuse.around(self.inner.author_of_ticket(ticket)).await
    }
    async fn author_of_note(&self, ticket: i64, note: i64) -> Result<Authorship, ActError> {
        self.fuse
            .around(self.inner.author_of_note(ticket, note))
            .await
    }
}

impl Probe for Fused<'_, &Autotask> {
    async fn effective_rights(
        &self,
        credentials: &Credentials,
    ) -> Result<EffectiveRights, ReadError> {
        self.fuse
            .around(self.inner.effective_rights(credentials))
            .await
    }
    async fn peek(
        &self,
        credentials: &Credentials,
        entity: &str,
        person: Option<ResourceId>,
    ) -> Result<(), ActError> {
        self.fuse
            .around(self.inner.peek(credentials, entity, person))
            .await
    }
}

impl Console for Fused<'_, SimulatedOperator> {
    type Operator = Infallible;

    fn operator(&mut self) -> Option<&mut Infallible> {
        None
    }

    async fn copy_level(&mut self, base: LevelId) -> Result<LevelId, ConsoleError> {
        self.fuse.around(self.inner.copy_level(base)).await
    }
    async fn save_level(&mut self, level: LevelId, edit: &LevelEdit) -> Result<(), ConsoleError> {
        self.fuse.around(self.inner.save_level(level, edit)).await
    }
    async fn read_level(&mut self, level: LevelId) -> Result<LevelContent, ConsoleError> {
        self.fuse.around(self.inner.read_level(level)).await
    }
    async fn read_api_user(&mut self, user: ResourceId) -> Result<ApiUserContent, ConsoleError> {
        self.fuse.around(self.inner.read_api_user(user)).await
    }

    async fn set_protected_data(
        &mut self,
        user: ResourceId,
        boxes: &BTreeSet<ProtectedData>,
    ) -> Result<(), ConsoleError> {
        self.fuse
            .around(self.inner.set_protected_data(user, boxes))
            .await
    }

    async fn read_protected_data(
        &mut self,
        user: ResourceId,
    ) -> Result<BTreeSet<ProtectedData>, ConsoleError> {
        self.fuse.around(self.inner.read_protected_data(user)).await
    }

    async fn draft_api_user(&mut self, key: Option<&str>) -> Result<Credentials, ConsoleError> {
        self.fuse.around(self.inner.draft_api_user(key)).await
    }
    async fn save_api_user(
        &mut self,
        form: &ApiUserForm,
        level: LevelId,
        credentials: &Credentials,
    ) -> Result<(), ConsoleError> {
        self.fuse
            .around(self.inner.save_api_user(form, level, credentials))
            .await
    }
    async fn update_api_user(
        &mut self,
        user: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        self.fuse
            .around(self.inner.update_api_user(user, fields))
            .await
    }
    async fn draft_secret(&mut self, user: ResourceId) -> Result<Credentials, ConsoleError> {
        self.fuse.around(self.inner.draft_secret(user)).await
    }
    async fn save_secret(&mut self, user: ResourceId, secret: &Secret) -> Result<(), ConsoleError> {
        self.fuse.around(self.inner.save_secret(user, secret)).await
    }
    async fn assign_level(
        &mut self,
        resource: ResourceId,
        level: LevelId,
    ) -> Result<(), ConsoleError> {
        self.fuse
            .around(self.inner.assign_level(resource, level))
            .await
    }
}

/// One run of plan and apply with a fuse; what was planned and what came of it.
async fn run(simulator: &Simulator, folder: &Path, name: &str, fuse: &Fuse) -> (Plan, ApplyReport) {
    run_with(simulator, folder, name, fuse, &Policy::default()).await
}

async fn run_with(
    simulator: &Simulator,
    folder: &Path,
    name: &str,
    fuse: &Fuse,
    policy: &Policy,
) -> (Plan, ApplyReport) {
    let text = std::fs::read_to_string(root().join("manifests/examples/tasky.yaml")).unwrap();
    let manifest = Manifest::from_text("tasky.yaml", folder, &text).unwrap();
    let bootstrap = simulator.bootstrap();
    let autotask = Autotask::connect(ConnectOptions {
        zone_url: Some(simulator.rest_url()),
        credentials: Credentials {
            key: bootstrap.user_name.clone(),
            secret: bootstrap.secret.clone(),
        },
        integration_code: bootstrap.integration_code.clone(),
    })
    .await
    .unwrap();
    let operator = SimulatedOperator::connect(&simulator.console_url())
        .await
        .unwrap()
        .unwrap();
    let tenant = Fused {
        inner: &autotask,
        fuse,
    };
    let mut console = Fused {
        inner: operator,
        fuse,
    };
    let holder = Holder {
        run: name.to_owned(),
        operation: "apply".to_owned(),
        user: None,
        host: "here".to_owned(),
        pid: std::process::id(),
        since: Timestamp::UNIX_EPOCH,
    };
    let lock = Lock::take(&folder.join(".attune"), holder).unwrap();
    let mut ledger = Ledger::open(lock).unwrap();
    let credentials = SecretSinks::in_folder(folder);
    let users = manifest.desired.api_users.iter();
    let sinks: BTreeMap<Handle, CredentialSink> = users
        .filter_map(|(handle, user)| Some((handle.clone(), user.credentials.clone()?)))
        .collect();
    let sight = Sight {
        memory: ledger.memory(),
        captures: &Captures::default(),
        credentials: &credentials,
        sinks: &sinks,
        refused: &BTreeMap::new(),
    };
    let observed = observe(&autotask, &sight, Timestamp::now()).await.unwrap();
    let plan = attune_plan::plan(&manifest.desired, &observed, policy);
    assert_eq!(
        (&plan.problems[..], &plan.refused[..]),
        (&[][..], &[][..]),
        "{name}"
    );
    // Every line of the ledger asks for the time: so there is a point before each of them.
    let clock = || {
        fuse.tick();
        Timestamp::UNIX_EPOCH
    };
    let executor = Executor::new(&tenant, &mut console, &mut ledger, &credentials, &clock);
    let report = executor.with_sinks(&sinks).run(&plan, &mut Quiet).await;
    (plan, report)
}

/// Kills a run at one point and repeats it; false where the run came to its end before that point.
fn kill_at(point: u32) -> bool {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let listen = ([127, 0, 0, 1], 0).into();
    let simulator = runtime
        .block_on(Simulator::start(Tenant::contoso(), listen))
        .unwrap();
    let fuse = Fuse {
        left: Cell::new(point),
    };
    let first = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(run(&simulator, folder.path(), "first", &fuse))
    }));
    let killed = match first {
        Ok((_, report)) => {
            assert!(!report.has_failed());
            false
        }
        Err(thrown) if thrown.is::<Blown>() => true,
        Err(thrown) => resume_unwind(thrown),
    };
    let whole = Fuse {
        left: Cell::new(u32::MAX),
    };
    let (_, report) = runtime.block_on(run(&simulator, folder.path(), "second", &whole));
    assert!(
        !report.has_failed() && !report.is_waiting(),
        "point {point}: {report:#?}"
    );
    let (again, _) = runtime.block_on(run(&simulator, folder.path(), "third", &whole));
    assert!(again.is_in_sync(), "point {point}: {:#?}", again.steps);
    check(&simulator, folder.path(), point);
    killed
}

/// One of everything, and the credentials that were delivered are those that work.
fn check(simulator: &Simulator, folder: &Path, point: u32) {
    simulator.with_tenant(|tenant| {
        let mut made: Vec<String> = tenant
            .levels()
            .iter()
            .filter(|(id, _)| id.0 > 54)
            .map(|(_, level)| level.name.to_string())
            .collect();
        made.sort_unstable();
        assert_eq!(
            made,
            [
                "API User (with Impersonation)",
                "Service Desk User (with Impersonation)",
                "Team Member (with Impersonation)"
            ],
            "point {point}"
        );
        let count = |entity, field: &str, text: &str| {
            tenant
                .records(entity)
                .values()
                .filter(|record| {
                    record
                        .get(field)
                        .and_then(|it| it.as_str())
                        .is_some_and(|it| it.starts_with(text))
                })
                .count()
        };
        assert_eq!(
            count(Entity::Resources, "firstName", "Tasky"),
            1,
            "point {point}"
        );
        assert_eq!(
            count(Entity::Tickets, "title", "attune check"),
            1,
            "point {point}"
        );
        assert_eq!(
            count(Entity::TicketNotes, "title", "attune check"),
            1,
            "point {point}"
        );
    });
    let delivered = SecretSinks::in_folder(folder)
        .load(&CredentialSink::File("secrets/tasky.json".into()))
        .unwrap();
    assert!(matches!(delivered, Held::AtHand(_)), "point {point}");
}

/// The points are shared out so that they run side by side.
fn every_fourth_from(first: u32) {
    let mut killed = 0;
    for point in (first..).step_by(4) {
        if !kill_at(point) {
            break;
        }
        killed += 1;
    }
    assert!(killed > 20, "only {killed} points");
}

#[test]
fn killed_at_every_call_and_line_first_quarter() {
    every_fourth_from(0);
}

#[test]
fn killed_at_every_call_and_line_second_quarter() {
    every_fourth_from(1);
}

#[test]
fn killed_at_every_call_and_line_third_quarter() {
    every_fourth_from(2);
}

#[test]
fn killed_at_every_call_and_line_last_quarter() {
    every_fourth_from(3);
}

/// The secret in force, and what lies in the sink and beside it.
fn secrets(simulator: &Simulator, folder: &Path) -> (String, Vec<String>) {
    let sinks = SecretSinks::in_folder(folder);
    let held = |name: &str| match sinks.load(&CredentialSink::File(name.into())).unwrap() {
        Held::AtHand(held) => held.secret.expose().to_owned(),
        Held::NotThere | Held::NotAtHand(_) => "none".to_owned(),
    };
    let files = ["secrets/tasky.json", "secrets/tasky.before-rotation.json"];
    let dump = simulator.with_tenant(|tenant| tenant.dump());
    let line = dump
        .lines()
        .find(|line| line.contains("\"Tasky\""))
        .unwrap();
    let record = line.trim_start().trim_start_matches("- ");
    let record: serde_json::Value = serde_json::from_str(record).unwrap();
    let in_force = record["secret"].as_str().unwrap().to_owned();
    (in_force, files.map(held).to_vec())
}

/// Kills a rotation at one point and repeats it; false where it came to its end before that point.
fn kill_rotation_at(point: u32) -> bool {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let listen = ([127, 0, 0, 1], 0).into();
    let simulator = runtime
        .block_on(Simulator::start(Tenant::contoso(), listen))
        .unwrap();
    let whole = Fuse {
        left: Cell::new(u32::MAX),
    };
    runtime.block_on(run(&simulator, folder.path(), "made", &whole));
    let (first, _) = secrets(&simulator, folder.path());
    let fuse = Fuse {
        left: Cell::new(point),
    };
    let policy = Policy {
        rotate: [Handle::parse("tasky").unwrap()].into(),
        ..Policy::default()
    };
    let killed = catch_unwind(AssertUnwindSafe(|| {
        let course = run_with(&simulator, folder.path(), "rotated", &fuse, &policy);
        runtime.block_on(course)
    }));
    let killed = match killed {
        Ok((_, report)) => {
            assert!(!report.has_failed());
            false
        }
        Err(thrown) if thrown.is::<Blown>() => true,
        Err(thrown) => resume_unwind(thrown),
    };
    // Whatever point it was, the secret in force is at hand.
    let (in_force, held) = secrets(&simulator, folder.path());
    assert!(held.contains(&in_force), "point {point}");
    // Nobody asks for it any more: what was begun is finished, and what was not stays as it was.
    let (_, report) = runtime.block_on(run(&simulator, folder.path(), "again", &whole));
    assert!(
        !report.has_failed() && !report.is_waiting(),
        "point {point}: {report:#?}"
    );
    let (last, _) = runtime.block_on(run(&simulator, folder.path(), "last", &whole));
    assert!(last.is_in_sync(), "point {point}: {:#?}", last.steps);
    let (in_force, held) = secrets(&simulator, folder.path());
    assert_eq!(held, [in_force.clone(), "none".to_owned()], "point {point}");
    assert!(killed || in_force != first);
    killed
}

#[test]
fn a_rotation_killed_anywhere_loses_no_secret() {
    let killed = (0..200)
        .take_while(|point| kill_rotation_at(*point))
        .count();
    assert!((11..200).contains(&killed), "{killed} points");
}
