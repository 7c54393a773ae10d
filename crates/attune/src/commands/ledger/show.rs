//! `attune ledger show`: what attune did to a tenant.

use attune_apply::ledger::{Applied, Entry, Event, Revision};
use attune_report::text::{self, LedgerLine};
use serde::Serialize;

use crate::cli::{Format, LedgerShowArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{output, stage};

/// The whole ledger for programs.
#[derive(Serialize)]
struct Document {
    format_version: u32,
    kind: &'static str,
    entries: Vec<Entry>,
}

/// Shows every line, oldest first.
pub(crate) async fn run(args: &LedgerShowArgs) -> Result<Exit, CommandError> {
    let state = stage::state_of(&args.manifest).await?;
    let entries = state.entries()?;
    match args.format {
        Format::Text if entries.is_empty() => {
            output::talk(&format!(
                "There is no ledger in {}: nothing was applied yet.\n",
                state.shown()
            ));
        }
        Format::Text => {
            let lines: Vec<LedgerLine> = entries.iter().map(line).collect();
            output::result(&text::ledger(&lines))?;
        }
        Format::Json => output::document(&Document {
            format_version: 1,
            kind: "ledger",
            entries,
        })?,
    }
    Ok(Exit::Done)
}

fn line(entry: &Entry) -> LedgerLine {
    let (kind, text) = match &entry.event {
        Event::Bound { tenant, database } => ("bound", format!("{tenant} is database {database}")),
        Event::Plan { digest } => ("plan", format!("the saved plan {digest}")),
        Event::Applied(Applied {
            revision, manifest, ..
        }) => {
            let of = match revision {
                Revision::Commit(commit) => format!("as of commit {commit}"),
                Revision::None(why) => format!("as of no commit: {why}"),
            };
            ("applied", format!("{manifest} {of}"))
        }
        Event::Begun {
            step,
            change,
            known: _,
        } => ("begun", format!("{step}: {}", change.title())),
        Event::Noted { step, fact: _ } => ("noted", format!("{step}: half-way")),
        Event::Done {
            step,
            proof,
            evidence,
            facts: _,
        } => ("done", format!("{step}: {proof}: {evidence}")),
        Event::Failed { step, why } => ("failed", format!("{step}: {why}")),
        Event::Rights {
            level,
            user,
            rights,
        } => (
            "rights",
            format!(
                "level {level}: API user {user} sees {} entities over REST",
                rights.0.len()
            ),
        ),
        Event::Waiting { step } => ("waiting", format!("{step}: waits for an operator")),
    };
    LedgerLine {
        seq: entry.seq,
        at: entry.at,
        kind,
        text,
    }
}
