//! Blocks under `securityLevels`.

use attune_model::{CellId, CellState, CellValue, Change, FieldValue, Note, Reason};

use crate::world::*;

#[test]
fn a_tenant_that_agrees_gives_no_step() {
    let plan = plan(&desired(), &observed());
    assert_eq!(lines(&plan), "");
    assert!(plan.is_in_sync());
}

#[test]
fn an_untouched_tenant_gets_the_whole_walkthrough() {
    let plan = plan(&desired(), &untouched());
    insta::assert_snapshot!(lines(&plan), @r#"
    copy/39: copy security level "Service Desk User (system)" as "Service Desk User (with Impersonation)" [operator -> console-reread]
    level/tasky-api: copy security level "API User (system)" as "Tasky API" [operator -> console-reread]
    edit/52: edit security level "Helpdesk Lead" [operator -> console-reread]
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour] after level/tasky-api
    assign/101: move Tess Turner <tess@contoso.example> from "Service Desk User (system)" to "Service Desk User (with Impersonation)" [operator -> rest-fact] after copy/39
    "#);
    assert!(plan.refused.is_empty());
}

#[test]
fn an_unknown_cell_is_planned_as_unknown_and_never_as_in_sync() {
    let mut observed = observed();
    levels(&mut observed)
        .get_mut(&TASKY_LEVEL)
        .unwrap()
        .cells
        .clear();
    let plan = plan(&desired(), &observed);
    assert_eq!(
        lines(&plan),
        "level/tasky-api: edit security level \"Tasky API\" [operator -> console-reread]"
    );
    let Change::EditLevel { cells, .. } = &plan.steps[0].change else {
        panic!("an edit")
    };
    assert_eq!(cells[&CellId::new(CAN_LOGIN)].before, CellState::Unknown);
    assert_eq!(plan.steps[0].reason, Reason::Unknown);
}

#[test]
fn only_cells_that_differ_are_set() {
    let mut desired = desired();
    let level = desired
        .security_levels
        .get_mut(&handle("tasky-api"))
        .unwrap();
    level
        .cells
        .insert(CellId::new("other.webhooks.max"), CellValue::Number(5));
    let mut observed = observed();
    levels(&mut observed)
        .get_mut(&TASKY_LEVEL)
        .unwrap()
        .cells
        .insert(
            CellId::new("other.webhooks.max"),
            known(CellValue::Number(10)),
        );
    let plan = plan(&desired, &observed);
    let Change::EditLevel { cells, .. } = &plan.steps[0].change else {
        panic!("an edit")
    };
    let set: Vec<&str> = cells.keys().map(CellId::as_str).collect();
    assert_eq!(set, ["other.webhooks.max"]);
    assert_eq!(plan.steps[0].reason, Reason::Differs);
}

#[test]
fn a_level_that_was_renamed_by_hand_is_named_back() {
    let mut observed = observed();
    levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().name = level_name("Tasky (old)");
    let plan = plan(&desired(), &observed);
    assert_eq!(
        lines(&plan),
        "level/tasky-api: edit security level \"Tasky (old)\" [operator -> console-reread]"
    );
}

#[test]
fn an_inactive_level_is_made_active() {
    let mut observed = observed();
    levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().active = false;
    let plan = plan(&desired(), &observed);
    let Change::EditLevel {
        active: Some(active),
        ..
    } = &plan.steps[0].change
    else {
        panic!("an edit of Active")
    };
    assert_eq!(
        (active.before.value(), &active.after),
        (Some(&FieldValue::Flag(false)), &FieldValue::Flag(true))
    );
}

#[test]
fn an_unknown_base_is_named_with_the_nearest() {
    let mut desired = desired();
    desired
        .security_levels
        .get_mut(&handle("tasky-api"))
        .unwrap()
        .copy_of = Some(level_name("API Users (system)"));
    insta::assert_snapshot!(lines(&plan(&desired, &untouched())).lines().last().unwrap(), @r#"problem unknown-base-level at securityLevels.tasky-api.copyOf: this tenant has no security level named "API Users (system)" | Did you mean "API User (system)"?"#);
}

#[test]
fn a_level_keeps_its_base() {
    let mut desired = desired();
    desired
        .security_levels
        .get_mut(&handle("tasky-api"))
        .unwrap()
        .copy_of = Some(level_name("API User (system) Can't Read Costs"));
    let problems = plan(&desired, &observed()).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind.id(), "base-immutable");
}

#[test]
fn a_copy_of_a_planned_copy_waits_for_it() {
    let mut desired = desired();
    let mut second = desired.security_levels[&handle("tasky-api")].clone();
    second.name = level_name("A second API level");
    second.copy_of = Some(level_name("Tasky API"));
    desired.security_levels.insert(handle("second"), second);
    let plan = plan(&desired, &untouched());
    let order: Vec<&str> = plan.steps.iter().map(|step| step.id.0.as_str()).collect();
    let at = |id: &str| order.iter().position(|other| *other == id).unwrap();
    assert!(at("level/tasky-api") < at("level/second"), "{order:?}");
}

