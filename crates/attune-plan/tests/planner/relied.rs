//! What a plan stands on, in words, so that a plan that was saved can be held against the tenant as it is then.

use attune_model::catalogue::LicenseType;
use attune_model::{Assignment, Field, Observed, Plan, Reading, ResourceId, Unread};
use attune_plan::{Relied, moved, relied_on};

use crate::world::*;

/// `object: value: words`, one a line.
fn text(relied: &Relied) -> String {
    let values = relied.iter().flat_map(|(object, values)| {
        let values = values.iter();
        values.map(move |(value, words)| format!("{object}: {value}: {words}"))
    });
    values.collect::<Vec<_>>().join("\n")
}

/// What became otherwise between two looks, for the steps of a plan.
fn changed(plan: &Plan, before: &Observed, after: &Observed) -> String {
    let was = relied_on(plan, before).unwrap();
    let is = relied_on(plan, after).unwrap();
    let moved = moved(&was, &is);
    let lines = moved.iter().map(|moved| {
        format!(
            "{}: {}: {} -> {}",
            moved.object, moved.value, moved.was, moved.is
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_walkthrough_stands_on_levels_names_people_and_the_form() {
    let mut desired = desired();
    tasky(&mut desired).primary_internal_location = Some("Head office".to_owned());
    let observed = untouched();
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(text(&relied_on(&plan, &observed).unwrap()), @r#"
    API users named Tasky Integration <psa@contoso.example>: are: none
    Tess Turner (101): active: yes
    Tess Turner (101): e-mail address: tess@contoso.example
    Tess Turner (101): licence type: Professional
    Tess Turner (101): name: Tess Turner
    Tess Turner (101): security level: "Service Desk User (system)" (39)
    security level "API User (system)" (24): active: yes
    security level "API User (system)" (24): name: "API User (system)"
    security level "API User (system)" (24): system level: yes
    security level "Helpdesk Lead" (52): active: yes
    security level "Helpdesk Lead" (52): held by: Priya Nair (102)
    security level "Helpdesk Lead" (52): name: "Helpdesk Lead"
    security level "Helpdesk Lead" (52): system level: no
    security level "Service Desk User (system)" (39): active: yes
    security level "Service Desk User (system)" (39): name: "Service Desk User (system)"
    security level "Service Desk User (system)" (39): system level: yes
    the integration vendor "Tallman.io - Tasky": listed: yes
    the internal location "Head office": numbers: 1
    the level name "Service Desk User (with Impersonation)": is: free
    the level name "Tasky API": is: free
    "#);
}

#[test]
fn an_edit_stands_on_who_holds_the_level_and_on_its_new_name_being_free() {
    let mut observed = observed();
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level.name = level_name("Tasky (old)");
    level.active = false;
    let plan = plan(&desired(), &observed);
    insta::assert_snapshot!(text(&relied_on(&plan, &observed).unwrap()), @r#"
    security level "Tasky (old)" (60): active: no
    security level "Tasky (old)" (60): held by: Tasky Integration (201)
    security level "Tasky (old)" (60): name: "Tasky (old)"
    security level "Tasky (old)" (60): system level: no
    the level name "Tasky API": is: free
    "#);
    let mut later = observed.clone();
    levels(&mut later).get_mut(&SERVICE_DESK_COPY).unwrap().name = level_name("Tasky API");
    resources(&mut later).get_mut(&TASKY).unwrap().active = false;
    insta::assert_snapshot!(changed(&plan, &observed, &later), @r#"
    security level "Tasky (old)" (60): held by: Tasky Integration (201) -> none
    the level name "Tasky API": is: free -> taken by level 61
    "#);
    levels(&mut later).remove(&TASKY_LEVEL);
    insta::assert_snapshot!(changed(&plan, &observed, &later), @r#"
    security level "Tasky (old)" (60): active: no -> not there
    security level "Tasky (old)" (60): held by: Tasky Integration (201) -> none
    security level "Tasky (old)" (60): name: "Tasky (old)" -> not there
    security level "Tasky (old)" (60): system level: no -> not there
    the level name "Tasky API": is: free -> taken by level 61
    "#);
}

#[test]
fn fields_stand_on_what_they_are_and_on_whether_rest_takes_them() {
    let mut desired = desired();
    let user = tasky(&mut desired);
    user.first_name = "Tasky2".to_owned();
    user.middle_name = Some("Slack".to_owned());
    user.date_format = Some("yyyy-MM-dd".to_owned());
    user.primary_internal_location = Some("Branch".to_owned());
    user.locked = Some(true);
    let mut observed = observed();
    let texts = &mut resources(&mut observed).get_mut(&TASKY).unwrap().texts;
    texts.insert(Field::MiddleName, "Old".to_owned());
    let at_the_form = plan(&desired, &observed);
    insta::assert_snapshot!(text(&relied_on(&at_the_form, &observed).unwrap()), @r#"
    Tasky Integration (201): Middle Name: Old
    Tasky Integration (201): Primary Internal Location: 1
    Tasky Integration (201): active: yes
    Tasky Integration (201): e-mail address: psa@contoso.example
    Tasky Integration (201): licence type: API User
    Tasky Integration (201): name: Tasky Integration
    Tasky Integration (201): security level: "Tasky API" (60)
    internal location 2: name: Branch
    "#);
    let mut later = observed.clone();
    let user = resources(&mut later).get_mut(&TASKY).unwrap();
    user.location = None;
    user.texts.clear();
    let Reading::Read(fields) = &mut later.fields else {
        panic!("the fields were read")
    };
    fields.locations.remove(&2);
    insta::assert_snapshot!(changed(&at_the_form, &observed, &later), @"
    Tasky Integration (201): Middle Name: Old -> not there
    Tasky Integration (201): Primary Internal Location: 1 -> none
    internal location 2: name: Branch -> not there
    ");

    let block = tasky(&mut desired);
    (
        block.date_format,
        block.primary_internal_location,
        block.locked,
    ) = (None, None, None);
    let over_rest = plan(&desired, &observed);
    insta::assert_snapshot!(text(&relied_on(&over_rest, &observed).unwrap()), @r#"
    Tasky Integration (201): Middle Name: Old
    Tasky Integration (201): active: yes
    Tasky Integration (201): e-mail address: psa@contoso.example
    Tasky Integration (201): licence type: API User
    Tasky Integration (201): name: Tasky Integration
    Tasky Integration (201): security level: "Tasky API" (60)
    field firstName of REST: takes writes: yes
    field middleName of REST: takes writes: yes
    "#);
}

#[test]
fn moving_an_administrator_stands_on_who_else_is_one() {
    let mut desired = desired();
    let block = Assignment {
        who: people(&["ada@*"]),
        security_level: named("Helpdesk Lead"),
    };
    desired.people.insert(handle("ada"), block);
    let mut observed = observed();
    let Reading::Read(fields) = &mut observed.fields else {
        panic!("the fields were read")
    };
    let user_type = fields.fields.get_mut("userType").unwrap();
    user_type.read_only = false;
    let other = resources(&mut observed).get_mut(&CARL).unwrap();
    other.license_type = LicenseType::Administrator;
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(text(&relied_on(&plan, &observed).unwrap()), @r#"
    Ada Winter (104): active: yes
    Ada Winter (104): e-mail address: ada@admin.example
    Ada Winter (104): licence type: Administrator
    Ada Winter (104): name: Ada Winter
    Ada Winter (104): security level: "System Administrator (system)" (33)
    field userType of REST: takes writes: yes
    security level "Helpdesk Lead" (52): active: yes
    security level "Helpdesk Lead" (52): name: "Helpdesk Lead"
    security level "Helpdesk Lead" (52): system level: no
    security level "System Administrator (system)" (33): active: yes
    security level "System Administrator (system)" (33): name: "System Administrator (system)"
    security level "System Administrator (system)" (33): system level: yes
    the active administrators: are: Carl Jansen (103), Ada Winter (104)
    "#);
    let mut later = observed.clone();
    resources(&mut later).get_mut(&CARL).unwrap().active = false;
    resources(&mut later).get_mut(&TESS).unwrap().active = false;
    insta::assert_snapshot!(changed(&plan, &observed, &later), @"the active administrators: are: Carl Jansen (103), Ada Winter (104) -> Ada Winter (104)");
    resources(&mut later).remove(&ADA);
    insta::assert_snapshot!(changed(&plan, &observed, &later), @r#"
    Ada Winter (104): active: yes -> not there
    Ada Winter (104): e-mail address: ada@admin.example -> not there
    Ada Winter (104): licence type: Administrator -> not there
    Ada Winter (104): name: Ada Winter -> not there
    Ada Winter (104): security level: "System Administrator (system)" (33) -> not there
    the active administrators: are: Carl Jansen (103), Ada Winter (104) -> not there
    "#);
}

#[test]
fn whoever_is_no_administrator_is_moved_whoever_is_one() {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TESS).unwrap().level = SERVICE_DESK;
    let plan = plan(&desired(), &observed);
    assert_eq!(plan.steps.len(), 1);
    let relied = relied_on(&plan, &observed).unwrap();
    assert!(!relied.contains_key("the active administrators"));
}

#[test]
fn adopting_replacing_and_checking_stand_on_whom_they_mean() {
    let mut desired = desired();
    tasky(&mut desired).tracking = Some(vendor("DeskDirector - DeskDirector Portal"));
    tasky_api(&mut desired).adopt = true;
    desired.checks.insert(handle("note"), check());
    let mut observed = observed();
    observed.remembered.levels.clear();
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&plan), @r#"
    level/tasky-api/adopt: adopt security level "Tasky API" as tasky-api [rest -> rest-fact]
    api-user/tasky: create API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]
    api-user/tasky/retire: retire API user Tasky Integration <psa@contoso.example> (resource 201) [rest -> rest-fact] after api-user/tasky
    check/note: check that tasky writes a ticket and a note as Tess Turner <tess@contoso.example> [rest -> rest-behaviour] after api-user/tasky
    "#);
    insta::assert_snapshot!(text(&relied_on(&plan, &observed).unwrap()), @r#"
    API users named Tasky Integration <psa@contoso.example>: are: Tasky Integration (201)
    Tasky Integration (201): active: yes
    Tasky Integration (201): e-mail address: psa@contoso.example
    Tasky Integration (201): licence type: API User
    Tasky Integration (201): name: Tasky Integration
    Tasky Integration (201): security level: "Tasky API" (60)
    Tess Turner (101): active: yes
    Tess Turner (101): e-mail address: tess@contoso.example
    Tess Turner (101): licence type: Professional
    Tess Turner (101): name: Tess Turner
    Tess Turner (101): security level: "Service Desk User (with Impersonation)" (61)
    security level "Tasky API" (60): active: yes
    security level "Tasky API" (60): name: "Tasky API"
    security level "Tasky API" (60): system level: no
    the integration vendor "DeskDirector - DeskDirector Portal": listed: yes
    "#);
}

#[test]
fn an_adopted_user_and_its_boxes_are_the_same_user() {
    let mut desired = desired();
    tasky(&mut desired).adopt = true;
    tasky(&mut desired).protected_data = Some([].into());
    let mut observed = observed();
    observed.remembered.api_users.clear();
    let plan = plan(&desired, &observed);
    insta::assert_snapshot!(lines(&plan), @"
    api-user/tasky/adopt: adopt API user Tasky Integration <psa@contoso.example> as tasky [rest -> rest-fact]
    api-user/tasky/protected-data: set the protected data permission of API user Tasky Integration <psa@contoso.example> [operator -> console-reread] after api-user/tasky/adopt
    ");
    insta::assert_snapshot!(text(&relied_on(&plan, &observed).unwrap()), @r#"
    Tasky Integration (201): active: yes
    Tasky Integration (201): e-mail address: psa@contoso.example
    Tasky Integration (201): licence type: API User
    Tasky Integration (201): name: Tasky Integration
    Tasky Integration (201): security level: "Tasky API" (60)
    "#);
}

#[test]
fn an_api_user_of_the_same_name_stands_against_making_one() {
    let mut desired = desired();
    tasky(&mut desired).email = "PSA@contoso.example".to_owned();
    let observed = untouched();
    let plan = plan(&desired, &observed);
    let mut later = observed.clone();
    let mut like = crate::world::observed();
    let mut twin = resources(&mut like)[&TASKY].clone();
    resources(&mut later).insert(ResourceId(300), twin.clone());
    twin.last_name = "Other".to_owned();
    resources(&mut later).insert(ResourceId(301), twin.clone());
    twin.license_type = LicenseType::Professional;
    resources(&mut later).insert(ResourceId(302), twin);
    later.vendors = Reading::Read(["Another vendor".to_owned()].into());
    insta::assert_snapshot!(changed(&plan, &observed, &later), @r#"
    API users named Tasky Integration <PSA@contoso.example>: are: none -> Tasky Integration (300)
    the integration vendor "Tallman.io - Tasky": listed: yes -> no
    "#);
    later.vendors = Reading::Failed(Unread::Failed("no right".to_owned()));
    insta::assert_snapshot!(changed(&plan, &observed, &later), @r#"
    API users named Tasky Integration <PSA@contoso.example>: are: none -> Tasky Integration (300)
    the integration vendor "Tallman.io - Tasky": listed: yes -> not there
    "#);
}

#[test]
fn a_plan_without_steps_stands_on_nothing_and_one_with_steps_needs_every_reading() {
    let mut unread = observed();
    unread.levels = Reading::Failed(Unread::Failed("no answer".to_owned()));
    let in_sync = plan(&desired(), &observed());
    assert_eq!(relied_on(&in_sync, &unread), Ok(Relied::new()));
    let with_steps = plan(&desired(), &untouched());
    insta::assert_snapshot!(relied_on(&with_steps, &unread).unwrap_err(), @"no answer");
}

#[test]
fn a_user_that_a_rotation_leaves_is_looked_at_again() {
    let mut desired = desired();
    desired.impersonation.clear();
    let observed = observed();
    let rotate = [handle("tasky")].into();
    let policy = attune_model::Policy {
        rotate,
        ..attune_model::Policy::default()
    };
    let plan = attune_plan::plan(&desired, &observed, &policy);
    insta::assert_snapshot!(lines(&plan), @"api-user/tasky/rotate: replace the secret of API user Tasky Integration <psa@contoso.example> [operator -> rest-behaviour]");
    let mut later = observed.clone();
    resources(&mut later).get_mut(&TASKY).unwrap().level = API_USER;
    insta::assert_snapshot!(changed(&plan, &observed, &later), @r#"Tasky Integration (201): security level: "Tasky API" (60) -> "API User (system)" (24)"#);
}
