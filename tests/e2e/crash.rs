//! Ended at any call of a port, run again: converged, nothing doubled, no credential lost.
//!
//! Within this process; `killed` kills the program itself.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use attune_apply::ledger::{Holder, Ledger, Lock};
use attune_apply::{Captures, Executor, Held, Quiet, SecretSinks, Sight, observe};
use attune_autotask::Autotask;
use attune_console::SimulatedOperator;
use attune_manifest::Manifest;
use attune_model::{ApplyReport, CredentialSink, Handle, Plan, Policy, Timestamp};
use attune_sim::{Entity, Simulator, Tenant};

use crate::around::{Around, Moment};
use crate::harness::root;
use crate::inside::{options, runtime, serve};

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
    let autotask = Autotask::connect(options(simulator)).await.unwrap();
    let operator = SimulatedOperator::connect(&simulator.console_url())
        .await
        .unwrap()
        .unwrap();
    let hears = |_: Moment| fuse.tick();
    let tenant = Around {
        inner: &autotask,
        hears: &hears,
    };
    let mut console = Around {
        inner: operator,
        hears: &hears,
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
    let runtime = runtime();
    let folder = tempfile::tempdir().unwrap();
    let simulator = runtime.block_on(serve(Tenant::contoso()));
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
    let runtime = runtime();
    let folder = tempfile::tempdir().unwrap();
    let simulator = runtime.block_on(serve(Tenant::contoso()));
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
