//! Laws that hold for every tenant: converging, minimal, deterministic, ordered.

use std::collections::BTreeSet;

use attune_model::catalogue::LicenseType;
use attune_model::{
    CellId, Change, Desired, LevelId, LevelRef, Observed, Policy, Reason, ResourceId, RiskKind,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::cases::law;
use crate::drifted::drifted;
use crate::model_apply::carry_out;
use crate::shuffled::{shuffled_desired, shuffled_observed};
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
        ..Policy::default()
    }
}

/// Of what the laws are shown to hold: a law that nothing tries says nothing.
#[test]
fn every_kind_of_drift_occurs_in_plans_without_problems() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..1500 {
        let (desired, observed) = drifted().new_tree(&mut runner).unwrap().current();
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        if plan.problems.is_empty() {
            seen.extend(plan.steps.iter().map(|step| kind(&step.id.0)));
            let text = notes(&plan);
            seen.extend(
                SAID.iter()
                    .filter(|said| text.contains(*said))
                    .map(|said| (*said).to_owned()),
            );
        }
        if missing(&seen).is_empty() {
            return;
        }
    }
    panic!("{:?} of {seen:?}", missing(&seen));
}

/// What of [`STEPS`] and [`SAID`] was not seen.
fn missing(seen: &BTreeSet<String>) -> Vec<&'static str> {
    let all = STEPS.into_iter().chain(SAID);
    all.filter(|kind| !seen.contains(*kind)).collect()
}

/// The kinds of step, by their ids without what names the thing.
const STEPS: [&str; 14] = [
    "level/",
    "level//adopt",
    "copy/",
    "edit/",
    "assign/",
    "api-user/",
    "api-user//adopt",
    "api-user//fields",
    "api-user//protected-data",
    "api-user//retire",
    "api-user//retire/",
    "prune/api-user/",
    "prune/level/",
    "check/",
];

const SAID: [&str; 9] = [
    "as captured: ",
    "capture it again",
    "could not be seen",
    "is not what it was",
    "REST contradicts it",
    "somebody else sets it too",
    "nobody active holds",
    "would inactivate them",
    "It stays active, because it is held by",
];

/// `api-user/tasky/fields` becomes `api-user//fields`.
fn kind(step: &str) -> String {
    let words = [
        "level",
        "copy",
        "edit",
        "assign",
        "api-user",
        "check",
        "prune",
        "adopt",
        "fields",
        "protected-data",
        "retire",
    ];
    let parts = step
        .split('/')
        .map(|part| if words.contains(&part) { part } else { "" });
    parts.collect::<Vec<_>>().join("/")
}

proptest! {
    #![proptest_config(law(400))]

    #[test]
    fn the_walkthrough_never_meets_a_problem((desired, observed) in tenants()) {
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        prop_assert_eq!(&plan.problems, &[]);
    }

    #[test]
    fn after_apply_there_is_nothing_to_do((desired, observed) in drifted()) {
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        prop_assume!(plan.problems.is_empty());
        let after = carry_out(&observed, &plan, None);
        let again = attune_plan::plan(&desired, &after, &everything_allowed());
        prop_assert!(again.is_in_sync(), "{}\n-- then\n{}", lines(&plan), lines(&again));
    }

    #[test]
    fn no_step_can_be_left_out((desired, observed) in drifted(), which in any::<prop::sample::Index>()) {
        let plan = attune_plan::plan(&desired, &observed, &everything_allowed());
        prop_assume!(plan.problems.is_empty() && !plan.steps.is_empty());
        let left_out = &plan.steps[which.index(plan.steps.len())].id;
        let after = carry_out(&observed, &plan, Some(left_out));
        let again = attune_plan::plan(&desired, &after, &everything_allowed());
        prop_assert!(again.steps.iter().any(|step| step.id == *left_out), "{left_out} was not needed");
    }

    #[test]
    fn the_same_input_gives_the_same_bytes((desired, observed) in drifted(), seed in any::<u64>()) {
        let json = |desired: &Desired, observed: &Observed| {
            serde_json::to_string(&plan(desired, observed)).unwrap()
        };
        let first = json(&desired, &observed);
        prop_assert_eq!(&json(&desired, &observed), &first);
        let (desired, observed) = (shuffled_desired(desired, seed), shuffled_observed(observed, seed));
        prop_assert_eq!(&json(&desired, &observed), &first);
    }

    #[test]
    fn steps_come_after_what_they_need((desired, observed) in drifted()) {
        let plan = plan(&desired, &observed);
        let mut done = BTreeSet::new();
        for step in &plan.steps {
            prop_assert!(step.needs.is_subset(&done), "{} comes too early", step.id);
            prop_assert!(done.insert(step.id.clone()), "{} comes twice", step.id);
        }
    }

    #[test]
    fn what_a_guard_refuses_cannot_be_applied((desired, observed) in drifted()) {
        let plan = plan(&desired, &observed);
        let guarded = plan.steps.iter().flat_map(|step| &step.risks).any(|risk| risk.kind.is_guarded());
        prop_assert!(!guarded || !plan.can_apply());
        prop_assert_eq!(guarded, !plan.refused.is_empty());
    }

    #[test]
    fn only_what_the_ledger_owns_is_ever_taken_away((desired, observed) in drifted()) {
        let plan = plan(&desired, &observed);
        let known = &observed.remembered;
        for step in plan.steps.iter().filter(|step| step.reason == Reason::Removed) {
            prop_assert!(desired.ownership.prune);
            let is_attunes = if let Change::UpdateApiUser { handle, user, fields: _, tracking: _ } = &step.change {
                !desired.api_users.contains_key(handle) && known.api_users[handle].id == user.id
            } else if let Change::EditLevel { handle, level: LevelRef::Existing { id, name: _ }, .. } = &step.change {
                match handle {
                    Some(handle) => !desired.security_levels.contains_key(handle) && known.levels[handle].id == *id,
                    None => known.copies.values().any(|copy| copy == id),
                }
            } else {
                false
            };
            prop_assert!(is_attunes, "{}", step.id);
        }
    }
}
