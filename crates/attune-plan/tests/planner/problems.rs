//! What only a live tenant can stand against.

use attune_model::{DesiredLevel, LevelId, RememberedLevel, ResourceId};

use crate::world::*;

/// A block for a level of this name, copied from an API-only one.
fn block(name: &str) -> DesiredLevel {
    DesiredLevel {
        name: level_name(name),
        was: None,
        adopt: false,
        copy_of: Some(level_name("API User (system)")),
        active: None,
        expires: None,
        cells: [].into(),
    }
}

#[test]
fn a_level_is_not_given_a_name_that_another_one_has() {
    let mut desired = desired();
    tasky_api(&mut desired).name = level_name("Helpdesk Lead");
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"
    level/tasky-api: edit security level "Tasky API" [operator -> console-reread]
    problem ambiguous at securityLevels.tasky-api.name: another level of this tenant is already named "Helpdesk Lead" | Choose another name.
    "#);
}

#[test]
fn two_blocks_do_not_stand_for_one_level() {
    let mut desired = desired();
    let mut second = block("Tasky API");
    second.adopt = true;
    desired.security_levels.insert(handle("tasky-two"), second);
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem ambiguous at securityLevels.tasky-two.name: another block already stands for the level "Tasky API" | Describe each level in one block."#);
}

#[test]
fn a_block_does_not_stand_for_a_system_level() {
    let mut desired = desired();
    let name = "Service Desk User (system)";
    desired.security_levels.insert(handle("desk"), block(name));
    insta::assert_snapshot!(lines(&plan(&desired, &observed())), @r#"problem conflict at securityLevels.desk.name: "Service Desk User (system)" is a system level, and those cannot be edited | Give the copy a name of its own."#);
}

#[test]
fn of_two_levels_of_one_name_none_is_guessed() {
    let mut observed = observed();
    let twin = levels(&mut observed)[&HELPDESK].clone();
    levels(&mut observed).insert(LevelId(77), twin);
    let mut desired = desired();
    desired.impersonation.clear();
    let mut lead = block("Helpdesk Lead");
    lead.copy_of = None;
    desired.security_levels.insert(handle("lead"), lead);
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @r#"problem ambiguous at securityLevels.lead.name: this tenant has more than one level named "Helpdesk Lead" | Rename all but one in the admin console."#);
}

#[test]
fn a_level_that_autotask_does_not_let_copy_is_no_base() {
    let mut desired = desired();
    let mut observed = observed();
    let name = attune_model::catalogue::SYSTEM_LEVELS
        .iter()
        .find(|level| level.copyable == attune_model::catalogue::Copyable::No)
        .unwrap()
        .name;
    let mut there = levels(&mut observed)[&SERVICE_DESK].clone();
    there.name = level_name(name);
    levels(&mut observed).insert(LevelId(78), there);
    let mut new = block("A new one");
    new.copy_of = Some(level_name(name));
    desired.security_levels.insert(handle("new"), new);
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @r#"problem level-not-copyable at securityLevels.new.copyOf: Autotask does not let "Contractor (system)" be copied | Use another level as base; people who hold this one must be moved by hand first."#);
}

#[test]
fn a_base_that_another_block_stands_for_is_found_under_its_present_name() {
    let mut desired = desired();
    let mut second = block("Second");
    second.copy_of = Some(level_name("Tasky API"));
    desired.security_levels.insert(handle("second"), second);
    let mut observed = observed();
    // The ledger knows the one that is copied, and somebody renamed it.
    levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().name = level_name("Tasky (old)");
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @r#"
    level/second: copy security level "Tasky (old)" as "Second" [operator -> console-reread]
    level/tasky-api: edit security level "Tasky (old)" [operator -> console-reread]
    "#);
    // The block says which name it had.
    observed.remembered.levels.clear();
    tasky_api(&mut desired).was = Some(level_name("Tasky (old)"));
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @r#"
    level/second: copy security level "Tasky (old)" as "Second" [operator -> console-reread]
    level/tasky-api/adopt: adopt security level "Tasky (old)" as tasky-api [rest -> rest-fact]
    level/tasky-api: edit security level "Tasky (old)" [operator -> console-reread] after level/tasky-api/adopt
    "#);
}

#[test]
fn a_check_does_not_choose_between_two_people_of_one_address() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    let mut observed = observed();
    let twin = resources(&mut observed)[&TESS].clone();
    resources(&mut observed).insert(ResourceId(110), twin);
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @"problem ambiguous at checks.note.actsAs: several people have the e-mail address tess@contoso.example | Name a person whose address is their own.");
}

#[test]
fn nothing_is_planned_for_a_level_that_the_list_does_not_have() {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TESS).unwrap().level = LevelId(99);
    insta::assert_snapshot!(lines(&plan(&desired(), &observed)), @r#"problem unreadable at impersonation.users.levelsHeldBy: Tess Turner holds "(level 99)", which the list of levels does not have | Nothing is planned for a level that cannot be seen. Check these people's level in the admin console."#);
}

#[test]
fn a_ledger_that_leads_in_a_circle_knows_no_kind_of_level() {
    let mut observed = observed();
    let known = |id, base: &str| RememberedLevel {
        id,
        copy_of: Some(level_name(base)),
    };
    let remembered = &mut observed.remembered.levels;
    remembered.insert(handle("tasky-api"), known(TASKY_LEVEL, "Helpdesk Lead"));
    remembered.insert(handle("lead"), known(HELPDESK, "Tasky API"));
    let mut desired = desired();
    tasky_api(&mut desired).copy_of = None;
    // What is held by an API user is for API users, whatever the ledger says.
    assert!(plan(&desired, &observed).problems.is_empty());
}

#[test]
fn a_block_for_a_level_that_is_ignored_by_either_name_is_a_problem() {
    for name in ["Tasky API", "Tasky (old)"] {
        let mut desired = desired();
        let words = &mut desired.ownership.security_levels;
        words.insert(name.to_owned(), attune_model::OwnershipWord::Ignore);
        let mut observed = observed();
        levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().name = level_name("Tasky (old)");
        let problems = plan(&desired, &observed).problems;
        let kinds: Vec<&str> = problems.iter().map(|problem| problem.kind.id()).collect();
        assert_eq!(kinds, ["ignored"], "{name}");
    }
}
