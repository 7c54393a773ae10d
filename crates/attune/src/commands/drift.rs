//! `attune drift`: looks at the tenant and says what differs and whose doing that is. It never changes the tenant.

use attune_apply::ledger::{Ledger, Memory};
use attune_apply::{Captures, drift};
use attune_model::{Drift, Plan, Policy, ProblemKind};
use attune_plan::Selection;
use attune_report::drift::{DriftDocument, junit, prometheus, sarif, text};

use super::talk_error;
use crate::cli::{DriftArgs, DriftFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::last_drift::LastDrift;
use crate::stage::Stage;
use crate::{clock, connection, file, output, report};

pub(crate) async fn run(args: &DriftArgs) -> Result<Exit, CommandError> {
    let stage = match Stage::load(&args.manifest) {
        Ok(stage) => stage,
        Err(error) => return failed(args, String::new(), error),
    };
    match look(args, &stage).await {
        Ok((plan, document, exit)) => {
            write(args, &document)?;
            report::talk_problems(&stage.manifest, &plan);
            Ok(exit)
        }
        Err(error) => failed(args, stage.tenant(), error),
    }
}

async fn look(
    args: &DriftArgs,
    stage: &Stage,
) -> Result<(Plan, DriftDocument, Exit), CommandError> {
    let entries = Ledger::read(stage.state.folder())?;
    let tenant = connection::connect(&stage.manifest.connection).await?;
    let observed = stage.observe(&tenant, &Memory::of(&entries)).await?;
    // Nothing is carried out, so that there is no risk to allow.
    let (desired, policy) = (&stage.manifest.desired, Policy::default());
    let planned = attune_plan::plan_part(desired, &observed, &policy, &Selection::default());
    let captures = Captures::read(stage.state.folder())?;
    let drift = drift(
        &planned.plan,
        &planned.origins,
        &observed,
        &entries,
        &captures,
    );
    let exit = exit(&drift);
    let unchanged = if args.since_last && matches!(exit, Exit::Done | Exit::ChangesDue) {
        LastDrift::remember(&stage.state, &drift, clock::now())?
    } else {
        None
    };
    let exit = if unchanged.is_some() {
        Exit::Done
    } else {
        exit
    };
    let plan = planned.plan;
    let problems = report::plan_document(&stage.manifest, &plan, exit).problems;
    let locate = |place: &attune_model::Place| stage.manifest.locate(place);
    let mut document = DriftDocument::of(&drift, problems, locate, exit.code());
    if !drift.differences.is_empty() {
        document.unchanged_since = unchanged.map(|last| last.at.to_string());
    }
    Ok((plan, document, exit))
}

fn exit(drift: &Drift) -> Exit {
    let unreadable = |kind| kind == ProblemKind::Unreadable;
    if drift
        .problems
        .iter()
        .any(|problem| unreadable(problem.kind))
    {
        Exit::CouldNotLook
    } else if !drift.problems.is_empty() {
        Exit::Error
    } else if drift.differences.is_empty() {
        Exit::Done
    } else {
        Exit::ChangesDue
    }
}

fn write(args: &DriftArgs, document: &DriftDocument) -> Result<(), CommandError> {
    // Whoever reads the textfile is told first: a closed pipe on stdout keeps nothing from them.
    if let Some(path) = &args.prometheus {
        file::write(path, &prometheus(document, clock::now()))?;
    }
    match args.format {
        DriftFormat::Text => output::result(&text(document)),
        DriftFormat::Json => output::document(document),
        DriftFormat::Junit => output::result(&junit(document)),
        DriftFormat::Sarif => output::document(&sarif(document)),
    }
}

fn failed(args: &DriftArgs, tenant: String, error: CommandError) -> Result<Exit, CommandError> {
    let exit = error.exit();
    let document = DriftDocument::failed(tenant, error.json(), exit.code());
    if args.format == DriftFormat::Text {
        if let Some(path) = &args.prometheus {
            file::write(path, &prometheus(&document, clock::now()))?;
        }
        return Err(error);
    }
    write(args, &document)?;
    talk_error(&error);
    Ok(exit)
}
