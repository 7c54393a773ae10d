//! A command at a point of a tenant's life, and what must hold whatever goes wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use attune_model::{Change, Field, FieldValue, Plan, Step};
use attune_sim::{Injection, Tenant, Trouble};
use tempfile::TempDir;

use super::shown::{Shown, wrongly_done};
use super::world::{Came, Command, Ran, contradictions, run};
use crate::harness::root;
use crate::tree;

/// How many API users the story makes.
const USERS: usize = 5;

/// How many entities may be asked for what may be done with them.
const ENTITIES: usize = 240;

/// The example without two of its integrations, whose things are to be inactivated.
fn without_two(five: &str) -> String {
    let mut text = String::new();
    let mut skipped = false;
    for line in five.lines() {
        let indent = line.len() - line.trim_start().len();
        if indent <= 2 && !line.trim().is_empty() {
            skipped = ["tasky:", "relokia:"].contains(&line.trim());
        }
        if !skipped {
            text.extend([line, "\n"]);
        }
    }
    text + "policy: {prune: true}\n"
}

/// A command at a point of a tenant's life.
pub(super) struct Story {
    pub(super) name: &'static str,
    command: Command,
    manifest: String,
    tenant: Tenant,
    /// Ledger and credentials.
    folder: TempDir,
    /// What happens without faults.
    pub(super) clean: Ran,
    /// What is inactivated without faults.
    inactivated: BTreeSet<String>,
}

impl Story {
    fn new(
        name: &'static str,
        command: Command,
        manifest: String,
        (tenant, folder): (Tenant, TempDir),
    ) -> Self {
        let own = copy(folder.path());
        let clean = run(tenant.clone(), own.path(), &manifest, command, &[]);
        let inactivated = Shown::of(&clean.tenant).inactivated_since(&Shown::of(&tenant));
        Self {
            name,
            command,
            manifest,
            tenant,
            folder,
            clean,
            inactivated,
        }
    }

    /// Five integrations are planned for a tenant that has none of them.
    pub(super) fn plan() -> Self {
        Self::new("plan", Command::Plan, five(), untouched())
    }

    /// They are applied.
    pub(super) fn apply() -> Self {
        Self::new("apply", Command::Apply, five(), untouched())
    }

    /// They are there, and planned again.
    pub(super) fn plan_again() -> Self {
        Self::new("plan again", Command::Plan, five(), applied())
    }

    /// They are there, and looked at.
    pub(super) fn verify() -> Self {
        Self::new("verify", Command::Verify, five(), applied())
    }

    /// Two of them go.
    pub(super) fn prune() -> Self {
        Self::new("prune", Command::Apply, without_two(&five()), applied())
    }

    /// Runs it with a fault in the way, then without; what is wrong with that.
    pub(super) fn with(&self, fault: &Injection) -> Vec<String> {
        let folder = copy(self.folder.path());
        let faults = std::slice::from_ref(fault);
        let ran = run(
            self.tenant.clone(),
            folder.path(),
            &self.manifest,
            self.command,
            faults,
        );
        let mut wrong = self.expense(&ran, fault.times > 1);
        match &ran.came {
            Came::Blind(why) => {
                if why.is_empty() {
                    wrong.push("it does not say why it could not look".to_owned());
                }
            }
            Came::Planned(plan) => wrong.extend(self.planned(plan, fault)),
            Came::Verified(verification) => {
                let claims = contradictions(verification).into_iter();
                // That a sign-in is refused is so, where it is.
                let refused = fault.fault == Trouble::Unauthorized;
                wrong.extend(claims.filter(|claim| !(refused && claim.contains("\"signs in\""))));
            }
            Came::Applied(plan, report) => {
                wrong.extend(wrongly_done(plan, report, &ran.tenant, folder.path()));
            }
        }
        let (before, after) = (Shown::of(&self.tenant), Shown::of(&ran.tenant));
        wrong.extend(
            after
                .doubles()
                .iter()
                .map(|it| format!("{it} is there twice")),
        );
        let gone = after.inactivated_since(&before);
        for it in gone.difference(&self.inactivated) {
            wrong.push(format!("{it} was inactivated"));
        }
        let is_apply = self.command == Command::Apply;
        if !is_apply && after.essence() != before.essence() {
            wrong.push("the tenant was changed".to_owned());
        }
        if is_apply && ran.came.code() == 0 && after.essence() != self.aim() {
            wrong.push("it ended with 0, and the tenant is not as it is to be".to_owned());
        }
        if ![0, 1, 2, 3].contains(&ran.came.code()) {
            wrong.push(format!("it ended with {}", ran.came.code()));
        }
        if is_apply {
            wrong.extend(self.mended(ran, folder.path()));
        }
        wrong
    }

