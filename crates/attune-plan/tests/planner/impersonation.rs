//! Rules under `impersonation`.

use attune_model::{
    CellId, CellValue, Desired, Note, OwnershipWord, PeopleSelector, Place, ResourceId, RuleLevels,
    SystemLevelPolicy,
};

use crate::world::*;

fn rule(desired: &mut Desired) -> &mut attune_model::ImpersonationRule {
    desired.impersonation.get_mut(&handle("users")).unwrap()
}

fn chosen(desired: &mut Desired) -> &mut PeopleSelector {
    match &mut rule(desired).levels {
        RuleLevels::HeldBy(selector) => selector,
        RuleLevels::Named(_) => panic!("the rule chooses by people"),
    }
}

#[test]
fn a_new_technician_on_the_system_level_is_moved_to_the_copy() {
    let mut observed = observed();
    let mut new = resources(&mut observed)[&TESS].clone();
    new.first_name = "Nils".to_owned();
    new.email = "nils@contoso.example".to_owned();
    new.level = SERVICE_DESK;
    resources(&mut observed).insert(ResourceId(105), new);
    insta::assert_snapshot!(lines(&plan(&desired(), &observed)), @r#"assign/105: move Nils Turner <nils@contoso.example> from "Service Desk User (system)" to "Service Desk User (with Impersonation)" [operator -> rest-fact]"#);
}

#[test]
fn nobody_else_is_moved() {
    let plan = plan(&desired(), &untouched());
    let text = lines(&plan);
    assert!(text.contains("Tess Turner"));
    for left in ["Carl Jansen", "Ada Winter", "Priya Nair"] {
        assert!(!text.contains(left), "{left}");
    }
}

#[test]
fn inactive_people_do_not_count_where_active_ones_are_chosen() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&TESS).unwrap().active = false;
    let text = lines(&plan(&desired(), &observed));
    assert!(
        !text.contains("Tess Turner") && !text.contains("copy/39"),
        "{text}"
    );
}

#[test]
fn exceptions_are_left_out_and_case_does_not_count() {
    let mut desired = desired();
    chosen(&mut desired).except = emails(&["TESS@contoso.example"]);
    let text = lines(&plan(&desired, &untouched()));
    assert!(
        !text.contains("Tess Turner") && text.contains("Helpdesk Lead"),
        "{text}"
    );
}

#[test]
fn refuse_names_the_people_who_hold_the_system_level() {
    let mut desired = desired();
    rule(&mut desired).system_levels = SystemLevelPolicy::Refuse;
    insta::assert_snapshot!(lines(&plan(&desired, &untouched())).lines().last().unwrap(), @r#"problem system-level-refused at impersonation.users.systemLevels: Tess Turner holds "Service Desk User (system)", a system level that cannot be edited | Write `systemLevels: copy` to copy it and move these people, or move them by hand first."#);
}

#[test]
fn a_level_that_cannot_be_copied_is_a_problem() {
    let mut observed = untouched();
    levels(&mut observed).get_mut(&SERVICE_DESK).unwrap().name =
        level_name("Time and Attendance (system)");
    let problems = plan(&desired(), &observed).problems;
    assert_eq!(problems[0].kind.id(), "level-not-copyable");
}

#[test]
fn matching_nobody_is_a_problem() {
    let mut desired = desired();
    chosen(&mut desired).emails = Some(emails(&["*@other.example"]));
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @"problem no-people-matched at impersonation.users.levelsHeldBy.emails: no active person of this tenant matches | Check the patterns against the people's e-mail addresses in Autotask.");
}

#[test]
fn a_person_of_another_tenant_is_named() {
    let mut desired = desired();
    chosen(&mut desired).emails = Some(emails(&["*@contoso.example", "ben@fabrikam.example"]));
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @"problem unknown-person at impersonation.users.levelsHeldBy.emails[1]: this tenant has no person with the e-mail address ben@fabrikam.example | Correct the address, or remove it if the person belongs to another tenant.");
}

#[test]
fn the_other_holders_of_a_custom_level_are_named() {
    let mut observed = untouched();
    resources(&mut observed).get_mut(&CARL).unwrap().level = HELPDESK;
    let plan = plan(&desired(), &observed);
    let also: Vec<&str> = plan
        .notes
        .iter()
        .filter(|note| matches!(note, Note::AlsoAffected(_)))
        .map(Note::text)
        .collect();
    assert_eq!(
        also,
        ["\"Helpdesk Lead\" is also held by Carl Jansen: the change applies to them too."]
    );
}

#[test]
fn the_flag_is_taken_away_where_the_rule_says_so() {
    let mut desired = desired();
    rule(&mut desired).allow = false;
    let plan = plan(&desired, &observed());
    let ids: Vec<&str> = plan.steps.iter().map(|step| step.id.0.as_str()).collect();
    assert_eq!(ids, ["edit/52", "edit/61"]);
    assert!(plan.steps.iter().all(|step| step.risks.is_empty()));
}

