//! `attune plan`: shows what would change. It reads, and writes nothing but the file that `--out` names.

use std::path::Path;

use attune_apply::ledger::{Entry, Memory};
use attune_model::{Observed, Plan, Policy};
use attune_report::fleet::Standing;
use attune_report::json::PlanDocument;
use attune_report::{Report, text};

use super::talk_error;
use crate::cli::{FleetArgs, ManifestArgs, PlanArgs, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::fleet::{OnTenants, Reports, Standings, Table, Watch, file_of};
use crate::saved::{Origin, SavedPlan};
use crate::stage::Stage;
use crate::{applied, console, output, record, report};

impl OnTenants for PlanArgs {
    const NAME: &'static str = "plan";

    fn fleet(&self) -> &FleetArgs {
        &self.fleet
    }

    fn manifest(&mut self) -> &mut ManifestArgs {
        &mut self.manifest
    }

    fn standings(&self) -> Standings {
        Standings {
            done: Standing::InSync,
            due: Standing::ChangesDue,
        }
    }

    fn table(&self) -> Result<Table, CommandError> {
        Ok(Table::of(self.output.format))
    }

    fn of_tenant(&mut self, name: &str, reports: Option<&Reports>) {
        self.output = self.output.of_tenant(reports);
        self.out = self
            .out
            .take()
            .map(|folder| folder.join(format!("{name}.json")));
    }

    fn of_named(&mut self, name: &str) {
        self.out = file_of(self.out.take(), name);
    }

    async fn visit(&self, watch: &mut Watch) -> Result<Exit, CommandError> {
        let stage = match Stage::load(&self.manifest).await {
            Ok(stage) => stage,
            Err(error) => return failed(self, "", &error, watch),
        };
        let plan = match plan(self, &stage, watch).await {
            Ok(plan) => plan,
            Err(error) => return failed(self, &stage.tenant(), &error, watch),
        };
        let exit = report::plan_exit(&plan, self.detailed_exitcode);
        if self.output.format == ReportFormat::Text {
            let options = output::text_options(self.output.full);
            output::result(&text::plan(&plan, &options))?;
        }
        let delivered = deliver(self, &stage, &plan, exit);
        report::talk_problems(&stage.manifest, &plan);
        delivered?;
        Ok(exit)
    }
}

/// The reports beside the text on stdout.
fn deliver(args: &PlanArgs, stage: &Stage, plan: &Plan, exit: Exit) -> Result<(), CommandError> {
    let problems = report::problems(&stage.manifest, plan);
    let report = Report {
        tenant: plan.tenant.as_str(),
        plan: Some(plan),
        problems: &problems,
        ..Report::default()
    };
    let document = report::plan_document(&stage.manifest, plan, exit);
    report::deliver(&args.output, &report, &document)
}

async fn plan(args: &PlanArgs, stage: &Stage, watch: &mut Watch) -> Result<Plan, CommandError> {
    let selection = stage.selection(&args.part)?;
    let rotate = stage.api_users(&args.rotate)?;
    let entries = stage.state.entries()?;
    let memory = Memory::of(&entries);
    let tenant = stage.connect().await?;
    let observed = stage.observe(&tenant, &memory).await?;
    watch.looked(stage, &observed);
    let allowed = console::policy(&args.allow, &observed.tenant.console_url).await?;
    let policy = Policy { rotate, ..allowed };
    let plan = attune_plan::plan_part(&stage.manifest.desired, &observed, &policy, &selection).plan;
    record::planned(plan.steps.len());
    watch.planned(plan.steps.len());
    if let Some(out) = &args.out {
        let applied = applied::of(&stage.manifest, &args.manifest);
        let origin = Origin::of_stage(stage, &args.allow, Some(&args.part)).applying(Some(applied));
        save(out, &origin, &plan, &observed, &entries)?;
    }
    Ok(plan)
}

/// Writes the plan down, whether it may be applied or not.
pub(super) fn save(
    out: &Path,
    origin: &Origin,
    plan: &Plan,
    observed: &Observed,
    entries: &[Entry],
) -> Result<(), CommandError> {
    let saved = SavedPlan::of(out, origin, plan, observed, entries)?;
    saved.write(out)?;
    output::talk(&format!(
        "The plan is saved as {}{}.\n",
        out.display(),
        if plan.can_apply() {
            ""
        } else {
            "; it cannot be applied"
        }
    ));
    Ok(())
}

/// Reports are written on failure too, and say why there is no plan.
fn failed(
    args: &PlanArgs,
    tenant: &str,
    error: &CommandError,
    watch: &mut Watch,
) -> Result<Exit, CommandError> {
    watch.failed(error);
    let exit = error.exit();
    let why = error.json();
    let report = Report {
        tenant,
        error: Some(&why),
        ..Report::default()
    };
    let document = PlanDocument::failed(tenant.to_owned(), why.clone(), exit.code());
    let delivered = report::deliver(&args.output, &report, &document);
    talk_error(error);
    delivered?;
    Ok(exit)
}
