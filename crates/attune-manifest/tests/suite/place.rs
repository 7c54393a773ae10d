//! From the planner's places back to the text.

use attune_manifest::render;
use attune_model::{Place, Problem, ProblemKind};

use crate::{FULL, read};

fn at(place: &str) -> String {
    let manifest = read(FULL).ok();
    manifest
        .and_then(|manifest| manifest.locate(&Place(place.to_owned())))
        .map_or_else(|| "nowhere".to_owned(), |location| location.to_string())
}

#[test]
fn keys_and_entries_have_places() {
    assert_eq!(at("tenant"), "attune.yaml:3:9");
    assert_eq!(at("securityLevels.tasky-api"), "attune.yaml:10:3");
    assert_eq!(at("securityLevels.tasky-api.copyOf"), "attune.yaml:12:13");
    assert_eq!(
        at("impersonation.tasky-users.levelsHeldBy.emails[0]"),
        "attune.yaml:43:29"
    );
    assert_eq!(at("checks.tasky-note.actsAs"), "attune.yaml:61:13");
}

#[test]
fn a_place_that_is_not_written_is_where_its_block_is() {
    let tickets =
        "securityLevels.tasky-api.webServicesApi.resourceImpersonation.serviceDesk.tickets.view";
    assert_eq!(at(tickets), "attune.yaml:19:22");
    assert_eq!(
        at("impersonation.tasky-users.levelsHeldBy.emails[7]"),
        "attune.yaml:43:20"
    );
    assert_eq!(at("apiUsers.other.email"), "attune.yaml:47:1");
    assert_eq!(at("elsewhere"), "nowhere");
    assert_eq!(at(""), "nowhere");
}

#[test]
fn a_problem_is_shown_at_its_place() {
    let problem = Problem {
        place: Place("apiUsers.tasky.integrationVendor".to_owned()),
        kind: ProblemKind::UnknownVendor,
        message: "this tenant's list has no vendor `Tallman.io - Tasky`".to_owned(),
        help: "copy the label from the list in Autotask".to_owned(),
    };
    let diagnostic = read(FULL).unwrap().diagnose(&problem);
    assert_eq!(diagnostic.rule, "unknown-vendor");
    insta::assert_snapshot!(render(&[diagnostic], false), @r"
    error[unknown-vendor]: this tenant's list has no vendor `Tallman.io - Tasky`
      --> attune.yaml:55:24
       |
    55 |     integrationVendor: Tallman.io - Tasky
       |                        ^^^^^^^^^^^^^^^^^^ not in this tenant
       |
       = help: copy the label from the list in Autotask
    ");
}

#[test]
fn a_problem_of_the_tenant_has_no_place() {
    let problem = Problem {
        place: Place(String::new()),
        kind: ProblemKind::WrongTenant,
        message: "the connection leads to database 7, and the ledger is of database 5".to_owned(),
        help: "check the connection".to_owned(),
    };
    let diagnostic = read(FULL).unwrap().diagnose(&problem);
    assert_eq!(diagnostic.location, None);
    insta::assert_snapshot!(render(&[diagnostic], false), @r"
    error[wrong-tenant]: the connection leads to database 7, and the ledger is of database 5
     |
     = help: check the connection
    ");
}
