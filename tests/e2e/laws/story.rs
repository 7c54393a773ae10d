//! Stories: attune is run, killed, disturbed and taken back, and somebody else works at the same time.
//!
//! A small model knows what has to hold whatever the story is: one of everything, nothing reported done that is not so, no
//! value of somebody else's overwritten that no plan named, credentials in their sink as long as there is somebody who signs
//! in with them, a ledger that can be read. In the end, when everybody leaves the tenant alone, attune gets it in sync.
//!
//! One thing no program can rule out, since Autotask knows no conditional writes: what is changed between attune's last
//! look and its write, or between its last look and its report. The model excuses those.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use attune_apply::ledger::{Entry, Event, Holder, Ledger, Lock};
use attune_apply::ports::{ActAs as _, Console};
use attune_apply::{Captures, Executor, Held, SecretSinks, Sight, observe, undo};
use attune_autotask::{Autotask, ConnectOptions};
use attune_console::{NobodyThere, SimulatedOperator};
use attune_manifest::Manifest;
use attune_model::{
    ApplyReport, Change, CredentialSink, Credentials, Handle, Plan, Policy, RiskKind, Timestamp,
};
use attune_sim::{Entity, Simulator, Tenant};
use proptest::prelude::*;
use serde_json::json;

use super::cases::law;
use super::edit::{Aspect, Edit, edits};
use super::truth::{Witness, doubled, made_users, tickets};
use crate::around::{Around, Moment};
use crate::harness::root;
use crate::inside;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Act {
    Run(Run),
    ByHand(Edit),
}

/// A run of attune.
#[derive(Clone, Debug)]
struct Run {
    /// Takes back the last run, in place of an apply.
    is_undo: bool,
    /// Nobody is at the console: what needs it waits.
    is_alone: bool,
    /// The call or line of the ledger at which it is killed.
    killed_at: Option<u32>,
    /// What somebody else does before such a call.
    meanwhile: BTreeMap<u32, Edit>,
    fault: Option<Fault>,
}

/// A request of which something becomes otherwise.
#[derive(Clone, Debug)]
struct Fault {
    method: &'static str,
    path: &'static str,
    kind: &'static str,
}

fn stories() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => runs().prop_map(Act::Run),
        1 => edits().prop_map(Act::ByHand),
    ];
    prop::collection::vec(act, 1..5)
}

fn runs() -> impl Strategy<Value = Run> {
    let fault = prop::sample::select(vec![
        ("PATCH", "V1.0/Resources"),
        ("POST", "V1.0/Tickets"),
        ("POST", "V1.0/Tickets/*/Notes"),
    ]);
    let kind = prop::sample::select(vec!["cutAfter", "tornBody", "cutBefore", "lostWrite"]);
    let fault = (fault, kind).prop_map(|((method, path), kind)| Fault { method, path, kind });
    (
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.15),
        prop::option::weighted(0.5, 0_u32..120),
        prop::collection::btree_map(0_u32..60, edits(), 0..4),
        prop::option::weighted(0.3, fault),
    )
        .prop_map(|(is_undo, is_alone, killed_at, meanwhile, fault)| Run {
            is_undo,
            is_alone,
            killed_at,
            meanwhile,
            fault,
        })
}

/// What is thrown when a run is killed.
struct Killed;

/// What somebody set, and whether nobody could have seen that in time.
#[derive(Clone, Debug)]
struct Theirs {
    value: String,
    is_excused: bool,
}

/// The tenant, the folder of the ledger, and what the model knows.
struct Story<'a> {
    simulator: &'a Simulator,
    folder: &'a Path,
    manifest: &'a Manifest,
    runs: Cell<u32>,
    theirs: RefCell<BTreeMap<Aspect, Theirs>>,
    /// The plan of the run that is on.
    plan: RefCell<Option<Plan>>,
    wrong: RefCell<Vec<String>>,
    is_touched: Cell<bool>,
}

