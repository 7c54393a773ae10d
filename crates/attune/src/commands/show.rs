//! `attune show`: prints a saved plan. It asks no tenant and needs neither manifest nor credentials.

use attune_report::json::{FORMAT_VERSION, ManifestFileV1, SavedPlanDocument, SavedPlanV1};
use attune_report::{clean, text};

use super::talk_error;
use crate::cli::{Format, ShowArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::saved::SavedPlan;
use crate::{output, report};

pub(crate) fn run(args: &ShowArgs) -> Result<Exit, CommandError> {
    let saved = SavedPlan::read(&args.plan);
    if args.format == Format::Json {
        return document(saved);
    }
    let saved = saved?;
    output::result(&head(&saved))?;
    output::result(&text::plan(&saved.content.plan))?;
    report::talk_problems_alone(&saved.content.plan);
    Ok(Exit::Done)
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

fn document(saved: Result<SavedPlan, CommandError>) -> Result<Exit, CommandError> {
    let exit = saved
        .as_ref()
        .map_or_else(CommandError::exit, |_| Exit::Done);
    let (saved, error) = match saved {
        Ok(saved) => (Some(saved_v1(saved)), None),
        Err(error) => (None, Some(error)),
    };
    output::document(&SavedPlanDocument {
        format_version: FORMAT_VERSION,
        kind: "show".to_owned(),
        exit_code: exit.code(),
        saved,
        error: error.as_ref().map(CommandError::json),
    })?;
    if let Some(error) = &error {
        talk_error(error);
    }
    Ok(exit)
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
