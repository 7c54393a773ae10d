//! What is found, and what is not.

use attune_audit::RULES;
use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN, LicenseType};
use attune_model::{CellValue, Date, ResourceId, Scope};

use crate::world::{ADMINISTRATOR, API_SYSTEM, HELPDESK, TASKY, World, handle};

/// What is found, without what is found in every world and without what nobody has seen.
fn found(world: &World) -> String {
    let all = world.findings();
    let expected = ["administrators: ", "unknown-cells: "];
    let lines = all
        .lines()
        .filter(|line| !expected.iter().any(|rule| line.starts_with(rule)));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn rules_have_ids_of_their_own() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(
        ids,
        [
            "api-user-on-system-level",
            "reads-everything",
            "wide-level",
            "administrator-impersonable",
            "people-can-login",
            "replaced-api-user-active",
            "unmanaged-api-user",
            "shared-api-level",
            "old-credentials",
            "administrators",
            "inactive-level-held",
            "level-of-inactive-api-users",
            "unheld-level",
            "unknown-cells",
            "old-cells",
        ]
    );
}

#[test]
fn a_tenant_in_order_has_administrators() {
    let world = World::new();
    assert_eq!(
        world.findings(),
        "administrators: the tenant: 1 active person is an administrator: Ada Admin <ada@contoso.example>\n"
    );
    let mut world = World::new().with_tasky();
    world.person(2, "Bob Boss", ADMINISTRATOR).active = false;
    world.person(3, "Cleo Chief", TASKY).license_type = LicenseType::Administrator;
    world.person(4, "Autotask Administrator", ADMINISTRATOR);
    let findings = world.findings();
    assert!(
        findings.contains(
            "2 active people are administrators: Ada Admin <ada@contoso.example>, Cleo Chief <cleo@contoso.example>\n"
        ),
        "{findings}"
    );
}