    fn aim(&self) -> std::collections::BTreeMap<&'static str, Vec<String>> {
        Shown::of(&self.clean.tenant).essence()
    }

    /// How much more than without faults it took: each read three attempts more at most, and some looks more. Where the
    /// rights of an API user are not told at once, every entity is asked for.
    fn expense(&self, ran: &Ran, from_then_on: bool) -> Vec<String> {
        let (usual, took) = (self.clean.log.len(), ran.log.len());
        let (most, longest) = if from_then_on {
            (4 * usual + USERS * ENTITIES, Duration::from_hours(1))
        } else {
            (usual + 12 + ENTITIES, Duration::from_mins(3))
        };
        let mut wrong = Vec::new();
        if took > most {
            wrong.push(format!("{took} requests instead of {usual}"));
        }
        if ran.waited > longest {
            wrong.push(format!("it waited for {:?}", ran.waited));
        }
        wrong
    }

    /// A plan is the one without faults, or says what could not be read. An API user whose sign-in is refused may have been
    /// locked: that is looked at again.
    fn planned(&self, plan: &Plan, fault: &Injection) -> Option<String> {
        let (Came::Planned(clean) | Came::Applied(clean, _)) = &self.clean.came else {
            return None;
        };
        let others: Vec<&Step> = plan
            .steps
            .iter()
            .filter(|step| !(fault.fault == Trouble::Unauthorized && looks_at_lock(step)))
            .collect();
        (plan.problems.is_empty() && others != clean.steps.iter().collect::<Vec<_>>())
            .then(|| format!("other steps are planned: {others:#?}"))
    }

    /// The next run, without faults, does the rest, and the one after it finds nothing to do.
    fn mended(&self, ran: Ran, folder: &Path) -> Vec<String> {
        let second = run(ran.tenant, folder, &self.manifest, Command::Apply, &[]);
        let mut wrong = Vec::new();
        if second.came.code() != 0 {
            wrong.push(format!(
                "the next run ends with {}: {:#?}",
                second.came.code(),
                second.came
            ));
        }
        let aim = self.aim();
        let shown = Shown::of(&second.tenant);
        if shown.essence() != aim {
            wrong.push(format!(
                "after the next run there is\n{:#?}",
                shown.essence()
            ));
        }
        let third = run(second.tenant, folder, &self.manifest, Command::Plan, &[]);
        if third.came.code() != 0 {
            wrong.push(format!("not in sync after the next run: {:#?}", third.came));
        }
        wrong
    }
}

/// Whether a step only sees to it that an API user is not locked.
fn looks_at_lock(step: &Step) -> bool {
    let Change::UpdateApiUser { fields, .. } = &step.change else {
        return false;
    };
    fields.len() == 1
        && fields
            .get(&Field::Locked)
            .is_some_and(|change| change.after == FieldValue::Flag(false))
}

fn five() -> String {
    fs::read_to_string(root().join("manifests/examples/five-integrations.yaml")).unwrap()
}

fn untouched() -> (Tenant, TempDir) {
    (Tenant::contoso(), tempfile::tempdir().unwrap())
}

fn applied() -> (Tenant, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(
        Tenant::contoso(),
        folder.path(),
        &five(),
        Command::Apply,
        &[],
    );
    assert_eq!(ran.came.code(), 0, "{:#?}", ran.came);
    (ran.tenant, folder)
}

/// A folder with the same files.
fn copy(from: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    tree::copy(from, folder.path());
    folder
}
