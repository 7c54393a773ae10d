//! What is shown before a plan is carried out, and the word that lets it.

use attune_model::Plan;
use attune_report::text;
use attune_report::text::TextOptions;

use crate::cli::{ReportFormat, RunArgs};
use crate::error::CommandError;
use crate::output;

/// In text the plan comes before the question; in other formats it is a part of the document at the end.
pub(crate) fn show_plan(args: &RunArgs, plan: &Plan) -> Result<(), CommandError> {
    let options = output::text_options(args.output.full);
    match args.output.format {
        ReportFormat::Text => output::result(&text::plan(plan, &options)),
        ReportFormat::Json | ReportFormat::Markdown | ReportFormat::Html => {
            if !args.auto_approve {
                let options = TextOptions {
                    colour: output::colour(),
                    ..options
                };
                output::talk(&text::plan(plan, &options));
            }
            Ok(())
        }
    }
}

/// One typed word, or `--auto-approve`.
pub(crate) fn approve(args: &RunArgs, plan: &Plan) -> Result<(), CommandError> {
    if args.auto_approve {
        return Ok(());
    }
    let question = format!(
        "\nCarry this out on {}? Only \"yes\" is taken for yes: ",
        plan.tenant
    );
    match output::ask(&question).as_deref() {
        Some("yes") => Ok(()),
        Some(_) => Err(CommandError::state(
            anyhow::Error::msg("the plan was not approved"),
            "Nothing was applied.",
        )),
        None => Err(CommandError::usage(
            "there is nobody to ask whether the plan is to be carried out",
            "Nothing was applied. Review the plan, then run with --auto-approve.",
        )),
    }
}
