//! Plans carried out in the browser: what stops them, and what the ledger says then.

use std::collections::BTreeMap;
use std::fs;

use attune_apply::ledger::Event;
use attune_console::browser_console::Hand;
use attune_model::{
    CellChange, CellId, CellState, CellValue, Change, LevelId, LevelName, LevelRef, Outcome, Proof,
    Step,
};
use attune_sim::{Rendering, Slip, Tenant};
use insta::assert_snapshot;
use serde_json::json;

use crate::stage::Stage;
use crate::support::{plan, step};

const FIRST: &str = "admin.features.kaseyaIntegrations";
const SECOND: &str = "crm.objects.accounts.add";

/// Ticks a box of a level, or clears it.
fn flips(stage: &Stage, id: LevelId, cells: &[&str]) -> Step {
    let content = stage.level(id);
    let flip = |cell: &&str| {
        let cell = CellId::new(*cell);
        let on = content.cells.get(&cell) == Some(&CellValue::Flag(true));
        let change = CellChange {
            before: CellState::Unknown,
            after: CellValue::Flag(!on),
        };
        (cell, change)
    };
    let change = Change::EditLevel {
        handle: None,
        level: LevelRef::Existing {
            id,
            name: LevelName::new(content.name.as_str()),
        },
        rename: None,
        active: None,
        cells: cells.iter().map(flip).collect::<BTreeMap<_, _>>(),
        holders: Vec::new(),
    };
    Step {
        proof: Proof::ConsoleReread,
        ..step(&format!("level-{id}"), change)
    }
}

/// One line each.
fn lines(outcomes: &[Outcome]) -> String {
    let line = |outcome: &Outcome| match outcome {
        Outcome::Done { proof, .. } => format!("done: {proof:?}"),
        Outcome::Pending { why } => format!("waits: {why}"),
        Outcome::Failed { why } => format!("failed: {why}"),
        Outcome::Skipped { .. } => "skipped".to_owned(),
    };
    outcomes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The ledger's events of steps, one line each.
fn noted(stage: &Stage) -> String {
    let said = |event: &Event| match event {
        Event::Begun { step, .. } => Some(format!("{} begun", step.0)),
        Event::Waiting { step } => Some(format!("{} waits", step.0)),
        Event::Done { step, .. } => Some(format!("{} done", step.0)),
        Event::Failed { step, .. } => Some(format!("{} failed", step.0)),
        Event::Bound { .. }
        | Event::Plan { .. }
        | Event::Applied(_)
        | Event::Noted { .. }
        | Event::Rights { .. } => None,
    };
    let entries = stage.place.ledger();
    let events = entries.iter().map(|entry| &entry.event);
    events.filter_map(said).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cell_that_was_not_saved_is_found_by_a_second_look() {
    let mut stage = Stage::of(Rendering::Classic).await;
    let lead = stage.level_named("Helpdesk Lead");
    let cell = CellId::new(FIRST);
    stage
        .place
        .simulator
        .with_tenant(|tenant| tenant.slips.push(Slip::DroppedCell { cell }));
    let steps = vec![flips(&stage, lead, &[FIRST, SECOND])];
    let outcomes = stage.apply(&plan(steps)).await;
    assert_snapshot!(lines(&outcomes), @"failed: after saving, the page shows otherwise: admin.features.kaseyaIntegrations is off, not on");
}

/// The stop comes while the operator is asked for the second control, with the first one set on the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_between_two_controls_saves_nothing_and_lets_the_rest_wait() {
    let mut stage = Stage::with(Tenant::contoso(), Rendering::Mvc, Hand::Human).await;
    let levels = ["Helpdesk Lead", "Field Engineer"].map(|name| stage.level_named(name));
    let before = levels.map(|level| stage.level(level).cells);
    let view = "serviceDesk.objects.tickets.view";
    let mut first = flips(&stage, levels[0], &[FIRST]);
    let Change::EditLevel { cells, .. } = &mut first.change else {
        unreachable!("it edits a level")
    };
    let change = CellChange {
        before: CellState::Unknown,
        after: CellValue::Scope(attune_model::Scope::Mine),
    };
    cells.insert(CellId::new(view), change);
    stage.prank(&json!({"idle": "choose `Mine`"}));
    let steps = vec![first, flips(&stage, levels[1], &[SECOND])];
    let file = stage.stop_file();
    let asked = stage.heard("Tickets > View: choose `Mine`");
    let stop = async {
        asked.await;
        fs::write(&file, "").expect("a file");
    };
    let plan = plan(steps);
    let (outcomes, ()) = tokio::join!(stage.apply(&plan), stop);
    assert_snapshot!(lines(&outcomes), @"
    waits: the operator stopped here
    waits: the operator stopped before it
    ");
    assert_snapshot!(noted(&stage), @"
    level-52 begun
    level-52 waits
    ");
    assert_eq!(stage.told("attune was asked to stop").len(), 1);
    assert_eq!(levels.map(|level| stage.level(level).cells), before);

    // Without the file the work is done after all.
    fs::remove_file(stage.stop_file()).expect("no file");
    stage.prank(&json!({}));
    let outcomes = stage.apply(&plan).await;
    assert_snapshot!(lines(&outcomes), @"
    done: ConsoleReread
    done: ConsoleReread
    ");
}

/// What Ctrl-C does, as attune begins to set controls itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interrupt_between_two_controls_of_attunes_own_saves_nothing() {
    let mut stage = Stage::of(Rendering::Classic).await;
    let lead = stage.level_named("Helpdesk Lead");
    let before = stage.level(lead).cells;
    let steps = vec![flips(&stage, lead, &[FIRST, SECOND])];
    let stop = stage.stop.clone();
    let asked = stage.heard("writing on tenant contoso");
    let stopping = async {
        asked.await;
        stop.ask();
    };
    let plan = plan(steps);
    let (outcomes, ()) = tokio::join!(stage.apply(&plan), stopping);
    assert_snapshot!(lines(&outcomes), @"waits: the operator stopped here");
    assert_eq!(stage.level(lead).cells, before);
}