#[test]
fn levels_that_are_copied_from_each_other_are_refused() {
    let mut desired = desired();
    let mut second = desired.security_levels[&handle("tasky-api")].clone();
    second.name = level_name("A second API level");
    second.copy_of = Some(level_name("Tasky API"));
    desired.security_levels.insert(handle("second"), second);
    desired
        .security_levels
        .get_mut(&handle("tasky-api"))
        .unwrap()
        .copy_of = Some(level_name("A second API level"));
    let plan = plan(&desired, &untouched());
    assert!(
        plan.problems
            .iter()
            .any(|problem| problem.kind.id() == "conflict")
    );
}

#[test]
fn what_is_not_named_is_left_alone_and_said() {
    let mut desired = desired();
    desired.impersonation.clear();
    let plan = plan(&desired, &observed());
    assert!(plan.is_in_sync());
    let left: Vec<&str> = plan
        .notes
        .iter()
        .filter(|note| matches!(note, Note::Unmanaged(_)))
        .map(Note::text)
        .collect();
    assert_eq!(
        left,
        [
            "Custom levels left alone: Helpdesk Lead.",
            "Left alone: 4 people, 1 API user.",
            "The ledger says that these are attune's, and no block or rule stands for them any more: \"Service Desk User (with Impersonation)\". `policy: {prune: true}` would inactivate them."
        ]
    );
}

#[test]
fn a_level_that_is_there_already_needs_a_base_that_fits_all_the_same() {
    let mut observed = observed();
    observed.remembered.levels.clear();
    let kind = |base: &str| {
        let mut desired = desired();
        let level = desired
            .security_levels
            .get_mut(&handle("tasky-api"))
            .unwrap();
        level.copy_of = Some(level_name(base));
        let plan = plan(&desired, &observed);
        plan.problems.first().map(|problem| problem.kind.id())
    };
    assert_eq!(kind("API User (system)"), None);
    assert_eq!(kind("API Users (system)"), Some("unknown-base-level"));
    assert_eq!(kind("Helpdesk Lead"), Some("base-immutable"));
}

#[test]
fn a_level_without_a_base_must_be_there() {
    let mut desired = desired();
    tasky_api(&mut desired).copy_of = None;
    assert!(plan(&desired, &observed()).is_in_sync());
    insta::assert_snapshot!(lines(&plan(&desired, &untouched())).lines().last().unwrap(), @r#"problem unknown-level at securityLevels.tasky-api.name: this tenant has no security level named "Tasky API" | Add `copyOf` with the level to copy, so that it can be made."#);
    tasky_api(&mut desired).name = level_name("Helpdesk Leads");
    insta::assert_snapshot!(lines(&plan(&desired, &untouched())).lines().last().unwrap(), @r#"problem unknown-level at securityLevels.tasky-api.name: this tenant has no security level named "Helpdesk Leads" | Did you mean "Helpdesk Lead"? If not, add `copyOf`, so that it can be made."#);
}

#[test]
fn cells_outside_the_catalogue_are_planned_like_all_others() {
    let mut desired = desired();
    let cell = CellId::extra("Service Desk", "Can remove tags", None);
    let cells = &mut tasky_api(&mut desired).cells;
    cells.insert(cell.clone(), CellValue::Flag(true));
    let mut observed = observed();
    let unknown = plan(&desired, &observed);
    assert_eq!(unknown.steps[0].reason, Reason::Unknown);
    let risk = "widens-rights: \"Tasky API\" gets Service Desk > Can remove tags";
    let risks = |plan: &attune_model::Plan| {
        let risks = plan.steps[0].risks.iter();
        risks
            .map(|risk| format!("{}: {}", risk.kind, risk.what))
            .collect::<Vec<_>>()
    };
    assert_eq!(risks(&unknown), [risk]);
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level.cells.insert(cell.clone(), flag(true));
    assert!(plan(&desired, &observed).is_in_sync());
    let cells = &mut tasky_api(&mut desired).cells;
    cells.insert(cell, CellValue::Flag(false));
    assert!(risks(&plan(&desired, &observed)).is_empty());
}

#[test]
fn a_level_that_a_block_stands_for_has_its_name_once() {
    let mut desired = desired();
    tasky(&mut desired).security_level = named("Tasky API");
    assert_eq!(lines(&plan(&desired, &observed())), "");
}

#[test]
fn of_a_cell_outside_the_catalogue_only_unticking_a_ticked_box_widens_nothing() {
    let cell = CellId::extra("Service Desk", "Can remove tags", None);
    let widens = |before: Option<CellValue>, after: CellValue| {
        let mut desired = desired();
        let cells = &mut tasky_api(&mut desired).cells;
        cells.insert(cell.clone(), after);
        let mut observed = observed();
        let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
        let before = before.map(|value| (cell.clone(), known(value)));
        level.cells.extend(before);
        !plan(&desired, &observed).steps[0].risks.is_empty()
    };
    let word = || CellValue::Word("All".to_owned());
    let (on, off) = (CellValue::Flag(true), CellValue::Flag(false));
    assert!(!widens(Some(on.clone()), off.clone()));
    assert!(widens(Some(on.clone()), word()));
    assert!(widens(Some(word()), off.clone()));
    assert!(widens(Some(off.clone()), on.clone()));
    assert!(widens(None, off));
    assert!(widens(None, on));
}