#[test]
fn a_block_and_a_rule_that_contradict_are_a_conflict() {
    let mut desired = desired();
    let mut block = desired.security_levels[&handle("tasky-api")].clone();
    block.name = level_name("Helpdesk Lead");
    block.copy_of = Some(level_name("Service Desk User (system)"));
    block.cells = [(CellId::new(ALLOW), CellValue::Flag(false))].into();
    desired.security_levels.insert(handle("helpdesk"), block);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())).lines().last().unwrap(), @r#"problem conflict at impersonation.users.allow: webServicesApi.allowImpersonation of "Helpdesk Lead" is to be on here, and off at securityLevels.helpdesk.webServicesApi.allowImpersonation | Let both places ask for the same value, or remove one."#);
}

#[test]
fn two_rules_for_one_level_give_one_step() {
    let mut desired = desired();
    let second = rule(&mut desired).clone();
    desired.impersonation.insert(handle("again"), second);
    let plan = plan(&desired, &untouched());
    assert_eq!(
        plan.steps
            .iter()
            .filter(|step| step.id.0 == "edit/52")
            .count(),
        1
    );
    assert_eq!(
        plan.steps
            .iter()
            .filter(|step| step.id.0 == "copy/39")
            .count(),
        1
    );
    assert_eq!(
        plan.steps
            .iter()
            .filter(|step| step.id.0 == "assign/101")
            .count(),
        1
    );
}

#[test]
fn what_a_rule_without_copies_says_holds_for_the_copies_of_another_whatever_their_order() {
    let mut desired = desired();
    let mut first = desired.impersonation[&handle("users")].clone();
    first.can_login = Some(false);
    desired.impersonation.insert(handle("again"), first);
    let acceptance = attune_model::Acceptance {
        at: Place("impersonation.again.allow".to_owned()),
        reason: "a migration".to_owned(),
        owner: "tess@contoso.example".to_owned(),
        expires: TODAY,
    };
    desired.accept.insert(handle("a"), acceptance);
    let plan = plan(&desired, &untouched());
    let copy = plan.steps.iter().find(|step| step.id.0 == "copy/39");
    let (_, cells) = copy.unwrap().change.cells().unwrap();
    let set = cells
        .iter()
        .map(|(cell, change)| (cell.as_str(), &change.after));
    assert_eq!(
        set.collect::<Vec<_>>(),
        [
            (ALLOW, &CellValue::Flag(true)),
            (CAN_LOGIN, &CellValue::Flag(false))
        ]
    );
}

#[test]
fn a_rule_that_makes_no_copies_has_none_to_ignore_unless_it_names_the_level() {
    let mut desired = desired();
    let copy = "Service Desk User (with Impersonation)".to_owned();
    let words = &mut desired.ownership.security_levels;
    words.insert(copy, OwnershipWord::Ignore);
    rule(&mut desired).allow = false;
    let says_so = |desired: &Desired| notes(&plan(desired, &untouched())).contains("ignored: ");
    assert!(!says_so(&desired));
    let names = vec![level_name("Service Desk User (system)")];
    rule(&mut desired).levels = RuleLevels::Named(names);
    assert!(says_so(&desired));
}

/// The tenant with a copy that attune made and lost the note of, and Tess on the system level.
fn with_a_copy_of_nobody() -> attune_model::Observed {
    let mut observed = observed();
    observed.remembered.copies.clear();
    resources(&mut observed).get_mut(&TESS).unwrap().level = SERVICE_DESK;
    observed
}

#[test]
fn a_copy_that_is_there_by_name_is_used_and_taken_over_only_with_a_word() {
    let mut observed = with_a_copy_of_nobody();
    insta::assert_snapshot!(lines(&plan(&desired(), &observed)), @r#"assign/101: move Tess Turner <tess@contoso.example> from "Service Desk User (system)" to "Service Desk User (with Impersonation)" [operator -> rest-fact]"#);
    let copy = levels(&mut observed).get_mut(&SERVICE_DESK_COPY).unwrap();
    copy.cells.insert(CellId::new(ALLOW), flag(false));
    insta::assert_snapshot!(refused(&plan(&desired(), &observed)), @r#"take-over: the level "Service Desk User (with Impersonation)" is there already, and attune did not make it"#);
    let copies = &mut observed.remembered.copies;
    copies.insert(SERVICE_DESK, SERVICE_DESK_COPY);
    let own = plan(&desired(), &observed);
    assert!(
        own.steps
            .iter()
            .any(|step| step.id.0 == "edit/61" || step.id.0 == "copy/39")
    );
    assert_eq!(refused(&own), "");
    assert_eq!(refused(&plan(&desired(), &untouched())), "");
}

#[test]
fn a_copy_that_was_begun_is_finished_and_no_other_level_is_taken_for_it() {
    let mut observed = with_a_copy_of_nobody();
    let begun = attune_model::StepId("copy/39".to_owned());
    observed.remembered.unfinished.insert(begun);
    let plan = plan(&desired(), &observed);
    assert!(plan.steps.iter().any(|step| step.id.0 == "copy/39"));
}

#[test]
fn what_is_taken_from_holders_of_a_system_level_is_not_taken_from_its_copy() {
    let mut desired = desired();
    rule(&mut desired).allow = false;
    chosen(&mut desired).emails = Some(emails(&["carl@partner.example"]));
    assert!(plan(&desired, &observed()).is_in_sync());
}
