//! Guards over parts of plans and plans in sequence: no part of what is risky passes where the whole would not.

use std::collections::BTreeSet;

use attune_model::catalogue::LicenseType;
use attune_model::{Desired, Handle, Observed, Place, Plan, Policy, RiskKind, Step};
use attune_plan::{Selection, plan_part};
use proptest::prelude::*;

use crate::cases::law;
use crate::drifted::drifted;
use crate::model_apply::carry_out;
use crate::world::*;

/// The places that `--target` and `--exclude` can name.
fn places(desired: &Desired) -> Vec<Place> {
    fn below<'a>(
        section: &'a str,
        handles: impl Iterator<Item = &'a Handle>,
    ) -> impl Iterator<Item = Place> {
        handles.map(move |handle| Place(section.to_owned()).key(handle))
    }
    below("securityLevels", desired.security_levels.keys())
        .chain(below("impersonation", desired.impersonation.keys()))
        .chain(below("people", desired.people.keys()))
        .chain(below("apiUsers", desired.api_users.keys()))
        .chain(below("checks", desired.checks.keys()))
        .collect()
}

/// A few of the places, as targets or as what is left out.
fn part(desired: &Desired, which: &[bool], is_target: bool) -> Selection {
    let places = places(desired).into_iter().zip(which.iter().cycle());
    let chosen: BTreeSet<Place> = places
        .filter(|(_, is_chosen)| **is_chosen)
        .map(|(place, _)| place)
        .collect();
    if is_target {
        Selection {
            targets: chosen,
            excludes: BTreeSet::new(),
        }
    } else {
        Selection {
            targets: BTreeSet::new(),
            excludes: chosen,
        }
    }
}

fn selected() -> impl Strategy<Value = (Vec<bool>, bool)> {
    (prop::collection::vec(any::<bool>(), 1..8), any::<bool>())
}

/// The guarded kinds of a step's own risks.
fn guarded(step: &Step) -> BTreeSet<RiskKind> {
    let kinds = step.risks.iter().map(|risk| risk.kind);
    kinds.filter(|kind| kind.is_guarded()).collect()
}

/// The kinds that a plan is refused for.
fn kinds(plan: &Plan) -> BTreeSet<RiskKind> {
    plan.refused.iter().map(|risk| risk.kind).collect()
}

/// Whether a kind is a step's own, whatever else a plan does.
fn is_of_the_step(kind: RiskKind) -> bool {
    match kind {
        RiskKind::OneWay
        | RiskKind::TakeOver
        | RiskKind::FirstRemoval
        | RiskKind::ExpiredAcceptance => true,
        RiskKind::WidensRights | RiskKind::LockOut | RiskKind::MassChange => false,
    }
}

/// Whether a kind is asked for as long as its step is due: only the first removal is not, once the ledger has anything of
/// that kind.
fn is_lasting(kind: RiskKind) -> bool {
    is_of_the_step(kind) && kind != RiskKind::FirstRemoval
}

/// Whether somebody active with an administrator's licence holds the administrators' level or a copy of it.
fn has_administrator(observed: &Observed) -> bool {
    let mut observed = observed.clone();
    let known = observed.remembered.clone();
    let mut of_administrators = BTreeSet::from([ADMINISTRATOR]);
    of_administrators.extend(known.copies.get(&ADMINISTRATOR));
    let blocks = known.levels.values();
    let base = level_name("System Administrator (system)");
    let blocks = blocks.filter(|level| level.copy_of.as_ref() == Some(&base));
    of_administrators.extend(blocks.map(|level| level.id));
    resources(&mut observed).values().any(|person| {
        person.active
            && person.license_type == LicenseType::Administrator
            && of_administrators.contains(&person.level)
    })
}

proptest! {
    #![proptest_config(law(200))]

    #[test]
    fn a_part_of_a_plan_is_guarded_like_the_whole(
        (desired, observed) in drifted(),
        (which, is_target) in selected(),
    ) {
        let whole = plan(&desired, &observed);
        let part = part(&desired, &which, is_target);
        let part = plan_part(&desired, &observed, &Policy::default(), &part).plan;
        for step in &part.steps {
            let same = whole.steps.iter().find(|other| other.id == step.id);
            let mut wanted = guarded(same.unwrap());
            wanted.retain(|kind| is_of_the_step(*kind));
            prop_assert!(wanted.is_subset(&guarded(step)), "{}: {:?}", step.id, wanted);
        }
    }

    #[test]
    fn what_was_refused_is_refused_after_what_was_not(
        (desired, observed) in drifted(),
        (which, is_target) in selected(),
    ) {
        let whole = plan(&desired, &observed);
        let part = part(&desired, &which, is_target);
        let part = plan_part(&desired, &observed, &Policy::default(), &part).plan;
        prop_assume!(whole.problems.is_empty() && part.can_apply());
        let after = carry_out(&observed, &part, None);
        let rest = plan(&desired, &after);
        let mut wanted = kinds(&whole);
        wanted.retain(|kind| is_lasting(*kind));
        let asked = kinds(&rest);
        prop_assert!(
            wanted.is_subset(&asked),
            "{wanted:?} became {asked:?}\n{}\n-- then\n{}\n-- then\n{}", lines(&whole), lines(&part), lines(&rest)
        );
    }

    #[test]
    fn an_administrator_stays_however_often_people_are_moved(
        (desired, mut observed) in drifted(),
        parts in prop::collection::vec(selected(), 1..4),
    ) {
        prop_assume!(has_administrator(&observed));
        let policy = Policy { allow: RiskKind::ALL.into_iter().filter(|kind| *kind != RiskKind::LockOut).collect(), ..Policy::default() };
        let mut course = Vec::new();
        for (which, is_target) in parts {
            let part = part(&desired, &which, is_target);
            let part = plan_part(&desired, &observed, &policy, &part).plan;
            if part.can_apply() {
                observed = carry_out(&observed, &part, None);
                course.push(lines(&part));
            }
        }
        prop_assert!(has_administrator(&observed), "{}", course.join("\n-- then\n"));
    }

    #[test]
    fn what_one_word_allows_is_that_alone(
        (desired, observed) in drifted(),
        allowed in prop::sample::subsequence(RiskKind::ALL.to_vec(), 0..=RiskKind::ALL.len()),
    ) {
        let policy = Policy { allow: allowed.iter().copied().collect(), ..Policy::default() };
        let refused = kinds(&plan(&desired, &observed));
        let left = attune_plan::plan(&desired, &observed, &policy);
        let expected: BTreeSet<RiskKind> = refused.difference(&policy.allow).copied().collect();
        prop_assert_eq!(kinds(&left), expected);
    }
}
