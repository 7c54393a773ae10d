//! What impersonated queries show of the flag, pattern by pattern.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{CellId, CellValue, DesiredLevel, LevelName};

use crate::world::*;

fn asked(world: &World) -> Vec<Option<i64>> {
    let asked = world.asked.borrow();
    asked.iter().map(|person| person.map(|id| id.0)).collect()
}

#[test]
fn nobody_is_impersonated_unless_asked_for() {
    let world = World::new().with_rules(&[(true, "Helpdesk")], false);
    let lines = world.verify(false);
    insta::assert_snapshot!(lines.lines().nth(4).unwrap(), @r#"level "Tasky API" lets API users do over REST what it did after the last apply | not shown: what it let them do was not noted yet"#);
    assert!(asked(&world).is_empty());
}

#[test]
fn a_holder_who_works_shows_the_flag() {
    let mut world = World::new().with_rules(&[(true, "Helpdesk"), (false, "Lead")], false);
    world.works = BTreeSet::from([None, Some(TIM), Some(LEA)]);
    insta::assert_snapshot!(world.flags(), @r#"
    level "Helpdesk" lets its holders be impersonated | shown, rest-behaviour: Tasky Turner may query Companies as Tim Turner, and is refused as somebody who does not exist
    level "Lead" does not let its holders be impersonated | contradicted: Tasky Turner may query Companies as Lea Turner, and is refused as somebody who does not exist
    "#);
    assert_eq!(
        asked(&world),
        [None, Some(NOBODY.0), Some(TESS.0), Some(TIM.0), Some(LEA.0)]
    );
}

#[test]
fn refused_holders_beside_one_who_works_show_the_flag_off() {
    let mut world = World::new().with_rules(&[(false, "Helpdesk")], true);
    world.works = BTreeSet::from([None, Some(LEA)]);
    insta::assert_snapshot!(world.flags(), @r#"level "Helpdesk" does not let its holders be impersonated | shown, rest-behaviour: Tasky Turner may query Companies as Lea Turner, and is refused as Tess Turner and as Tim Turner; that the flag alone is the reason was never shown on a live tenant"#);
    assert_eq!(
        asked(&world),
        [None, Some(NOBODY.0), Some(TESS.0), Some(TIM.0), Some(LEA.0)],
        "two holders at most; the level whose flag was seen on is the control"
    );
    let mut world = World::new().with_rules(&[(true, "Helpdesk"), (true, "Lead")], false);
    world.works = BTreeSet::from([None, Some(LEA)]);
    insta::assert_snapshot!(world.flags(), @r#"
    level "Helpdesk" lets its holders be impersonated | contradicted: Tasky Turner may query Companies as Lea Turner, and is refused as Tess Turner and as Tim Turner; that the flag alone is the reason was never shown on a live tenant
    level "Lead" lets its holders be impersonated | shown, rest-behaviour: Tasky Turner may query Companies as Lea Turner, and is refused as somebody who does not exist
    "#);
}

#[test]
fn refused_holders_without_a_control_show_nothing() {
    let world = World::new().with_rules(&[(true, "Helpdesk")], true);
    insta::assert_snapshot!(world.flags(), @r#"level "Helpdesk" lets its holders be impersonated | not shown: Tasky Turner may query Companies without a person, and is refused as Tess Turner and as Tim Turner, but nobody else works either: it may be the table of the API user's own level"#);
}

#[test]
fn a_header_that_is_not_heeded_shows_nothing() {
    let mut world = World::new().with_rules(&[(true, "Helpdesk")], false);
    world.works = BTreeSet::from([None, Some(NOBODY), Some(TESS)]);
    insta::assert_snapshot!(world.flags(), @r#"level "Helpdesk" lets its holders be impersonated | not shown: Tasky Turner may query Companies also as somebody who does not exist: Companies do not heed whom they are asked for as"#);
    assert_eq!(asked(&world), [None, Some(NOBODY.0)]);
}

#[test]
fn what_does_not_work_without_a_person_shows_nothing() {
    let mut world = World::new().with_rules(&[(true, "Helpdesk")], false);
    world.works = BTreeSet::from([Some(TESS)]);
    insta::assert_snapshot!(world.flags(), @r#"level "Helpdesk" lets its holders be impersonated | not shown: that Tasky Turner may query Companies was not seen, also without a person (status 500: no)"#);
    assert_eq!(asked(&world), [None]);
}

#[test]
fn a_lost_answer_is_no_refusal() {
    let mut world = World::new().with_rules(&[(true, "Helpdesk")], true);
    world.works = BTreeSet::from([None, Some(LEA)]);
    world.lost = BTreeSet::from([Some(TIM)]);
    insta::assert_snapshot!(world.flags(), @r#"level "Helpdesk" lets its holders be impersonated | not shown: asked for as Tim Turner: the answer was lost (cut)"#);
    world.lost = BTreeSet::from([Some(NOBODY)]);
    insta::assert_snapshot!(world.flags(), @r#"level "Helpdesk" lets its holders be impersonated | not shown: asked for as somebody who does not exist: the answer was lost (cut)"#);
}

#[test]
fn without_holders_or_a_caller_nothing_is_seen() {
    let mut world = World::new().with_rules(&[(true, "Lead")], false);
    world.resources().get_mut(&LEA).unwrap().active = false;
    insta::assert_snapshot!(world.flags(), @r#"level "Lead" lets its holders be impersonated | not shown: nobody active holds it, so nobody can be impersonated"#);
    let cell = CellId::new(VIEW);
    world.levels().get_mut(&API).unwrap().cells.remove(&cell);
    let block = world.desired.security_levels.get_mut(&handle("tasky-api"));
    block.unwrap().cells.remove(&cell);
    world.asked.borrow_mut().clear();
    insta::assert_snapshot!(world.flags(), @r#"level "Lead" lets its holders be impersonated | not shown: no API user whose credentials are at hand holds a level that may view companies or tickets as a person"#);
    assert!(asked(&world).is_empty());
}

/// Whether `View` of companies is asked for, and was seen, on the level that the API user holds.
fn table(is_wanted: bool, is_seen: bool) -> World {
    let mut world = World::new().with_rules(&[(true, "Lead")], false);
    world.works = BTreeSet::from([None, Some(LEA)]);
    let cell = CellId::new(VIEW);
    if !is_wanted {
        let block = world.desired.security_levels.get_mut(&handle("tasky-api"));
        block.unwrap().cells.remove(&cell);
    }
    if !is_seen {
        world.levels().get_mut(&API).unwrap().cells.remove(&cell);
    }
    world
}

#[test]
fn an_api_user_whose_table_is_wanted_or_was_seen_is_asked() {
    for (is_wanted, is_seen) in [(true, false), (false, true)] {
        let world = table(is_wanted, is_seen);
        insta::allow_duplicates! {
            insta::assert_snapshot!(world.flags(), @r#"level "Lead" lets its holders be impersonated | shown, rest-behaviour: Tasky Turner may query Companies as Lea Turner, and is refused as somebody who does not exist"#);
        }
    }
}

#[test]
fn what_another_level_is_to_hold_lets_nobody_be_asked() {
    let mut world = table(false, false);
    let cells = BTreeMap::from([(CellId::new(VIEW), CellValue::Flag(true))]);
    let another = DesiredLevel {
        name: LevelName::new("Lead"),
        cells,
        ..world.desired.security_levels[&handle("tasky-api")].clone()
    };
    world
        .desired
        .security_levels
        .insert(handle("lead"), another);
    insta::assert_snapshot!(world.flags(), @r#"level "Lead" lets its holders be impersonated | not shown: no API user whose credentials are at hand holds a level that may view companies or tickets as a person"#);
    assert!(asked(&world).is_empty());
}
