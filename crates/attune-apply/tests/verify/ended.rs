//! What is claimed of what is over, or is not to be used.

use attune_apply::ports::ActError;

use crate::world::*;

/// The claims about the `Active` box, and that of the sign-in.
fn activity(world: &World) -> String {
    let lines = world.verify(false);
    let lines = lines.lines().filter(|line| {
        ["is active", "is inactive", "signs in"]
            .iter()
            .any(|what| line.contains(&format!("{what} |")))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_has_a_last_day_is_to_be_active_up_to_it_and_inactive_after_it() {
    let until = |day: &str| {
        let mut world = World::new();
        let day = Some(day.parse().unwrap());
        let levels = &mut world.desired.security_levels;
        levels.get_mut(&handle("tasky-api")).unwrap().expires = day;
        let users = &mut world.desired.api_users;
        users.get_mut(&handle("tasky")).unwrap().expires = day;
        activity(&world)
    };
    let holds = until("2026-11-21");
    insta::assert_snapshot!(holds, @r#"
    level "Tasky API" is active | shown, rest-fact: REST lists it as active
    API user Tasky Turner <tasky@contoso.example> is active | shown, rest-fact: REST reports it as active
    API user Tasky Turner <tasky@contoso.example> signs in | shown, rest-behaviour: REST accepts its key and secret
    "#);
    assert_eq!(until("2026-11-22"), holds);
    insta::assert_snapshot!(until("2026-11-20"), @r#"
    level "Tasky API" is inactive | contradicted: REST lists it as active
    API user Tasky Turner <tasky@contoso.example> is inactive | contradicted: REST reports it as active
    "#);
}

#[test]
fn nobody_is_told_that_a_locked_api_user_does_not_sign_in() {
    let mut world = World::new();
    world.sign_in = Err(ActError::CredentialsRefused);
    let locked = |world: &mut World, locked| {
        let users = &mut world.desired.api_users;
        users.get_mut(&handle("tasky")).unwrap().locked = locked;
        activity(world)
    };
    insta::assert_snapshot!(locked(&mut world, Some(true)), @r#"
    level "Tasky API" is active | shown, rest-fact: REST lists it as active
    API user Tasky Turner <tasky@contoso.example> is active | shown, rest-fact: REST reports it as active
    "#);
    insta::assert_snapshot!(locked(&mut world, Some(false)), @r#"
    level "Tasky API" is active | shown, rest-fact: REST lists it as active
    API user Tasky Turner <tasky@contoso.example> is active | shown, rest-fact: REST reports it as active
    API user Tasky Turner <tasky@contoso.example> signs in | not shown: with attune's own tracking identifier the credentials are not accepted; only the vendor knows its identifier
    "#);
}
