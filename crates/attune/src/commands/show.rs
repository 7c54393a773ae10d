//! `attune show`: prints a saved plan. It asks no tenant and needs neither manifest nor credentials.

use attune_report::json::{FORMAT_VERSION, ManifestFileV1, SavedPlanDocument, SavedPlanV1};
use attune_report::text::TextOptions;
use attune_report::{Report, clean, text};

use super::talk_error;
use crate::cli::{ReportFormat, ShowArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::SavedPlan;
use crate::{output, report};

pub(crate) fn run(args: &ShowArgs) -> Result<Exit, CommandError> {
    let saved = SavedPlan::read(&args.plan);
    let exit = saved
        .as_ref()
        .map_or_else(CommandError::exit, |_| Exit::Done);
    let (saved, error) = match saved {
        Ok(saved) => (Some(saved), None),
        Err(error) => (None, Some(error)),
    };
    if args.output.format == ReportFormat::Text
        && let Some(saved) = &saved
    {
        output::result(&in_words(saved, &output::text_options(args.output.full)))?;
        report::talk_problems_alone(&saved.content.plan);
    }
    let delivered = deliver(args, saved, error.as_ref(), exit);
    if let Some(error) = &error {
        talk_error(error);
    }
    delivered?;
    Ok(exit)
}

/// A saved plan for people.
pub(crate) fn in_words(saved: &SavedPlan, options: &TextOptions) -> String {
    head(saved) + &text::plan(&saved.content.plan, options)
}

/// What is said before the plan itself.
fn head(saved: &SavedPlan) -> String {
    let content = &saved.content;
    let mut lines = vec![
        format!("Saved plan {}", saved.digest),
        format!("made at {} by attune {}", content.made_at, content.attune),
    ];
    let files = content.manifest.iter();
    lines.extend(files.map(|file| format!("manifest {} (sha256 {})", file.name, file.sha256)));
    if !content.allow.is_empty() {
        lines.push(format!("allowed: {}", content.allow.join(", ")));
    }
    lines.push(format!(
        "stands on {} live objects and {} lines of the ledger",
        content.relied_on.len(),
        content.ledger.lines
    ));
    if !content.plan.can_apply() {
        lines.push("cannot be applied: it has problems or risks that were not allowed".to_owned());
    }
    lines.push(String::new());
    lines
        .into_iter()
        .map(|line| format!("{}\n", clean(&line)))
        .collect()
}

/// The reports beside the text on stdout.
fn deliver(
    args: &ShowArgs,
    saved: Option<SavedPlan>,
    error: Option<&CommandError>,
    exit: Exit,
) -> Result<(), CommandError> {
    let plan = saved.as_ref().map(|saved| saved.content.plan.clone());
    let why = error.map(CommandError::json);
    let tenant = plan.as_ref().map(|plan| plan.tenant.to_string());
    let problems = plan.as_ref().map(report::problems_alone);
    let report = Report {
        tenant: tenant.as_deref().unwrap_or_default(),
        plan: plan.as_ref(),
        problems: problems.as_deref().unwrap_or_default(),
        error: why.as_ref(),
        ..Report::default()
    };
    let document = SavedPlanDocument {
        format_version: FORMAT_VERSION,
        kind: "show".to_owned(),
        exit_code: exit.code(),
        saved: saved.map(saved_v1),
        error: why.clone(),
    };
    report::deliver(&args.output, &report, &document)
}

fn saved_v1(saved: SavedPlan) -> SavedPlanV1 {
    let SavedPlan { digest, content } = saved;
    let exit = report::plan_exit(&content.plan, true);
    let places = |places: &[attune_model::Place]| places.iter().map(ToString::to_string).collect();
    SavedPlanV1 {
        digest,
        attune: content.attune,
        made_at: content.made_at.to_string(),
        manifest: content
            .manifest
            .into_iter()
            .map(|file| ManifestFileV1 {
                name: file.name,
                sha256: file.sha256,
            })
            .collect(),
        allow: content.allow,
        target: places(&content.target),
        exclude: places(&content.exclude),
        ledger_lines: content.ledger.lines,
        relied_on: content.relied_on,
        plan: report::plan_document_alone(&content.plan, exit),
    }
}
