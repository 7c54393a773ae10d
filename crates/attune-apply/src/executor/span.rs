//! What a trace shows of a step.

use attune_model::{Change, Outcome};
use tracing::Span;
use tracing::field::Empty;

/// A span for a step. Titles name people and things of the manifest; only the kind of change is told.
pub(super) fn of(change: &Change) -> Span {
    let kind = kind(change);
    tracing::info_span!(
        target: "attune::span",
        "step",
        otel.name = format!("step {kind}"),
        otel.status_code = Empty,
        attune.step.change = kind,
        attune.step.outcome = Empty,
    )
}

/// Notes what became of it.
pub(super) fn ended(span: &Span, outcome: &Outcome) {
    let word = match outcome {
        Outcome::Done { .. } => "done",
        Outcome::Pending { .. } => "waiting",
        Outcome::Failed { .. } => "failed",
        Outcome::Skipped { .. } => "skipped",
    };
    span.record("attune.step.outcome", word);
    if matches!(outcome, Outcome::Failed { .. }) {
        span.record("otel.status_code", "ERROR");
    }
}

fn kind(change: &Change) -> &'static str {
    match change {
        Change::CopyLevel { .. } => "copy-level",
        Change::EditLevel { .. } => "edit-level",
        Change::CreateApiUser { .. } => "create-api-user",
        Change::RetireApiUser { .. } => "retire-api-user",
        Change::RotateSecret { .. } => "rotate-secret",
        Change::UpdateApiUser { .. } => "update-api-user",
        Change::SetProtectedData { .. } => "set-protected-data",
        Change::AssignLevel { .. } => "assign-level",
        Change::AdoptLevel { .. } => "adopt-level",
        Change::AdoptApiUser { .. } => "adopt-api-user",
        Change::Check(_) => "check",
    }
}
