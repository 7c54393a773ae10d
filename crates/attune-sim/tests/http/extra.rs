//! Cells that attune's catalogue does not have, and those that a copy can never get.

use std::collections::BTreeMap;

use attune_model::{CellId, CellValue, LevelId, Scope};
use attune_sim::Tenant;
use attune_sim::operator::{Answer, Call};

use crate::harness::{API_USER, HELPDESK_LEAD, World};

fn tags() -> CellId {
    CellId::extra("Service Desk", "Can remove tags", None)
}

fn requests(column: &str) -> CellId {
    CellId::extra("Service Desk", "Change Requests", Some(column))
}

fn pinned() -> CellId {
    CellId::extra("Service Desk", "Greatest number of pinned tickets", None)
}

fn word(word: &str) -> CellValue {
    CellValue::Word(word.to_owned())
}

fn save<const N: usize>(level: LevelId, cells: [(CellId, CellValue); N]) -> Call {
    Call::SaveLevel {
        level,
        name: None,
        active: None,
        cells: cells.into(),
    }
}

/// The cells outside the catalogue that a level's page shows.
async fn shown(world: &World, level: LevelId) -> BTreeMap<CellId, CellValue> {
    let Answer::Level(content) = world.do_visit(Call::ReadLevel { level }).await else {
        panic!("a level was asked for");
    };
    let mut cells = content.cells;
    cells.retain(|id, _| id.labels().is_some());
    cells
}

#[tokio::test]
async fn rows_outside_the_catalogue_are_saved_and_shown() {
    let world = World::contoso().await;
    let level = world.copy_level(API_USER, "Mine", &[]).await;
    let full = BTreeMap::from([
        (tags(), CellValue::Flag(true)),
        (requests("View"), CellValue::Scope(Scope::All)),
        (requests("Add"), CellValue::Flag(true)),
    ]);
    assert_eq!(shown(&world, level).await, full);
    world
        .do_visit(save(
            level,
            [
                (tags(), CellValue::Flag(false)),
                (requests("View"), word("Mine")),
            ],
        ))
        .await;
    let mut narrower = full.clone();
    narrower.insert(tags(), CellValue::Flag(false));
    narrower.insert(requests("View"), CellValue::Scope(Scope::Mine));
    assert_eq!(shown(&world, level).await, narrower);

    world
        .do_visit(save(HELPDESK_LEAD, [(pinned(), CellValue::Number(3))]))
        .await;
    assert_eq!(
        shown(&world, HELPDESK_LEAD).await[&pinned()],
        CellValue::Number(3)
    );

    let again = world.simulator.with_tenant(|tenant| {
        let text = tenant.dump();
        let again = Tenant::from_yaml(&text).expect("a dump is a fixture");
        assert_eq!(again.dump(), text);
        again
    });
    let levels = world
        .simulator
        .with_tenant(|tenant| tenant.levels().clone());
    assert_eq!(again.levels(), &levels);
}

#[tokio::test]
async fn unknown_labels_and_values_are_refused_and_nothing_is_saved() {
    let world = World::contoso().await;
    let level = world.copy_level(API_USER, "Mine", &[]).await;
    let before = shown(&world, level).await;
    let off = (tags(), CellValue::Flag(false));
    let cases = [
        (
            (
                CellId::extra("Service Desk", "Can add tags", None),
                CellValue::Flag(true),
            ),
            "The page of Mine does not show extra.Service Desk › Can add tags.",
        ),
        (
            (requests("Delete"), CellValue::Flag(true)),
            "The page of Mine does not show extra.Service Desk › Change Requests › Delete.",
        ),
        (
            (pinned(), CellValue::Number(1)),
            "The page of Mine does not show extra.Service Desk › Greatest number of pinned tickets.",
        ),
        (
            (requests("View"), word("Some")),
            "Service Desk > Change Requests > View does not take Some.",
        ),
        (
            (requests("View"), CellValue::Flag(true)),
            "Service Desk > Change Requests > View does not take on.",
        ),
        (
            (requests("Add"), CellValue::Number(1)),
            "Service Desk > Change Requests > Add does not take 1.",
        ),
    ];
    for (cell, words) in cases {
        let call = save(level, [off.clone(), cell]);
        assert_eq!(world.refused(call).await, words);
    }
    assert_eq!(shown(&world, level).await, before);
}

#[tokio::test]
async fn a_copy_never_gets_the_costs_that_its_base_cannot_read() {
    let world = World::contoso().await;
    let cell = CellId::new("other.settings.canViewInternalCost");
    let copy = world.copy_level(LevelId(25), "Without Costs", &[]).await;
    let second = world.copy_level(copy, "Copy of it", &[]).await;
    for level in [copy, second] {
        let on = save(level, [(cell.clone(), CellValue::Flag(true))]);
        let words = world.refused(on).await;
        assert!(
            words.ends_with(
                " cannot be granted: API User (system) Can't Read Costs does not have it."
            ),
            "{words}"
        );
        world
            .do_visit(save(level, [(cell.clone(), CellValue::Flag(false))]))
            .await;
    }
    let other = world.copy_level(API_USER, "With Costs", &[]).await;
    world
        .do_visit(save(other, [(cell, CellValue::Flag(true))]))
        .await;
}

#[test]
fn a_fixture_says_clearly_what_is_wrong_with_such_a_cell() {
    let contoso = include_str!("../../tenants/contoso.yaml");
    let error = |line: &str| {
        let text = format!("{contoso}  - {line}\n");
        let error = Tenant::from_yaml(&text).expect_err("it is not sound");
        error.message
    };
    for (line, words) in [
        (
            "{section: Service Desk, row: Can remove tags, kind: box}",
            "a cell before has these labels",
        ),
        (
            "{section: Service Desk, row: A › B, kind: box}",
            "a label is a text without `›`",
        ),
        (
            "{section: Service Desk, row: A, kind: {choice: []}}",
            "a choice needs words",
        ),
    ] {
        assert_eq!(error(line), words);
    }
}
