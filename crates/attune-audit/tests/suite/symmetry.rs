//! Whatever the levels: a comparison is the same from both sides, and unknown is never equal.

use attune_audit::{LevelComparison, Verdict, compare_levels};
use attune_model::catalogue::{CellSpec, cells};
use attune_model::{
    CellId, CellState, CellValue, LevelName, ObservedLevel, Scope, Source, Timestamp,
};
use proptest::prelude::*;

fn value() -> impl Strategy<Value = CellValue> {
    prop_oneof![
        any::<bool>().prop_map(CellValue::Flag),
        (0_u32..3).prop_map(CellValue::Number),
        prop::sample::select(&Scope::ALL[..]).prop_map(CellValue::Scope),
        "[a-c]".prop_map(CellValue::Word),
    ]
}

fn id() -> impl Strategy<Value = CellId> {
    let known: Vec<CellId> = cells().map(CellSpec::id).collect();
    prop_oneof![
        prop::sample::select(known),
        "[a-c]".prop_map(|row| CellId::extra("CRM", &row, None)),
    ]
}

fn state() -> impl Strategy<Value = CellState> {
    prop_oneof![
        Just(CellState::Unknown),
        value().prop_map(|value| CellState::Known {
            value,
            source: Source::Console,
            at: Timestamp::UNIX_EPOCH,
        }),
    ]
}

fn level() -> impl Strategy<Value = ObservedLevel> {
    let cells = prop::collection::btree_map(id(), state(), 0..40);
    let name = prop::sample::select(vec!["API User (system)", "Sales (system)", "Helpdesk"]);
    (name, cells).prop_map(|(name, cells)| ObservedLevel {
        name: LevelName::new(name),
        active: true,
        system: name.ends_with("(system)"),
        cells,
    })
}

fn mirrored(comparison: LevelComparison) -> LevelComparison {
    let LevelComparison {
        a,
        b,
        counts,
        mut cells,
    } = comparison;
    for cell in &mut cells {
        cell.verdict = cell.verdict.clone().mirrored();
    }
    LevelComparison {
        a: b,
        b: a,
        counts,
        cells,
    }
}

proptest! {
    #[test]
    fn both_sides_see_the_same(a in level(), b in level()) {
        prop_assert_eq!(mirrored(compare_levels(&a, &b)), compare_levels(&b, &a));
    }

    #[test]
    fn a_level_is_like_itself_where_it_was_seen(level in level()) {
        let comparison = compare_levels(&level, &level);
        prop_assert_eq!(comparison.counts.differs, 0);
        for cell in comparison.cells {
            let is_known = level.cell(&cell.cell).value().is_some();
            prop_assert_eq!(matches!(cell.verdict, Verdict::Same { .. }), is_known);
        }
    }

    #[test]
    fn every_cell_that_was_seen_is_compared_once(a in level(), b in level()) {
        let comparison = compare_levels(&a, &b);
        let seen = a.cells.iter().chain(&b.cells).filter(|(_, state)| state.value().is_some());
        for (id, _) in seen {
            prop_assert_eq!(comparison.cells.iter().filter(|cell| cell.cell == *id).count(), 1);
        }
    }
}
