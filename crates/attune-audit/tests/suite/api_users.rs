//! What is said of API users.

use attune_audit::{Answer, Audit, Impersonation, Owner, Rights};
use attune_model::catalogue::{CONTACT_IMPERSONATION, RESOURCE_IMPERSONATION, cells_below};
use attune_model::{CellValue, LevelId, Reading, ResourceId, Unread};

use crate::world::{TASKY, World, handle};

#[test]
fn what_the_ledger_knows_is_told() {
    let mut world = World::new().with_tasky();
    world.api_user(91, "Old Tasky", TASKY);
    world
        .0
        .remembered
        .replaced
        .insert(handle("tasky"), [ResourceId(91)].into());
    world.api_user(92, "Some Script", TASKY);
    world.0.caller = Some(ResourceId(92));
    let tasky = world.user_of(90);
    assert_eq!(
        tasky.integration_vendor.as_deref(),
        Some("Tallman.io - Tasky")
    );
    assert_eq!(tasky.delivered.unwrap().to_string(), "2026-05-01");
    assert_eq!(
        tasky.owner,
        Owner::Block {
            handle: handle("tasky")
        }
    );
    assert_eq!(
        world.user_of(91).owner,
        Owner::Replaced {
            handle: handle("tasky")
        }
    );
    let script = world.user_of(92);
    assert_eq!((script.owner, script.is_own), (Owner::Nobody, true));
    assert_eq!(
        (script.integration_vendor, script.custom_integration),
        (None, None)
    );
}

#[test]
fn rights_come_from_rest_then_from_cells_then_from_nowhere() {
    let mut world = World::new().with_tasky();
    world.api_user(91, "Other Holder", TASKY);
    assert_eq!(world.user_of(90).rights, Rights::Unknown);
    world.saw(
        TASKY,
        "serviceDesk.objects.tickets.add",
        CellValue::Flag(true),
        2,
    );
    let Rights::Cells { sections, oldest } = world.user_of(90).rights else {
        panic!("from cells");
    };
    assert_eq!(oldest.to_string(), "2026-05-30T00:00:00Z");
    assert_eq!(sections.iter().map(|rights| rights.full).sum::<usize>(), 1);
    world.asked(90, TASKY, r#"{"Ticket": "AARN"}"#);
    // Rights follow from the level.
    for id in [90, 91] {
        let Rights::Rest { user, entities } = world.user_of(id).rights else {
            panic!("from REST");
        };
        assert_eq!((user, entities.0.len()), (ResourceId(90), 1));
    }
}

#[test]
fn rights_that_could_not_be_asked_for_are_not_none() {
    let mut world = World::new().with_tasky();
    world.asked(90, TASKY, "{}");
    world.0.effective.get_mut(&handle("asked")).unwrap().rights =
        Reading::Failed(Unread::Failed("HTTP 500".to_owned()));
    let audit = world.audit();
    assert_eq!(audit.known_api_users()[0].rights, Rights::Unknown);
    assert_eq!(
        audit.unseen[0].what,
        "what REST lets asked (resource 90) do"
    );
    assert_eq!(audit.unseen[0].why, "HTTP 500");
}

#[test]
fn it_may_act_as_people_where_a_cell_of_the_table_is_on() {
    let mut world = World::new().with_tasky();
    let may = |world: &World| {
        let user = world.user_of(90);
        let count = |Impersonation { may, on, unseen }| (may, on.len(), unseen > 0);
        (count(user.people), count(user.contacts))
    };
    assert_eq!(
        may(&world),
        ((Answer::Unknown, 0, true), (Answer::Unknown, 0, true))
    );
    for table in [RESOURCE_IMPERSONATION, CONTACT_IMPERSONATION] {
        for spec in cells_below(table) {
            world.saw(TASKY, spec.path, CellValue::Flag(false), 0);
        }
    }
    assert_eq!(
        may(&world),
        ((Answer::No, 0, false), (Answer::No, 0, false))
    );
    let view = "webServicesApi.resourceImpersonation.crm.accounts.view";
    world.saw(TASKY, view, CellValue::Flag(true), 0);
    assert_eq!(
        may(&world),
        ((Answer::Yes, 1, false), (Answer::No, 0, false))
    );
}

#[test]
fn an_audit_is_read_back_as_it_was_written() {
    let mut world = World::new().with_tasky().with_helpdesk();
    world.saw(
        TASKY,
        "serviceDesk.objects.tickets.add",
        CellValue::Flag(true),
        2,
    );
    // A word of a cell outside the catalogue may be spelt like a reach.
    world.saw(
        TASKY,
        "extra.CRM › Deals › View",
        CellValue::Word("All".to_owned()),
        2,
    );
    world.asked(90, TASKY, r#"{"Ticket": "AARN"}"#);
    let audit = world.audit();
    let text = serde_json::to_string(&audit).unwrap();
    assert_eq!(serde_json::from_str::<Audit>(&text).unwrap(), audit);
    assert!(text.starts_with("{\"format_version\":1,\"tenant\":\"contoso\",\"database\":7,"));
    assert_eq!(audit.level(LevelId(TASKY)).unwrap().cells.len(), 2);
}
