//! Levels, copied and edited by attune's hands and by a person's.

use std::collections::BTreeMap;

use attune_apply::ports::Console as _;
use attune_console::browser_console::Hand;
use attune_model::{CellId, CellValue, LevelEdit, LevelName, Scope};
use attune_sim::operator::{Answer, Call};
use attune_sim::{Rendering, Tenant};

use crate::stage::Stage;

fn edit(cells: &[(&str, CellValue)]) -> LevelEdit {
    LevelEdit {
        name: None,
        active: None,
        cells: cells
            .iter()
            .map(|(cell, value)| (CellId::new(*cell), value.clone()))
            .collect::<BTreeMap<_, _>>(),
    }
}

const VIEW: &str = "webServicesApi.resourceImpersonation.crm.accounts.view";
const NOTES: &str = "webServicesApi.resourceImpersonation.projects.taskNotes.add";
const WEBHOOKS: &str = "other.webhooks.canCreate";
const WEBHOOK_LIMIT: &str = "other.webhooks.max";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_copies_and_edits_on_drawn_pages() {
    copy_and_edit(Rendering::Mvc, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attune_copies_and_edits_on_plain_pages() {
    copy_and_edit(Rendering::Classic, Hand::Own).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_copies_and_edits_on_drawn_pages() {
    copy_and_edit(Rendering::Mvc, Hand::Human).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_copies_and_edits_on_plain_pages() {
    copy_and_edit(Rendering::Classic, Hand::Human).await;
}

async fn copy_and_edit(rendering: Rendering, hand: Hand) {
    let mut stage = Stage::with(Tenant::contoso(), rendering, hand).await;
    let base = stage.level_named("API User (system)");
    let copy = stage.console.copy_level(base).await.expect("a copy");
    let before = stage.console.read_level(copy).await.expect("a look");
    let wanted = LevelEdit {
        name: Some(LevelName::new("Tasky API")),
        active: Some(false),
        ..edit(&[
            (VIEW, CellValue::Flag(true)),
            (NOTES, CellValue::Flag(true)),
            (
                "serviceDesk.objects.tickets.view",
                CellValue::Scope(Scope::Mine),
            ),
            (WEBHOOKS, CellValue::Flag(true)),
            (WEBHOOK_LIMIT, CellValue::Number(7)),
        ])
    };
    stage
        .console
        .save_level(copy, &wanted)
        .await
        .expect("it is saved");
    let after = stage.console.read_level(copy).await.expect("a look");
    let mut expected = before.clone();
    expected.name = LevelName::new("Tasky API");
    expected.active = false;
    expected.cells.extend(wanted.cells);
    assert_eq!(after, expected);
    assert_eq!(stage.level(copy).cells, expected.cells);
}

/// The console's own answer to a copy may have been lost; then REST lists the copy, and its number is all that is known.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_was_made_since_is_known_by_its_number() {
    for rendering in [Rendering::Classic, Rendering::Mvc] {
        let mut stage = Stage::of(rendering).await;
        let level = stage.level_named("API User (system)");
        let call = Call::CopyLevel { base: level };
        let copied = stage
            .place
            .simulator
            .with_tenant(|tenant| tenant.visit(call));
        let Ok(Answer::Copied { level: copy }) = copied else {
            unreachable!("no copy")
        };
        let wanted = LevelEdit {
            name: Some(LevelName::new("Tasky API")),
            ..edit(&[(VIEW, CellValue::Flag(true))])
        };
        let saved = stage.console.save_level(copy, &wanted).await;
        saved.expect("it is saved");
        assert_eq!(stage.level(copy).name, LevelName::new("Tasky API"));
    }
}
