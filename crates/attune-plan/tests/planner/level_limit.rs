//! How many API-only levels a tenant may have.

use attune_model::{ObservedLevel, RiskKind};

use crate::world::*;

#[test]
fn the_level_after_the_fiftieth_is_a_problem_that_nothing_allows() {
    let (desired, mut observed) = (desired(), untouched());
    for number in 100..149 {
        add_api_only_level(&mut observed, number);
    }
    assert_eq!(plan(&desired, &observed).problems, []);
    add_api_only_level(&mut observed, 149);
    let unknown = ObservedLevel {
        name: level_name("Held by nobody"),
        active: true,
        system: false,
        cells: [].into(),
    };
    levels(&mut observed).insert(attune_model::LevelId(150), unknown);
    let all = attune_model::Policy {
        allow: RiskKind::ALL.into(),
        ..attune_model::Policy::default()
    };
    let plan = attune_plan::plan(&desired, &observed, &all);
    assert!(!plan.can_apply());
    let problem = &plan.problems[0];
    assert_eq!(problem.kind.id(), "level-limit");
    assert_eq!(problem.place.0, "securityLevels.tasky-api");
    insta::assert_snapshot!(problem.message, @r#""Tasky API" would be one too many: a tenant may have 50 custom API-only levels, this one has 50, and 1 would be made; of 1 other custom levels nobody knows whether they are API-only"#);
}

#[test]
fn a_level_that_an_interrupted_run_began_is_not_counted_again() {
    let (desired, mut observed) = (desired(), untouched());
    for number in 100..150 {
        add_api_only_level(&mut observed, number);
    }
    let begun = attune_model::StepId("level/tasky-api".to_owned());
    observed.remembered.unfinished.insert(begun);
    assert_eq!(plan(&desired, &observed).problems, []);
}
