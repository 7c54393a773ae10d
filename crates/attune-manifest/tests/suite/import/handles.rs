//! Handles of integrations: their blocks of all kinds have the same, and no other block has it.

use std::collections::BTreeMap;

use attune_model::{LevelId, LevelName, ResourceId};

use super::{read, tenant, written};

const TWO: &str = "integrations:
  a: {recipe: rewst, with: {email: a@contoso.example, internal-location: Here}}
  b: {recipe: rewst, with: {email: b@contoso.example, internal-location: There, level-name: Rewst two, webhooks: 7}}
";

#[test]
fn two_api_users_of_one_vendor_are_two_integrations() {
    let (text, handles) = written(&tenant(TWO).unwrap());
    insta::assert_snapshot!(text, @"
    attune: 1
    tenant: contoso

    integrations:
      rewst:
        recipe: rewst
        with: {email: a@contoso.example, internal-location: Here}
      rewst-2:
        recipe: rewst
        with: {email: b@contoso.example, internal-location: There, level-name: Rewst two, webhooks: 7}

    securityLevels:
      rewst:
        active: true
      rewst-2:
        active: true

    apiUsers:
      rewst:
        active: true
      rewst-2:
        active: true
    ");
    let levels: Vec<String> = handles.levels.values().map(ToString::to_string).collect();
    let users: Vec<String> = handles
        .api_users
        .values()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        (levels, users),
        (
            vec!["rewst".into(), "rewst-2".into()],
            vec!["rewst".into(), "rewst-2".into()]
        )
    );
}

#[test]
fn a_level_of_two_api_users_is_part_of_the_first_integration() {
    let mut portrait = tenant(TWO).unwrap();
    let id = LevelId(100);
    let name = LevelName::new("Rewst API User");
    portrait.levels.retain(|level, _| *level == id);
    for user in portrait.api_users.values_mut() {
        user.resource.level = id;
        user.level = name.clone();
    }
    let (text, _) = written(&portrait);
    insta::assert_snapshot!(text, @"
    attune: 1
    tenant: contoso

    integrations:
      rewst:
        recipe: rewst
        with: {email: a@contoso.example, internal-location: Here}

    securityLevels:
      rewst:
        active: true

    apiUsers:
      rewst:
        active: true
      rewst-integration:
        firstName: Rewst
        lastName: Integration
        email: b@contoso.example
        active: true
        securityLevel: rewst
        primaryInternalLocation: There
        integrationVendor: Rewst - Automation
    ");
    assert_eq!(read(&text).unwrap().desired.api_users.len(), 2);
}

#[test]
fn other_blocks_give_way() {
    let mut portrait = tenant(TWO).unwrap();
    // A level and an API user that have nothing to do with it, and are called like it.
    let mut level = portrait.levels[&LevelId(100)].clone();
    level.name = LevelName::new("REWST");
    level.content = None;
    portrait.levels.insert(LevelId(7), level);
    let mut user = portrait.api_users[&ResourceId(500)].clone();
    "Rewst".clone_into(&mut user.resource.first_name);
    "2".clone_into(&mut user.resource.last_name);
    user.resource.level = LevelId(7);
    user.level = LevelName::new("REWST");
    portrait.api_users.insert(ResourceId(9), user);
    let (text, handles) = written(&portrait);
    let handle = |number| handles.levels[&LevelId(number)].as_str();
    assert_eq!(
        [handle(7), handle(100), handle(101)],
        ["rewst-3", "rewst", "rewst-2"]
    );
    let users: BTreeMap<i64, &str> = handles
        .api_users
        .iter()
        .map(|(id, handle)| (id.0, handle.as_str()))
        .collect();
    assert_eq!(
        users,
        [(9, "rewst-2-2"), (500, "rewst"), (501, "rewst-2")].into()
    );
    let desired = read(&text).unwrap().desired;
    assert_eq!(
        (desired.security_levels.len(), desired.api_users.len()),
        (3, 3)
    );
}
