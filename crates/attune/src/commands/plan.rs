//! `attune plan`: shows what would change. It reads, and writes nothing but the file that `--out` names.

use std::path::Path;

use attune_apply::ledger::{Entry, Ledger, Memory};
use attune_model::{Observed, Plan, Policy};
use attune_report::json::PlanDocument;
use attune_report::{Report, text};

use super::talk_error;
use crate::cli::{PlanArgs, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::{Origin, SavedPlan};
use crate::stage::Stage;
use crate::{connection, console, output, report};

pub(crate) async fn run(args: &PlanArgs) -> Result<Exit, CommandError> {
    let stage = match Stage::load(&args.manifest) {
        Ok(stage) => stage,
        Err(error) => return failed(args, "", &error),
    };
    let plan = match plan(args, &stage).await {
        Ok(plan) => plan,
        Err(error) => return failed(args, &stage.tenant(), &error),
    };
    let exit = report::plan_exit(&plan, args.detailed_exitcode);
    if args.output.format == ReportFormat::Text {
        let options = output::text_options(args.output.full);
        output::result(&text::plan(&plan, &options))?;
    }
    let delivered = deliver(args, &stage, &plan, exit);
    report::talk_problems(&stage.manifest, &plan);
    delivered?;
    Ok(exit)
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

async fn plan(args: &PlanArgs, stage: &Stage) -> Result<Plan, CommandError> {
    let selection = stage.selection(&args.part)?;
    let rotate = stage.api_users(&args.rotate)?;
    let entries = Ledger::read(stage.state.folder())?;
    let memory = Memory::of(&entries);
    let tenant = connection::connect(&stage.manifest.connection).await?;
    let observed = stage.observe(&tenant, &memory).await?;
    let allowed = console::policy(&args.allow, &observed.tenant.console_url).await?;
    let policy = Policy { rotate, ..allowed };
    let plan = attune_plan::plan_part(&stage.manifest.desired, &observed, &policy, &selection).plan;
    if let Some(out) = &args.out {
        save(args, stage, out, &plan, &observed, &entries)?;
    }
    Ok(plan)
}

/// Writes the plan down, whether it may be applied or not.
fn save(
    args: &PlanArgs,
    stage: &Stage,
    out: &Path,
    plan: &Plan,
    observed: &Observed,
    entries: &[Entry],
) -> Result<(), CommandError> {
    let origin = Origin::of_stage(stage, &args.allow, Some(&args.part));
    let saved = SavedPlan::of(out, &origin, plan, observed, entries)?;
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
fn failed(args: &PlanArgs, tenant: &str, error: &CommandError) -> Result<Exit, CommandError> {
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
