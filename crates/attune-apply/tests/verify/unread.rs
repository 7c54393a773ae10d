//! What could not be read is claimed of nothing.

use attune_apply::ports::ActError;
use attune_model::{
    Assignment, Effective, LevelChoice, LevelName, PeopleSelector, Reading, RuleLevels, Unread,
};

use crate::world::*;

/// A block that gives everybody a level.
fn assign(world: &mut World, who: PeopleSelector, level: &str) {
    let block = Assignment {
        who,
        security_level: LevelChoice::Named(LevelName::new(level)),
    };
    world.desired.people.insert(handle("all"), block);
}

fn of(world: &World, object: &str) -> String {
    let lines = world.verify(false);
    let lines = lines.lines().filter(|line| line.starts_with(object));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_is_claimed_of_people_who_could_not_be_read() {
    let mut world = World::new();
    assign(&mut world, everybody(), "Nowhere");
    insta::assert_snapshot!(of(&world, "people"), @r#"people all hold "Nowhere" | not shown: that level is not there, or could not be read"#);
    let nobody = PeopleSelector {
        levels: Some(vec![LevelName::new("Never held")]),
        ..PeopleSelector::default()
    };
    assign(&mut world, nobody, "Helpdesk");
    insta::assert_snapshot!(of(&world, "people"), @r#"people all hold "Helpdesk" | shown, rest-fact: REST reports it of all 3"#);
    world.observed.resources = Reading::Failed(Unread::Failed("no answer".to_owned()));
    insta::assert_snapshot!(of(&world, "people"), @r#"people all hold "Helpdesk" | not shown: the people could not be read: no answer"#);
    insta::assert_snapshot!(of(&world, "API user"), @"API user Tasky Turner <tasky@contoso.example> is there | not shown: the people and API users could not be read: no answer");
}

#[test]
fn a_rule_that_chooses_nobody_shows_nothing() {
    let mut world = World::new();
    let nobody = PeopleSelector {
        levels: Some(vec![LevelName::new("Never held")]),
        ..PeopleSelector::default()
    };
    let rules = &mut world.desired.impersonation;
    rules.insert(handle("held"), rule(true, RuleLevels::HeldBy(nobody)));
    rules.insert(handle("named"), rule(true, named("Nowhere")));
    insta::assert_snapshot!(of(&world, "impersonation"), @"
    impersonation rule held lets its holders be impersonated | not shown: nobody is chosen
    impersonation rule named lets its holders be impersonated | not shown: none of its levels is there
    ");
}

#[test]
fn what_was_seen_while_observing_is_not_asked_again() {
    let mut world = World::new();
    world.sign_in = Err(ActError::Lost("cut".to_owned()));
    let mut seen = |rights| {
        let effective = Effective {
            user: TASKY,
            level: API,
            rights,
        };
        world.observed.effective.insert(handle("tasky"), effective);
        let lines = world.verify(false);
        lines.lines().last().unwrap_or_default().to_owned()
    };
    let read = Reading::Read(rights(r#"{"Ticket": "AAAN"}"#));
    insta::assert_snapshot!(seen(read), @"API user Tasky Turner <tasky@contoso.example> signs in | shown, rest-behaviour: REST accepts its key and secret");
    let refused = Reading::Failed(Unread::Refused("no".to_owned()));
    insta::assert_snapshot!(seen(refused), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: with attune's own tracking identifier the credentials are not accepted; only the vendor knows its identifier");
    let unseen = Reading::Failed(Unread::Failed("no answer".to_owned()));
    insta::assert_snapshot!(seen(unseen), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: the answer was lost (cut)");
}

#[test]
fn the_rights_of_a_level_are_asked_for_unless_observing_asked_already() {
    let mut world = World::new();
    let failed = Effective {
        user: TASKY,
        level: API,
        rights: Reading::Failed(Unread::Failed("no answer".to_owned())),
    };
    let rights = |world: &World| {
        let lines = of(world, "level");
        let line = lines.lines().find(|line| line.contains("over REST"));
        line.unwrap_or_default().to_owned()
    };
    let effective = &mut world.observed.effective;
    effective.insert(handle("tasky"), failed.clone());
    insta::assert_snapshot!(rights(&world), @"");
    let of_another_level = Effective {
        level: LEAD,
        ..failed
    };
    let effective = &mut world.observed.effective;
    effective.insert(handle("tasky"), of_another_level);
    insta::assert_snapshot!(rights(&world), @r#"level "Tasky API" lets API users do over REST what it did after the last apply | not shown: what it let them do was not noted yet"#);
}

#[test]
fn a_sign_in_without_an_answer_is_no_refusal() {
    let mut world = World::new();
    let sign_in = |world: &World| {
        let lines = of(world, "API user");
        lines.lines().last().unwrap_or_default().to_owned()
    };
    world.sign_in = Err(ActError::Lost("cut".to_owned()));
    insta::assert_snapshot!(sign_in(&world), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: the answer was lost (cut)");
    world.sign_in = Err(ActError::Refused("too many requests".to_owned()));
    insta::assert_snapshot!(sign_in(&world), @"API user Tasky Turner <tasky@contoso.example> signs in | not shown: too many requests");
}

#[test]
fn cells_of_which_none_is_known_are_not_shown() {
    let mut world = World::new();
    world.levels().get_mut(&API).unwrap().cells.clear();
    world.rights = None;
    insta::assert_snapshot!(of(&world, "level"), @r#"
    level "Tasky API" is there | shown, rest-fact: REST lists it as level 30
    level "Tasky API" is named "Tasky API" | shown, rest-fact: REST lists level 30 as "Tasky API"
    level "Tasky API" is active | shown, rest-fact: REST lists it as active
    level "Tasky API" holds the 2 cells of the manifest | not shown: none of them is known
    "#);
}
