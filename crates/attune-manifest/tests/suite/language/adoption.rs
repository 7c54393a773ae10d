//! `was` and `adopt`.

use super::rules;
use crate::read;

#[test]
fn what_is_there_already() {
    let text = "attune: 1
tenant: contoso
securityLevels:
  a: {name: New, was: \"Old  (API-only)\", adopt: true}
  b: {name: Other}
apiUsers:
  u: {firstName: A, lastName: B, email: a@contoso.example, securityLevel: API User (system), adopt: true}
";
    let desired = read(text).unwrap().desired;
    let levels: Vec<(Option<&str>, bool)> = desired
        .security_levels
        .values()
        .map(|level| {
            (
                level.was.as_ref().map(attune_model::LevelName::as_str),
                level.adopt,
            )
        })
        .collect();
    assert_eq!(levels, [(Some("Old"), true), (None, false)]);
    assert!(desired.api_users.values().all(|user| user.adopt));
}

#[test]
fn an_old_name_is_one_of_ones_own() {
    assert_eq!(
        rules("securityLevels: {a: {name: New, was: Manager (system), adopt: yes}}\n"),
        ["system-mark 3:38", "boolean-word 3:63"]
    );
}
