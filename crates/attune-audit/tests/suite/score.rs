//! What a tenant is worth in points, and how much of it nobody saw.

use std::fs;
use std::path::Path;

use attune_audit::RULES;
use attune_model::catalogue::CAN_LOGIN;
use attune_model::{CellValue, Reading, Unread};

use crate::world::{API_SYSTEM, HELPDESK, TASKY, World};

fn refused<T>() -> Reading<T> {
    Reading::Failed(Unread::Refused("not allowed".to_owned()))
}

#[test]
fn all_rules_together_cost_everything() {
    let weights = RULES.iter().map(|rule| u32::from(rule.weight));
    assert_eq!(weights.sum::<u32>(), 100);
}

#[test]
fn the_documentation_has_every_weight() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/audit.md");
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let told: Vec<(&str, u8)> = rows
        .filter_map(|row| {
            let mut columns = row.split('|').map(str::trim).skip(1);
            let rule = columns.next()?.strip_prefix('`')?.strip_suffix('`')?;
            Some((rule, columns.next()?.parse().ok()?))
        })
        .collect();
    let weights: Vec<(&str, u8)> = RULES.iter().map(|rule| (rule.id, rule.weight)).collect();
    assert_eq!(told, weights);
}

#[test]
fn a_tenant_in_order_loses_nothing() {
    assert_eq!(World::new().audit().score(), Some(100));
}

#[test]
fn a_rule_costs_its_weight_once() {
    let mut world = World::new();
    world.api_user(91, "Full Sync", API_SYSTEM);
    // 16 for the system level, 8 for an API user that no manifest knows.
    assert_eq!(world.audit().score(), Some(76));
    world.api_user(92, "Second Sync", API_SYSTEM);
    assert_eq!(world.audit().score(), Some(76));
}

#[test]
fn nothing_is_lost_below_nothing() {
    let mut audit = World::new().with_tasky().audit();
    let template = audit.findings[0].clone();
    for rule in RULES.iter().map(|rule| rule.id).chain(["of-the-future"]) {
        let mut finding = template.clone();
        finding.rule = rule.to_owned();
        audit.findings.push(finding);
    }
    assert_eq!(audit.score(), Some(0));
}

#[test]
fn who_could_not_look_has_no_score() {
    let mut world = World::new().with_tasky();
    world.0.levels = refused();
    assert_eq!((world.audit().score(), world.audit().cells()), (None, None));
    let mut world = World::new();
    world.0.resources = refused();
    assert_eq!(
        (world.audit().score(), world.audit().cells()),
        (None, Some((0, 0)))
    );
}

#[test]
fn cells_of_custom_levels_are_counted() {
    let mut world = World::new().with_tasky().with_helpdesk();
    assert_eq!(world.audit().cells(), Some((139 + 88, 139 + 88)));
    world.saw(HELPDESK, CAN_LOGIN, CellValue::Flag(false), 1);
    assert_eq!(world.audit().cells(), Some((139 + 87, 139 + 88)));
    world.saw_all(TASKY, true);
    let left = world.level_of(TASKY).unseen_cells.unwrap();
    let (unknown, _) = world.audit().cells().unwrap();
    assert!(left < 139, "{left}");
    assert_eq!(unknown, left + 87);
}

#[test]
fn a_level_of_unknown_kind_counts_with_what_every_page_shows() {
    let mut world = World::new();
    world.level(70, "Nobody's");
    assert_eq!(world.level_of(70).unseen_cells, None);
    let (unknown, all) = world.audit().cells().unwrap();
    assert_eq!(unknown, all);
    // Fewer than a page of people, which shows these and more.
    assert!(0 < all && all < 88, "{all}");
    world.saw(70, CAN_LOGIN, CellValue::Flag(false), 1);
    assert_eq!(world.audit().cells(), Some((all - 1, all)));
}