impl Story<'_> {
    fn sinks(&self) -> BTreeMap<Handle, CredentialSink> {
        let users = self.manifest.desired.api_users.iter();
        let sinks =
            users.filter_map(|(handle, user)| Some((handle.clone(), user.credentials.clone()?)));
        sinks.collect()
    }

    async fn connect(&self) -> Autotask {
        let bootstrap = self.simulator.bootstrap();
        Autotask::connect(ConnectOptions {
            zone_url: Some(self.simulator.rest_url()),
            credentials: Credentials {
                key: bootstrap.user_name.clone(),
                secret: bootstrap.secret.clone(),
            },
            integration_code: bootstrap.integration_code.clone(),
        })
        .await
        .unwrap()
    }

    /// Does what somebody else does, and remembers what they set.
    fn edit(&self, edit: &Edit, is_excused: bool) {
        if let Some((aspect, value)) = self.simulator.with_tenant(|tenant| edit.carry_out(tenant)) {
            let theirs = Theirs { value, is_excused };
            self.is_touched.set(true);
            self.theirs.borrow_mut().insert(aspect, theirs);
        }
    }

    /// One run; `None` where it could not look, or there was nothing to take back.
    async fn run(&self, run: &Run) -> Option<ApplyReport> {
        let autotask = self.connect().await;
        if run.is_alone {
            self.run_with(run, &autotask, NobodyThere).await
        } else {
            let url = self.simulator.console_url();
            let operator = SimulatedOperator::connect(&url).await.unwrap().unwrap();
            self.run_with(run, &autotask, operator).await
        }
    }

    async fn run_with<C>(&self, run: &Run, autotask: &Autotask, console: C) -> Option<ApplyReport>
    where
        C: Console<Operator = std::convert::Infallible>,
    {
        let calls = Cell::new(0_u32);
        let hears = |moment: Moment| {
            let call = calls.replace(calls.get() + 1);
            if run.killed_at == Some(call) {
                resume_unwind(Box::new(Killed));
            }
            let due = run.meanwhile.get(&call).filter(|_| moment != Moment::After);
            if let Some(edit) = due {
                self.edit(edit, moment == Moment::BeforeWrite);
            }
        };
        let clock = || {
            hears(Moment::After);
            Timestamp::UNIX_EPOCH
        };
        let name = format!("run-{}", self.runs.replace(self.runs.get() + 1));
        let holder = Holder {
            run: name,
            operation: "apply".to_owned(),
            user: None,
            host: "here".to_owned(),
            pid: std::process::id(),
            since: Timestamp::UNIX_EPOCH,
        };
        let state = self.folder.join(".attune");
        let mut ledger = Ledger::open(Lock::take(&state, holder).unwrap()).unwrap();
        let credentials = SecretSinks::in_folder(self.folder);
        let sinks = self.sinks();
        let sight = Sight {
            memory: ledger.memory(),
            captures: &Captures::default(),
            credentials: &credentials,
            sinks: &sinks,
            refused: &BTreeMap::new(),
        };
        let observed = observe(autotask, &sight, Timestamp::now()).await.ok()?;
        let policy = Policy {
            allow: RiskKind::ALL.into(),
            ..Policy::default()
        };
        let desired = &self.manifest.desired;
        let plan = if run.is_undo {
            let back = undo(&Ledger::read(&state).unwrap(), None, &observed).ok()?;
            attune_plan::judged(desired, &observed, &policy, back.steps, back.notes)
        } else {
            attune_plan::plan(desired, &observed, &policy)
        };
        self.plan.replace(Some(plan.clone()));
        let tenant = Around {
            inner: autotask,
            hears: &hears,
        };
        let mut console = Around {
            inner: console,
            hears: &hears,
        };
        let mut witness = Witness {
            simulator: self.simulator,
            plan: &plan,
            is_touched: &self.is_touched,
            wrong: Vec::new(),
        };
        let executor = Executor::new(&tenant, &mut console, &mut ledger, &credentials, &clock);
        let report = executor.with_sinks(&sinks).run(&plan, &mut witness).await;
        self.wrong.borrow_mut().append(&mut witness.wrong);
        Some(report)
    }

    /// What has to hold at any time.
    fn check(&self) -> Result<(), TestCaseError> {
        prop_assert_eq!(&*self.wrong.borrow(), &Vec::<String>::new());
        let state = self.folder.join(".attune");
        let entries = Ledger::read(&state).unwrap();
        let passed = entries
            .iter()
            .filter(|entry| is_passed_check(entry))
            .count();
        let (doubled, users, tickets) = self.simulator.with_tenant(|tenant| {
            let keys = made_users(tenant).into_iter().map(|user| {
                let record = &tenant.records(Entity::Resources)[&user.0];
                record["userName"].as_str().unwrap().to_owned()
            });
            (doubled(tenant), keys.collect::<Vec<_>>(), tickets(tenant))
        });
        prop_assert_eq!(doubled, vec![]);
        prop_assert!(users.len() <= 1, "{:?}", users);
        prop_assert!(
            tickets <= passed + 1,
            "{} tickets, {} checks",
            tickets,
            passed
        );
        if let Some(user) = users.first() {
            let held = self.delivered();
            let key = held.as_ref().and_then(|held| held.key.split('@').next());
            prop_assert_eq!(key, Some(user.as_str()), "whose key is lost");
        }
        self.check_theirs()
    }

    /// What somebody else set is still so, or the plan said what it overwrites.
    fn check_theirs(&self) -> Result<(), TestCaseError> {
        let plan = self.plan.borrow();
        let mut theirs = self.theirs.borrow_mut();
        let mut silent = Vec::new();
        theirs.retain(|aspect, set| {
            let now = self.simulator.with_tenant(|tenant| aspect.now(tenant));
            if now == set.value {
                return true;
            }
            let named = plan
                .as_ref()
                .is_some_and(|plan| aspect.is_named(plan, &set.value));
            if !named && !set.is_excused {
                silent.push(format!("{aspect:?}: {} became {now}", set.value));
            }
            false
        });
        prop_assert_eq!(silent, Vec::<String>::new());
        Ok(())
    }

    fn delivered(&self) -> Option<Credentials> {
        let sink = CredentialSink::File("secrets/tasky.json".into());
        match SecretSinks::in_folder(self.folder).load(&sink).unwrap() {
            Held::AtHand(credentials) => Some(credentials),
            Held::NotThere | Held::NotAtHand(_) => None,
        }
    }
}

