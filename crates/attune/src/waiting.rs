//! What a run leaves where steps wait for an operator: the checklist, and the rest of the plan for `apply --resume`.

use std::path::{Path, PathBuf};

use attune_apply::ledger::{Entry, Memory};
use attune_apply::ports::{Probe, TenantRead};
use attune_apply::{Captures, remaining, settled};
use attune_console::{HandOver, Runbook, Wording};
use attune_model::{ApplyReport, Change, Outcome, Plan, StepId};
use attune_store::State;

use crate::error::CommandError;
use crate::saved::{Origin, SavedPlan};
use crate::{connection, file, ground, output, state};

/// The name of the file with the rest of a plan, in the folder of the ledger.
const REST: &str = "waiting.json";

/// The name of the checklist to be read as text, beside it.
const CHECKLIST: &str = "checklist.md";

/// The file with the rest of a plan.
pub(crate) fn file_in(state: &State) -> PathBuf {
    state.folder().join(REST)
}

/// Where the paths in that file are seen from: itself, or the present folder where a team shares the state.
pub(crate) fn seen_from(state: &State) -> PathBuf {
    match state {
        State::Folder(_) => file_in(state),
        State::Shared(_) => PathBuf::from(REST),
    }
}

/// How many steps wait since an earlier run; none where that cannot be read.
pub(crate) fn count(state: &State) -> Option<usize> {
    let file = file_in(state);
    if !file.exists() {
        return Some(0);
    }
    let saved = SavedPlan::read(&file).ok()?;
    Some(saved.content.plan.steps.len())
}

/// The checklist that a run left.
#[derive(Clone, Debug)]
pub(crate) struct Checklist {
    /// Where it is, for people.
    pub(crate) place: PathBuf,
    /// What it says, in Markdown.
    pub(crate) text: String,
}

/// Writes down what waits after a run, or takes away what an earlier run left; the checklist, where there is one.
pub(crate) async fn leave(
    origin: &Origin,
    wording: &Wording,
    tenant: &(impl TenantRead + Probe),
    plan: &Plan,
    report: &ApplyReport,
) -> Result<Option<Checklist>, CommandError> {
    let state = &origin.state;
    let (rest, markdown, html) = (
        file_in(state),
        state.folder().join(CHECKLIST),
        state.folder().join("checklist.html"),
    );
    let waiting = waiting(report);
    if waiting.is_empty() {
        for path in [&rest, &markdown, &html] {
            file::remove(path)?;
        }
        state::push(state).await?;
        return Ok(None);
    }
    let entries = state.entries()?;
    let plan = settled(plan, &entries);
    let runbook = Runbook::of(&plan, &waiting, wording).with_hand_over(of_plan(
        &origin.hand_over,
        &plan,
        |_| true,
    ));
    let text = runbook.markdown();
    file::write_private(&markdown, &text)?;
    file::write_private(&html, &runbook.html())?;
    let plan = remaining(&plan, report);
    match save(&rest, origin, tenant, &plan, &entries).await {
        Ok(()) => {}
        Err(error) => {
            file::remove(&rest)?;
            output::talk(&format!(
                "warning: what waits cannot be kept for `attune apply --resume`; apply again instead\n{}",
                error.text(output::colour())
            ));
        }
    }
    state::push(state).await?;
    Ok(Some(Checklist {
        place: state::shown(state, CHECKLIST),
        text,
    }))
}

/// The rest of the plan, with the tenant as it is now.
async fn save(
    path: &Path,
    origin: &Origin,
    tenant: &(impl TenantRead + Probe),
    plan: &Plan,
    entries: &[Entry],
) -> Result<(), CommandError> {
    let memory = Memory::of(entries);
    let captures = Captures::read(origin.state.folder())?;
    let credentials = connection::sinks(&origin.connection, &origin.folder);
    // The plan stands on no right that only its API users see.
    let name = plan.tenant.as_str();
    let observed = ground::look_over_rest(name, tenant, &memory, &captures, &credentials).await?;
    let seen_from = seen_from(&origin.state);
    SavedPlan::of(&seen_from, origin, plan, &observed, entries)?.write(path)
}

/// What the vendors of the API users get that a run made, or gave another secret.
pub(crate) fn handed_over(
    hand_over: &[HandOver],
    plan: &Plan,
    report: &ApplyReport,
) -> Vec<HandOver> {
    of_plan(hand_over, plan, |step| {
        let result = report.results.iter().find(|result| result.step == *step);
        result.is_some_and(|result| matches!(result.outcome, Outcome::Done { .. }))
    })
}

/// Those of the API users that chosen steps of a plan make or give another secret.
fn of_plan(hand_over: &[HandOver], plan: &Plan, chosen: impl Fn(&StepId) -> bool) -> Vec<HandOver> {
    let is_made = |of: &HandOver| {
        plan.steps.iter().any(|step| {
            matches!(
                &step.change,
                Change::CreateApiUser { handle, .. } | Change::RotateSecret { handle, .. }
                    if handle.as_str() == of.api_user
            ) && chosen(&step.id)
        })
    };
    hand_over.iter().filter(|of| is_made(of)).cloned().collect()
}

fn waiting(report: &ApplyReport) -> Vec<StepId> {
    report
        .results
        .iter()
        .filter(|result| matches!(result.outcome, Outcome::Pending { .. }))
        .map(|result| result.step.clone())
        .collect()
}
