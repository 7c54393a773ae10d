//! Laws that hold for every tenant: converging, minimal, deterministic, ordered.

use std::collections::BTreeSet;

use attune_model::catalogue::LicenseType;
use attune_model::{CellId, Desired, LevelId, Observed, Policy, ResourceId, RiskKind};
use proptest::prelude::*;

use crate::model_apply::carry_out;
use crate::varied::varied;
use crate::world::*;

/// A tenant with people on any level, cells known or not, attune's own things there or not, and some drift.
pub(crate) fn tenants() -> impl Strategy<Value = (Desired, Observed)> {
    let person = (0_usize..5, 0_usize..3, any::<bool>(), any::<bool>());
    (
        prop::collection::vec(person, 0..12),
        any::<[bool; 8]>(),
        prop::option::of(any::<bool>()),
        any::<bool>(),
    )
        .prop_map(|(people, drift, can_login, allow)| build(&people, drift, can_login, allow))
}

fn build(
    people: &[(usize, usize, bool, bool)],
    drift: [bool; 8],
    can_login: Option<bool>,
    allow: bool,
) -> (Desired, Observed) {
    let [
        fresh,
        unknown,
        renamed,
        inactive,
        moved,
        off,
        with_check,
        edited,
    ] = drift;
    let mut desired = desired();
    let rule = desired.impersonation.get_mut(&handle("users")).unwrap();
    rule.allow = allow;
    rule.can_login = can_login.filter(|value| !value);
    if with_check {
        desired.checks.insert(handle("note"), check());
    }
    let mut observed = if fresh { untouched() } else { observed() };
    for (index, (level, domain, active, administrator)) in people.iter().enumerate() {
        let levels = [
            SERVICE_DESK,
            HELPDESK,
            ADMINISTRATOR,
            SERVICE_DESK_COPY,
            LevelId(70),
        ];
        let level = levels[*level];
        if level == LevelId(70) || (fresh && level == SERVICE_DESK_COPY) {
            continue;
        }
        let domain = ["contoso.example", "CONTOSO.example", "partner.example"][*domain];
        let mut person = resources(&mut observed)[&CARL].clone();
        person.first_name = format!("Person{index}");
        person.email = format!("p{index}@{domain}");
        person.level = level;
        person.active = *active;
        if *administrator {
            person.license_type = LicenseType::Administrator;
        }
        let id = ResourceId(1000 + i64::try_from(index).unwrap());
        resources(&mut observed).insert(id, person);
    }
    if unknown {
        for level in levels(&mut observed).values_mut() {
            level.cells.clear();
        }
    }
    if !fresh {
        let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
        if renamed {
            level.name = level_name("Renamed by hand");
        }
        level.active = !inactive;
        if edited {
            level.cells.insert(CellId::new(CAN_LOGIN), flag(false));
        }
        let user = resources(&mut observed).get_mut(&TASKY).unwrap();
        if moved {
            user.level = API_USER;
        }
        user.active = !off;
    }
    (desired, observed)
}

fn everything_allowed() -> Policy {
    Policy {
        allow: RiskKind::ALL.into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 20_000,
        ..ProptestConfig::with_cases(400)
    })]

    #[test]
    fn the_walkthrough_never_meets_a_problem((desired, observed) in tenants()) {
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        prop_assert_eq!(&plan.problems, &[]);
    }

    #[test]
    fn after_apply_there_is_nothing_to_do((desired, observed) in varied()) {
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        prop_assume!(plan.problems.is_empty());
        let after = carry_out(&observed, &plan, None);
        let again = attune_plan::plan(&desired, &after, &everything_allowed());
        prop_assert!(again.is_in_sync(), "{}\n-- then\n{}", lines(&plan), lines(&again));
    }

    #[test]
    fn no_step_can_be_left_out((desired, observed) in varied(), which in any::<prop::sample::Index>()) {
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        prop_assume!(plan.problems.is_empty() && !plan.steps.is_empty());
        let left_out = &plan.steps[which.index(plan.steps.len())].id;
        let after = carry_out(&observed, &plan, Some(left_out));
        let again = attune_plan::plan(&desired, &after, &everything_allowed());
        prop_assert!(again.steps.iter().any(|step| step.id == *left_out), "{left_out} was not needed");
    }

    #[test]
    fn the_same_input_gives_the_same_plan((desired, observed) in varied()) {
        let first = plan(&desired, &observed);
        for _ in 0..3 {
            prop_assert_eq!(&plan(&desired, &observed), &first);
        }
    }

    #[test]
    fn steps_come_after_what_they_need((desired, observed) in varied()) {
        let plan = plan(&desired, &observed);
        let mut done = BTreeSet::new();
        for step in &plan.steps {
            prop_assert!(step.needs.is_subset(&done), "{} comes too early", step.id);
            prop_assert!(done.insert(step.id.clone()), "{} comes twice", step.id);
        }
    }

    #[test]
    fn what_a_guard_refuses_cannot_be_applied((desired, observed) in varied()) {
        let plan = plan(&desired, &observed);
        let guarded = plan.steps.iter().flat_map(|step| &step.risks).any(|risk| risk.kind.is_guarded());
        prop_assert!(!guarded || !plan.can_apply());
        prop_assert_eq!(guarded, !plan.refused.is_empty());
    }
}
