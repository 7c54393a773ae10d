//! Taking something away of a kind that was never managed here.

use attune_model::{Assignment, CellId, CellValue, Desired, DesiredLevel, RiskKind};

use crate::world::*;

#[test]
fn the_first_level_and_the_first_api_user_are_not_inactivated_silently() {
    let (mut desired, mut observed) = (desired(), observed());
    desired.impersonation.clear();
    tasky_api(&mut desired).active = Some(false);
    tasky(&mut desired).active = Some(false);
    assert_eq!(refused(&plan(&desired, &observed)), "");
    observed.remembered.levels.clear();
    observed.remembered.copies.clear();
    observed.remembered.api_users.clear();
    tasky_api(&mut desired).adopt = true;
    tasky(&mut desired).adopt = true;
    insta::assert_snapshot!(refused(&plan(&desired, &observed)), @r#"
    first-removal: "Tasky API" is inactivated, and the ledger has no level that attune managed here before
    first-removal: the API user Tasky Integration <psa@contoso.example> is inactivated, and the ledger has no API user that attune managed here before
    "#);
    assert!(plan_allowing(&desired, &observed, RiskKind::FirstRemoval).can_apply());
    // What was managed once is removed as everyday work.
    tasky(&mut desired).active = Some(true);
    observed
        .remembered
        .copies
        .insert(SERVICE_DESK, SERVICE_DESK_COPY);
    assert_eq!(refused(&plan(&desired, &observed)), "");
}

/// A block for the level that Priya holds, which takes two rights and gives one.
fn narrowing() -> Desired {
    let mut desired = desired();
    desired.impersonation.clear();
    let cell = |path: &str, value| (CellId::new(path), CellValue::Flag(value));
    let block = DesiredLevel {
        name: level_name("Helpdesk Lead"),
        was: None,
        adopt: true,
        copy_of: None,
        active: None,
        expires: None,
        cells: [
            cell("admin.features.resourcesUsersHr", false),
            cell("admin.features.kaseyaIntegrations", true),
            cell(ALLOW, false),
        ]
        .into(),
    };
    desired.security_levels.insert(handle("lead"), block);
    desired
}

#[test]
fn rights_are_not_taken_from_people_before_any_level_of_people_is_managed() {
    let mut observed = observed();
    observed.remembered.copies.clear();
    for level in [HELPDESK, SERVICE_DESK_COPY] {
        levels(&mut observed).get_mut(&level).unwrap().cells.clear();
    }
    insta::assert_snapshot!(refused(&plan(&narrowing(), &observed)), @r#"first-removal: "Helpdesk Lead", held by Priya Nair, loses Admin > Resources/Users (HR), and the ledger has no right of people that attune managed here before"#);
    // Nobody loses anything by it.
    resources(&mut observed).get_mut(&PRIYA).unwrap().active = false;
    assert_eq!(refused(&plan(&narrowing(), &observed)), "");
}

#[test]
fn rights_are_taken_as_asked_where_a_level_of_people_is_managed() {
    assert_eq!(refused(&plan(&narrowing(), &observed())), "");
}

#[test]
fn the_first_move_off_an_administrators_level_is_refused() {
    let (mut desired, mut observed) = (desired(), observed());
    desired.impersonation.clear();
    let mut second = resources(&mut observed)[&ADA].clone();
    second.email = "second@admin.example".to_owned();
    resources(&mut observed).insert(attune_model::ResourceId(106), second);
    desired.people.insert(
        handle("admins"),
        Assignment {
            who: people(&["ada@admin.example"]),
            security_level: named("Service Desk User (system)"),
        },
    );
    assert_eq!(refused(&plan(&desired, &observed)), "");
    observed.remembered.copies.clear();
    for level in [HELPDESK, SERVICE_DESK_COPY] {
        levels(&mut observed).get_mut(&level).unwrap().cells.clear();
    }
    insta::assert_snapshot!(refused(&plan(&desired, &observed)), @r#"first-removal: Ada Winter <ada@admin.example> loses the rights of an administrator with "Service Desk User (system)", and the ledger has no right of people that attune managed here before"#);
}

#[test]
fn a_level_of_people_is_managed_once_the_ledger_has_it_or_a_cell_of_it() {
    // Nothing that a run set: what is known of cells is as pages showed.
    let mut bare = observed();
    bare.remembered.copies.clear();
    for level in [HELPDESK, SERVICE_DESK_COPY] {
        levels(&mut bare).get_mut(&level).unwrap().cells.clear();
    }
    let is_first =
        |observed: &attune_model::Observed| !plan(&narrowing(), observed).refused.is_empty();
    assert!(is_first(&bare));
    let mut as_a_copy = bare.clone();
    let copies = &mut as_a_copy.remembered.copies;
    copies.insert(SERVICE_DESK, SERVICE_DESK_COPY);
    assert!(!is_first(&as_a_copy));
    let mut by_a_block = bare.clone();
    let known = attune_model::RememberedLevel {
        id: SERVICE_DESK_COPY,
        copy_of: None,
    };
    let blocks = &mut by_a_block.remembered.levels;
    blocks.insert(handle("desk"), known);
    assert!(!is_first(&by_a_block));
    let mut by_a_cell = bare.clone();
    let level = levels(&mut by_a_cell).get_mut(&SERVICE_DESK_COPY).unwrap();
    level.cells.insert(CellId::new(ALLOW), flag(true));
    assert!(!is_first(&by_a_cell));
}

#[test]
fn of_a_cell_outside_the_catalogue_only_an_unticked_box_is_taken_for_a_loss() {
    let mut observed = observed();
    observed.remembered.copies.clear();
    for level in [HELPDESK, SERVICE_DESK_COPY] {
        levels(&mut observed).get_mut(&level).unwrap().cells.clear();
    }
    let with = |value| {
        let mut desired = narrowing();
        let cell = CellId::extra("Service Desk", "Can remove tags", None);
        let block = desired.security_levels.get_mut(&handle("lead")).unwrap();
        block.cells = [(cell, value)].into();
        refused(&plan(&desired, &observed))
    };
    insta::assert_snapshot!(with(CellValue::Flag(false)), @r#"first-removal: "Helpdesk Lead", held by Priya Nair, loses Service Desk > Can remove tags, and the ledger has no right of people that attune managed here before"#);
    assert_eq!(with(CellValue::Flag(true)), "");
    assert_eq!(with(CellValue::Word("All".to_owned())), "");
}
