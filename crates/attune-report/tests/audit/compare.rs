//! What people read of comparisons.

use attune_audit::{audit, compare_levels, compare_tenants};
use attune_model::{CellValue, LevelId, Observed, Reading, ResourceId, Scope, Unread};
use attune_report::audit::compare::{levels_markdown, levels_text, tenants_markdown, tenants_text};
use attune_report::text::TextOptions;

use crate::world::{audited, handle, level, now, observed};

const TICKETS: &str = "serviceDesk.objects.tickets.view";

fn levels() -> attune_audit::LevelComparison {
    let contacts = ("crm.objects.contacts.view", CellValue::Scope(Scope::All));
    let a = [(TICKETS, CellValue::Scope(Scope::Mine)), contacts.clone()];
    let b = [
        (TICKETS, CellValue::Scope(Scope::All)),
        contacts,
        ("webServicesApi.canLogin", CellValue::Flag(false)),
    ];
    compare_levels(&level("Helpdesk", &a), &level("Second Line", &b))
}

/// Another tenant: other numbers, one level more, one cell otherwise.
fn fabrikam() -> Observed {
    let mut observed = observed();
    let Reading::Read(levels) = &mut observed.levels else {
        panic!("levels are read");
    };
    levels.insert(LevelId(60), level("Second Line", &[]));
    levels.insert(
        LevelId(50),
        level("Tasky API", &[(TICKETS, CellValue::Scope(Scope::Mine))]),
    );
    let Reading::Read(resources) = &mut observed.resources else {
        panic!("resources are read");
    };
    resources.remove(&ResourceId(91));
    resources.get_mut(&ResourceId(90)).unwrap().active = false;
    observed
}

#[test]
fn levels_for_a_terminal() {
    insta::assert_snapshot!(levels_text(&levels(), &TextOptions::default()), @r#"
    Comparison of "Helpdesk" with "Second Line"

    The levels
      "Helpdesk": custom, active
        cells  the oldest seen at 2026-05-30T08:00:00Z
      "Second Line": custom, active
        cells  the oldest seen at 2026-05-30T08:00:00Z

    Differs
      Service Desk > Object Permissions > Tickets > View: Mine | All

    Seen on one side only
      Web Services API > Feature Access > Can login to Web Services API: ? | off

    1 cell differs, 1 is the same, 85 are unknown.
    "#);
}

#[test]
fn all_cells_are_shown_in_full() {
    let options = TextOptions {
        full: true,
        ..TextOptions::default()
    };
    let text = levels_text(&levels(), &options);
    assert!(
        text.contains("\nThe same\n  CRM > Object Permissions > Contacts > View: All\n"),
        "{text}"
    );
    assert!(text.contains("\nUnknown on both sides\n"), "{text}");
    assert!(text.lines().count() > levels().counts.unknown);
}

#[test]
fn levels_as_markdown() {
    insta::assert_snapshot!(levels_markdown(&levels()), @r#"
    ## attune: Comparison of "Helpdesk" with "Second Line"

    **1 cell differs, 1 is the same, 85 are unknown.**

    ### The levels

    - "Helpdesk": custom, active
      - cells: the oldest seen at 2026-05-30T08:00:00Z
    - "Second Line": custom, active
      - cells: the oldest seen at 2026-05-30T08:00:00Z

    ### Differs

    - Service Desk &gt; Object Permissions &gt; Tickets &gt; View: Mine \| All

    ### Seen on one side only

    - Web Services API &gt; Feature Access &gt; Can login to Web Services API: ? \| off
    "#);
}

#[test]
fn tenants_for_a_terminal() {
    let other = audit(&handle("fabrikam"), &fabrikam(), now());
    let comparison = compare_tenants(&audited(), &other);
    insta::assert_snapshot!(tenants_text(&comparison, &TextOptions::default()), @"
    Comparison of contoso at 2026-06-01T00:00:00Z with fabrikam at 2026-06-01T00:00:00Z

    Levels of fabrikam at 2026-06-01T00:00:00Z only
      Second Line

    Levels that differ
      Tasky API
        held by  1 active, 0 inactive | 0 active, 1 inactive
        cells    1 cell differs, 0 are the same, 138 are unknown
        - Service Desk > Object Permissions > Tickets > View: All | Mine

    Levels of which no difference was seen
      API User (system)
        held by  1 active, 0 inactive | 0 active, 0 inactive
        cells    0 cells differ, 0 are the same, 139 are unknown
      Helpdesk
        held by  1 active, 1 inactive | 1 active, 1 inactive
        cells    0 cells differ, 1 is the same, 87 are unknown
      System Administrator (system)
        held by  1 active, 0 inactive | 1 active, 0 inactive
        cells    0 cells differ, 0 are the same, 88 are unknown

    API users of contoso at 2026-06-01T00:00:00Z only
      Full Sync <full@contoso.example>

    API users that differ
      Tasky Integration <tasky@contoso.example>
        - Active: on | off
        - Security Level: Tasky API
        - Integration Vendor: Tallman.io - Tasky
        - Internal Integration Name: ?
        - May act as people: on | ?
        - May act as contacts: ?

    1 level that differs and 1 on one side only; 1 API user that differs and 1 on one side only.
    ");
    let markdown = tenants_markdown(&comparison);
    assert!(
        markdown.contains("### Levels that differ\n\n- Tasky API\n"),
        "{markdown}"
    );
}

#[test]
fn what_could_not_be_read_is_not_compared() {
    let mut other = fabrikam();
    other.resources = Reading::Failed(Unread::Refused("not allowed".to_owned()));
    let other = audit(&handle("fabrikam"), &other, now());
    let text = tenants_text(
        &compare_tenants(&audited(), &other),
        &TextOptions::default(),
    );
    let could_not = "What could not be read of fabrikam at 2026-06-01T00:00:00Z\n! people and API users: not allowed\n";
    assert!(text.contains(could_not), "{text}");
    assert!(
        text.ends_with("; API users that differ: not compared.\n"),
        "{text}"
    );
}
