//! `attune drift --heal`: a plan back to what was applied last. It changes nothing; the plan is saved for review.

use std::fmt::Write as _;

use attune_apply::ledger::{Applied, Memory, Revision};
use attune_model::Plan;
use attune_report::json::PlanDocument;
use attune_report::text;

use super::checkout::{self, Repository};
use crate::cli::{DriftArgs, DriftFormat};
use crate::commands::{plan, talk_error};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::fleet::Watch;
use crate::saved::Origin;
use crate::stage::{Stage, state_of};
use crate::{console, output, record, report};

/// Plans and shows; saves the plan where that is asked for.
pub(super) async fn visit(args: &DriftArgs, watch: &mut Watch) -> Result<Exit, CommandError> {
    let is_json = match args.format {
        DriftFormat::Text => false,
        DriftFormat::Json => true,
        DriftFormat::Junit | DriftFormat::Sarif => {
            return Err(CommandError::usage(
                "--heal makes a plan, and a plan has no such format",
                "With --heal, --format is text or json.",
            ));
        }
    };
    match planned(args, watch).await {
        Ok((head, plan)) => {
            let exit = report::plan_exit(&plan, true);
            if is_json {
                output::talk(&head);
                let problems = report::problems_alone(&plan);
                output::document(&PlanDocument::of(&plan, problems, exit.code()))?;
            } else {
                output::result(&head)?;
                output::result(&text::plan(&plan, &output::text_options(false)))?;
            }
            report::talk_problems_alone(&plan);
            Ok(exit)
        }
        Err(error) => {
            watch.failed(&error);
            let exit = error.exit();
            if is_json {
                let failed = PlanDocument::failed(String::new(), error.json(), exit.code());
                output::document(&failed)?;
            }
            talk_error(&error);
            Ok(exit)
        }
    }
}

/// The plan, and what is said before it.
async fn planned(args: &DriftArgs, watch: &mut Watch) -> Result<(String, Plan), CommandError> {
    let opened = state_of(&args.manifest).await?;
    let entries = opened.entries()?;
    let memory = Memory::of(&entries);
    let (applied, commit) = last(&memory)?;
    let repository = Repository::of(&args.manifest, commit)?;
    let folder = repository.check_out(applied)?;
    let manifest = checkout::load(folder.path(), applied, &args.manifest)?;
    let head = head(
        &repository.this()?,
        &repository.newer(applied, &args.manifest)?,
    );
    for recipe in checkout::other_recipes(&manifest, applied) {
        output::talk(&format!(
            "warning: the {recipe} comes with attune and is not as it was then; the plan follows the one of now\n"
        ));
    }
    record::named(manifest.desired.tenant.as_str());
    let stage = Stage::of(manifest, &args.manifest, opened);
    let tenant = stage.connect().await?;
    let observed = stage.observe(&tenant, &memory).await?;
    watch.looked(&stage, &observed);
    let policy = console::policy(&args.answer.allow, &observed.tenant.console_url).await?;
    let plan = stage.plan(&observed, &policy);
    record::planned(plan.steps.len());
    watch.planned(plan.steps.len());
    if let Some(out) = &args.answer.out {
        let origin = Origin::of_stage(&stage, &args.answer.allow, None).of_applied(applied);
        plan::save(out, &origin, &plan, &observed, &entries)?;
    }
    Ok((head, plan))
}

/// What was applied last, and the commit that has it.
fn last(memory: &Memory) -> Result<(&Applied, &str), CommandError> {
    let Some(applied) = &memory.applied else {
        return Err(CommandError::usage(
            "the ledger does not say which commit was applied",
            "Commit the manifest and run `attune apply`: it notes the commit, also where nothing is to be done.",
        ));
    };
    match &applied.revision {
        Revision::Commit(commit) => Ok((applied, commit)),
        Revision::None(why) => Err(CommandError::usage(
            format!("what was applied last is in no commit: {why}"),
            "Commit the manifest and run `attune apply`: it notes the commit, also where nothing is to be done.",
        )),
    }
}

/// What is said before the plan.
fn head(commit: &str, newer: &[String]) -> String {
    let mut text = format!("Back to what was applied last: {commit}\n");
    if !newer.is_empty() {
        let plural = if newer.len() == 1 { "" } else { "s" };
        let count = newer.len();
        // Writing to a string does not fail.
        let _ = writeln!(text, "Newer, not applied: {count} commit{plural}");
        for commit in newer {
            let _ = writeln!(text, "  {commit}");
        }
    }
    text.push('\n');
    attune_report::clean_lines(&text)
}
