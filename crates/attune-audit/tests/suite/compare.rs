//! Levels against levels, tenants against tenants.

use attune_audit::{
    ApiUsersComparison, Counts, LevelComparison, LevelsComparison, Verdict, compare_levels,
    compare_tenants,
};
use attune_model::{CellValue, Reading, Scope, Unread};

use crate::world::{HELPDESK, TASKY, World};

const TICKETS: &str = "serviceDesk.objects.tickets.view";

/// Every cell of which something is known, one line each.
fn known(comparison: &LevelComparison) -> String {
    let word = |value: &Option<attune_audit::Value>| {
        value.as_ref().map_or("?".to_owned(), ToString::to_string)
    };
    let lines = comparison.cells.iter().filter_map(|cell| {
        let verdict = match &cell.verdict {
            Verdict::Same { value } => format!("same {value}"),
            Verdict::Differs { a, b } => format!("{a} | {b}"),
            Verdict::Unknown { a: None, b: None } => return None,
            Verdict::Unknown { a, b } => format!("{} | {}", word(a), word(b)),
        };
        Some(format!("{}: {verdict}\n", cell.cell))
    });
    lines.collect()
}

#[test]
fn cells_are_the_same_different_or_unknown() {
    let mut world = World::new().with_helpdesk();
    world.level(53, "Second Line");
    for (level, reach) in [(HELPDESK, Scope::Mine), (53, Scope::All)] {
        world.saw(level, TICKETS, CellValue::Scope(reach), 0);
        world.saw(
            level,
            "crm.objects.contacts.view",
            CellValue::Scope(Scope::All),
            0,
        );
    }
    world.saw(
        HELPDESK,
        "extra.CRM › Deals › View",
        CellValue::Word("Few".to_owned()),
        0,
    );
    world.saw(53, "webServicesApi.canLogin", CellValue::Flag(false), 0);
    let comparison = compare_levels(
        &world.level(HELPDESK, "").clone(),
        &world.level(53, "").clone(),
    );
    insta::assert_snapshot!(known(&comparison), @r"
    crm.objects.contacts.view: same All
    serviceDesk.objects.tickets.view: Mine | All
    webServicesApi.canLogin: ? | off
    extra.CRM › Deals › View: Few | ?
    ");
    let Counts {
        same,
        differs,
        unknown,
    } = comparison.counts;
    assert_eq!((same, differs), (1, 1));
    assert_eq!(same + differs + unknown, comparison.cells.len());
}

fn compared(a: &World, b: &World) -> (LevelsComparison, ApiUsersComparison) {
    let compared = compare_tenants(&a.audit(), &b.audit());
    (compared.levels.unwrap(), compared.api_users.unwrap())
}

#[test]
fn tenants_are_compared_by_names_whatever_the_numbers() {
    let mut a = World::new().with_tasky().with_helpdesk();
    let mut b = World::new().with_tasky();
    b.0.tenant.database = 8;
    b.level(152, "Helpdesk");
    b.level(153, "Second Line");
    a.saw(HELPDESK, TICKETS, CellValue::Scope(Scope::Mine), 0);
    b.saw(152, TICKETS, CellValue::Scope(Scope::All), 0);
    b.api_user(91, "New Sync", TASKY);
    b.api_user(90, "", TASKY).email = "TASKY@contoso.example".to_owned();
    let (levels, users) = compared(&a, &b);
    assert!(levels.only_a.is_empty());
    assert_eq!(levels.only_b[0].as_str(), "Second Line");
    let names: Vec<&str> = levels
        .both
        .iter()
        .map(|level| level.a.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "API User (system)",
            "Helpdesk",
            "System Administrator (system)",
            "Tasky API"
        ]
    );
    assert_eq!(
        known(&levels.both[1]),
        "serviceDesk.objects.tickets.view: Mine | All\n"
    );
    assert_eq!(levels.both[1].a.holders.unwrap().active, 1);
    assert_eq!(levels.both[1].b.holders.unwrap().active, 0);
    assert_eq!(users.only_b[0].name, "New Sync");
    let [tasky] = users.both.as_slice() else {
        panic!("one of both");
    };
    let fields: Vec<String> = tasky
        .fields
        .iter()
        .map(|field| match &field.verdict {
            Verdict::Same { value } => format!("{}: same {value}", field.field),
            Verdict::Differs { a, b } => format!("{}: {a} | {b}", field.field),
            Verdict::Unknown { .. } => format!("{}: ?", field.field),
        })
        .collect();
    assert_eq!(
        fields,
        [
            "Active: same on",
            "Security Level: same Tasky API",
            "Integration Vendor: same Tallman.io - Tasky",
            "Internal Integration Name: ?",
            "May act as people: ?",
            "May act as contacts: ?",
        ]
    );
}

#[test]
fn a_system_level_is_not_a_custom_one_of_its_name() {
    let a = World::new();
    let mut b = World::new();
    b.level(33, "").system = false;
    let (levels, _) = compared(&a, &b);
    assert_eq!(
        (levels.only_a.len(), levels.only_b.len(), levels.both.len()),
        (1, 1, 1)
    );
}

#[test]
fn what_could_not_be_read_is_not_compared() {
    let a = World::new();
    let mut b = World::new();
    b.0.levels = Reading::Failed(Unread::Refused("not allowed".to_owned()));
    let compared = compare_tenants(&a.audit(), &b.audit());
    assert_eq!(compared.levels, None);
    assert!(compared.api_users.is_some());
    assert_eq!(compared.b.unseen[0].what, "security levels");
}
