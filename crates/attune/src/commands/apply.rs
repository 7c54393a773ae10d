//! `attune apply`: plans, asks, carries out, verifies.

use attune_apply::note_found;
use attune_model::Policy;
use attune_report::fleet::Standing;

use crate::cli::{ApplyArgs, FleetArgs, ManifestArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::fleet::{OnTenants, Reports, Standings, Table, Watch, file_of};
use crate::run::{Course, Entry, approve, show_plan};
use crate::stage::Stage;
use crate::{applied, clock, lock, report};

impl OnTenants for ApplyArgs {
    const NAME: &'static str = "apply";

    fn fleet(&self) -> &FleetArgs {
        &self.fleet
    }

    fn manifest(&mut self) -> &mut ManifestArgs {
        &mut self.manifest
    }

    fn changes(&self) -> bool {
        true
    }

    fn standings(&self) -> Standings {
        Standings {
            done: Standing::Done,
            due: Standing::Done,
        }
    }

    fn table(&self) -> Result<Table, CommandError> {
        Ok(Table::of(self.run.output.format))
    }

    fn of_tenant(&mut self, name: &str, reports: Option<&Reports>) {
        self.run.output = self.run.output.of_tenant(reports);
        self.plan = self
            .plan
            .take()
            .map(|folder| folder.join(format!("{name}.json")));
    }

    fn of_named(&mut self, name: &str) {
        self.plan = file_of(self.plan.take(), name);
    }

    async fn visit(&self, watch: &mut Watch) -> Result<Exit, CommandError> {
        let mut course = Course::default();
        let ended = match &self.plan {
            Some(file) if watch.is_without(file) => return Ok(Exit::Done),
            Some(file) => super::apply_saved::run(&mut course, self, file).await,
            None if self.resume => super::resume::run(&mut course, self).await,
            None => planned_now(&mut course, self, watch).await,
        };
        watch.ran(&course, &ended);
        course.tell(&self.run.output, ended)
    }
}

async fn planned_now(
    course: &mut Course,
    args: &ApplyArgs,
    watch: &mut Watch,
) -> Result<Exit, CommandError> {
    let stage = Stage::load(&args.manifest).await?;
    course.tenant = stage.tenant();
    let rotate = stage.api_users(&args.rotate)?;
    let mut entry = Entry::of(&stage, &args.run).await?;
    let policy = Policy {
        rotate,
        ..entry.policy.clone()
    };
    let mut ledger = lock::ledger(&stage.state, "apply", &args.run.lock).await?;
    let observed = entry.observe(&ledger).await?;
    watch.looked(&stage, &observed);
    let plan = stage.plan(&observed, &policy);
    course.planned(&plan, report::problems(&stage.manifest, &plan));
    show_plan(&args.run, &plan)?;
    report::talk_problems(&stage.manifest, &plan);
    if !plan.can_apply() {
        return Ok(report::plan_exit(&plan, false));
    }
    let entries = stage.state.entries()?;
    note_found(&mut ledger, &entries, &observed, &plan, clock::now())?;
    let applied = applied::of(&stage.manifest, &args.manifest);
    if plan.steps.is_empty() {
        applied::note(&mut ledger, &applied)?;
        return Ok(report::plan_exit(&plan, false));
    }
    approve(&args.run, &plan)?;
    let applied = Some(applied);
    entry.carry_out(course, ledger, &plan, applied).await
}
