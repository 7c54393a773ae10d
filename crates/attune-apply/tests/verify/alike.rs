//! Who is meant by a block: of API users, of people, and of levels that are alike.

use attune_model::catalogue::LicenseType;
use attune_model::{
    Assignment, LevelChoice, LevelId, LevelName, OwnershipWord, PeopleSelector, Resource,
    ResourceId,
};

use crate::world::*;

const COPY: LevelId = LevelId(42);

#[test]
fn an_api_user_is_found_among_people_and_api_users_that_are_like_it() {
    let mut world = World::new();
    let tasky = world.resources()[&TASKY].clone();
    let others = [
        Resource {
            license_type: LicenseType::Professional,
            ..tasky.clone()
        },
        Resource {
            email: "other@contoso.example".to_owned(),
            ..tasky.clone()
        },
        Resource {
            first_name: "Other".to_owned(),
            ..tasky.clone()
        },
        Resource {
            last_name: "Other".to_owned(),
            ..tasky
        },
    ];
    for (id, resource) in (1_i64..).zip(others) {
        world.resources().insert(ResourceId(id), resource);
    }
    let is_there = |world: &World| {
        let lines = world.verify(false);
        let line = lines.lines().find(|line| line.starts_with("API user"));
        line.unwrap().to_owned()
    };
    insta::assert_snapshot!(is_there(&world), @"API user Tasky Turner <tasky@contoso.example> is there | shown, rest-fact: REST lists it as resource 7");

    let twin = Resource {
        email: "TASKY@contoso.example".to_owned(),
        ..world.resources()[&TASKY].clone()
    };
    world.resources().insert(ResourceId(9), twin);
    insta::assert_snapshot!(is_there(&world), @"API user Tasky Turner <tasky@contoso.example> is there | contradicted: REST lists none, or more than one, with this name and address");
}

/// What is claimed of the people whom a selector gives the level "Lead".
fn of_lead(world: &mut World, who: PeopleSelector) -> String {
    let block = Assignment {
        who,
        security_level: LevelChoice::Named(LevelName::new("Lead")),
    };
    world.desired.people.insert(handle("lead"), block);
    let lines = world.verify(false);
    let line = lines.lines().find(|line| line.starts_with("people"));
    line.unwrap().to_owned()
}

#[test]
fn people_who_left_are_only_claimed_where_they_are_chosen() {
    let mut world = World::new();
    world.resources().get_mut(&TIM).unwrap().active = false;
    let of = |active| PeopleSelector {
        active,
        ..everybody()
    };
    insta::assert_snapshot!(of_lead(&mut world, of(Some(true))), @r#"people lead hold "Lead" | contradicted: REST reports: Tess Turner holds "Helpdesk"; Tom Turner holds "Helpdesk""#);
    insta::assert_snapshot!(of_lead(&mut world, of(Some(false))), @r#"people lead hold "Lead" | contradicted: REST reports: Tim Turner holds "Helpdesk""#);
    insta::assert_snapshot!(of_lead(&mut world, of(None)), @r#"people lead hold "Lead" | contradicted: REST reports: Tess Turner holds "Helpdesk"; Tim Turner holds "Helpdesk"; Tom Turner holds "Helpdesk""#);
}

#[test]
fn people_whom_the_policy_ignores_are_not_spoken_of() {
    let mut world = World::new();
    world.desired.ownership.people = [
        ("TESS@*".to_owned(), OwnershipWord::Ignore),
        ("tim@contoso.example".to_owned(), OwnershipWord::Ignore),
        ("tom@contoso.example".to_owned(), OwnershipWord::Protect),
    ]
    .into();
    insta::assert_snapshot!(of_lead(&mut world, everybody()), @r#"people lead hold "Lead" | contradicted: REST reports: Tom Turner holds "Helpdesk""#);
}

#[test]
fn holders_of_a_copy_are_chosen_by_the_name_of_its_system_level() {
    let mut world = World::new();
    world
        .levels()
        .insert(COPY, level("Helpdesk (impersonation)", &[]));
    world.resources().get_mut(&TESS).unwrap().level = COPY;
    world.observed.remembered.copies.insert(DESK, COPY);
    let by = |name| PeopleSelector {
        levels: Some(vec![LevelName::new(name)]),
        ..PeopleSelector::default()
    };
    insta::assert_snapshot!(of_lead(&mut world, by("Helpdesk")), @r#"people lead hold "Lead" | contradicted: REST reports: Tess Turner holds "Helpdesk (impersonation)"; Tim Turner holds "Helpdesk"; Tom Turner holds "Helpdesk""#);
    insta::assert_snapshot!(of_lead(&mut world, by("Helpdesk (impersonation)")), @r#"people lead hold "Lead" | contradicted: REST reports: Tess Turner holds "Helpdesk (impersonation)""#);
}