#[test]
fn api_users_on_system_levels_and_unknown_ones() {
    let mut world = World::new();
    world.api_user(91, "Full Sync", API_SYSTEM);
    world.api_user(92, "Gone Sync", API_SYSTEM).active = false;
    world.0.caller = Some(ResourceId(91));
    insta::assert_snapshot!(found(&world), @r#"
    api-user-on-system-level: API user Full Sync <full@contoso.example>: holds "API User (system)", a system level
    unmanaged-api-user: API user Full Sync <full@contoso.example>: is active, and attune neither made nor took it over; attune itself signs in with it
    "#);
}

#[test]
fn levels_of_api_users() {
    let mut world = World::new().with_tasky();
    assert_eq!(found(&world), "");
    world.api_user(91, "Second Sync", TASKY);
    world.own_user(91, "second", None);
    world.level(70, "Left over");
    world.api_user(93, "Retired Sync", 70).active = false;
    world.level(71, "Nobody's");
    world.level(72, "Switched off").active = false;
    insta::assert_snapshot!(found(&world), @r#"
    shared-api-level: security level "Tasky API": 2 API users share it: Tasky Integration <tasky@contoso.example>, Second Sync <second@contoso.example>
    level-of-inactive-api-users: security level "Left over": is active, and only 1 inactive API user holds it
    unheld-level: security level "Nobody's": nobody holds it
    "#);
}

#[test]
fn an_inactive_level_in_use() {
    let mut world = World::new().with_helpdesk();
    world.level(HELPDESK, "").active = false;
    assert_eq!(
        found(&world),
        "inactive-level-held: security level \"Helpdesk\": is inactive, and 1 active user holds it\n"
    );
    world.person(2, "Tess Turner", HELPDESK).active = false;
    assert_eq!(found(&world), "");
}

#[test]
fn a_replaced_api_user_and_old_credentials() {
    let mut world = World::new().with_tasky();
    world.api_user(91, "Old Tasky", API_SYSTEM);
    world
        .0
        .remembered
        .replaced
        .insert(handle("tasky"), [ResourceId(91)].into());
    world.own_user(90, "tasky", Some(Date::constant(2025, 5, 31)));
    insta::assert_snapshot!(found(&world), @r#"
    api-user-on-system-level: API user Old Tasky <old@contoso.example>: holds "API User (system)", a system level
    replaced-api-user-active: API user Old Tasky <old@contoso.example>: is active, and tasky has another API user now
    old-credentials: API user Tasky Integration <tasky@contoso.example>: has credentials that were delivered on 2025-05-31, 366 days ago
    "#);
    world.api_user(91, "", API_SYSTEM).active = false;
    world.own_user(90, "tasky", Some(Date::constant(2025, 6, 1)));
    assert_eq!(found(&world), "");
}

#[test]
fn flags_on_levels_of_people() {
    let mut world = World::new().with_helpdesk();
    world.person(2, "", HELPDESK).license_type = LicenseType::Administrator;
    world.saw(HELPDESK, ALLOW_IMPERSONATION, CellValue::Flag(true), 1);
    world.saw(HELPDESK, CAN_LOGIN, CellValue::Flag(true), 1);
    insta::assert_snapshot!(found(&world), @r#"
    administrator-impersonable: security level "Helpdesk": allows to act as its holders, and administrators hold it: Tess Turner
    people-can-login: security level "Helpdesk": lets 1 active person sign in to the API
    "#);
    world.saw(HELPDESK, ALLOW_IMPERSONATION, CellValue::Flag(false), 1);
    world.saw(HELPDESK, CAN_LOGIN, CellValue::Flag(false), 1);
    assert_eq!(found(&world), "");
}

#[test]
fn a_level_that_gives_all_that_was_seen() {
    let mut world = World::new().with_helpdesk();
    world.saw(
        HELPDESK,
        "crm.objects.contacts.view",
        CellValue::Scope(Scope::All),
        1,
    );
    // Too little was seen.
    assert_eq!(found(&world), "");
    world.saw_all(HELPDESK, false);
    let findings = found(&world);
    assert!(
        findings.starts_with("wide-level: security level \"Helpdesk\": all "),
        "{findings}"
    );
    assert!(
        findings.contains("rights that were seen are as wide as they can be"),
        "{findings}"
    );
    world.saw(
        HELPDESK,
        "serviceDesk.objects.tickets.view",
        CellValue::Scope(Scope::Mine),
        1,
    );
    assert!(!found(&world).contains("wide-level"));
}

#[test]
fn an_api_user_that_reads_everything() {
    let mut world = World::new().with_tasky();
    world.asked(90, TASKY, r#"{"Ticket": "AARN", "Company": "NANN"}"#);
    assert_eq!(
        found(&world),
        "reads-everything: API user Tasky Integration <tasky@contoso.example>: may read every record of all 2 entities\n"
    );
    world.asked(90, TASKY, r#"{"Ticket": "AARN", "Company": "NRNN"}"#);
    assert_eq!(found(&world), "");
    world.asked(90, TASKY, "{}");
    assert_eq!(found(&world), "");
}

#[test]
fn what_nobody_saw_and_what_was_seen_long_ago() {
    let mut world = World::new().with_helpdesk();
    let cells = |world: &World| {
        let findings = world.findings();
        let mut lines = findings.lines().filter(|line| line.contains("-cells"));
        lines.next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        cells(&world),
        "unknown-cells: security level \"Helpdesk\": nobody has seen what it contains"
    );
    world.saw(HELPDESK, CAN_LOGIN, CellValue::Flag(false), 30);
    let one = cells(&world);
    assert!(
        one.starts_with("unknown-cells: security level \"Helpdesk\": 1 cell is known, "),
        "{one}"
    );
    world.saw_all(HELPDESK, false);
    world.saw(HELPDESK, CAN_LOGIN, CellValue::Flag(false), 31);
    world.saw(HELPDESK, "other.webhooks.maximum", CellValue::Number(10), 1);
    assert_eq!(
        cells(&world),
        "old-cells: security level \"Helpdesk\": a cell of it was last seen 31 days ago, at 2026-05-01T00:00:00Z"
    );
}