fn is_passed_check(entry: &Entry) -> bool {
    matches!(&entry.event, Event::Done { step, .. } if step.0.starts_with("check/"))
}

/// Nothing in the way.
const QUIET: Run = Run {
    is_undo: false,
    is_alone: false,
    killed_at: None,
    meanwhile: BTreeMap::new(),
    fault: None,
};

fn tell(acts: &[Act]) -> Result<(), TestCaseError> {
    let runtime = inside::runtime();
    let folder = tempfile::tempdir().unwrap();
    let simulator = runtime.block_on(inside::serve(Tenant::contoso()));
    let text = std::fs::read_to_string(root().join("manifests/examples/tasky.yaml")).unwrap();
    let manifest = Manifest::from_text("tasky.yaml", folder.path(), &text).unwrap();
    let story = Story {
        simulator: &simulator,
        folder: folder.path(),
        manifest: &manifest,
        runs: Cell::new(0),
        theirs: RefCell::default(),
        plan: RefCell::default(),
        wrong: RefCell::default(),
        is_touched: Cell::default(),
    };
    let faults = format!("{}simulator/faults", simulator.console_url());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for act in acts {
        match act {
            Act::ByHand(edit) => story.edit(edit, false),
            Act::Run(run) => {
                if let Some(Fault { method, path, kind }) = run.fault {
                    let fault = json!({"method": method, "path": path, "fault": {"kind": kind}});
                    runtime
                        .block_on(client.post(&faults).json(&fault).send())
                        .unwrap();
                }
                story.plan.replace(None);
                let ran = catch_unwind(AssertUnwindSafe(|| runtime.block_on(story.run(run))));
                if let Err(thrown) = ran
                    && !thrown.is::<Killed>()
                {
                    resume_unwind(thrown);
                }
                runtime.block_on(client.delete(&faults).send()).unwrap();
                story.check()?;
            }
        }
    }
    // What moved under a step is planned anew by the next run, what waited for it by that one.
    for _ in 0..2 {
        runtime.block_on(story.run(&QUIET));
        story.check()?;
    }
    let before = simulator.with_tenant(|tenant| tenant.dump());
    let report = runtime.block_on(story.run(&QUIET)).unwrap();
    story.check()?;
    let after = simulator.with_tenant(|tenant| tenant.dump());
    prop_assert_eq!(
        before,
        after,
        "a run without anything to do wrote something"
    );
    let plan = story.plan.borrow();
    let plan = plan.as_ref().unwrap();
    // What somebody took from the level is out of sight of REST: then the check that stands on it fails, and says so.
    let is_out_of_sight = story.theirs.borrow().keys().any(Aspect::is_out_of_sight);
    let only_checks = plan
        .steps
        .iter()
        .all(|step| matches!(step.change, Change::Check(_)));
    prop_assert!(
        plan.is_in_sync() || (is_out_of_sight && only_checks && report.has_failed()),
        "{:?}\n{:#?}\n{:#?}",
        plan.problems,
        plan.steps,
        report
    );
    let credentials = story.delivered().unwrap();
    let signed_in = runtime.block_on(async { story.connect().await.sign_in(&credentials).await });
    prop_assert!(signed_in.is_ok(), "{:?}", signed_in);
    Ok(())
}

proptest! {
    #![proptest_config(law(16, concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/e2e/laws/proptest-regressions/story.txt"
    )))]

    #[test]
    fn nothing_is_doubled_lost_or_silently_overwritten(acts in stories()) {
        tell(&acts)?;
    }
}
