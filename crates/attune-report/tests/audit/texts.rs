//! What people read of an audit.

use attune_audit::audit;
use attune_model::{Reading, Unread};
use attune_report::audit::{markdown, text};
use attune_report::text::TextOptions;

use crate::world::{audited, handle, now, observed};

#[test]
fn a_terminal_shows_findings_users_levels_and_people() {
    insta::assert_snapshot!(text(&audited(), &TextOptions::default()), @r#"
    Audit of contoso (database 7, America East) at 2026-06-01T00:00:00Z

    Score
      68 of 100
        unknown cells  223 of 227 on custom levels

    Findings
    ! api-user-on-system-level
        why  A system level gives an integration about everything and cannot be narrowed: whoever gets hold of its key and
             secret has all of it.
        do   Copy the level, leave the copy what the vendor's guide asks for, and give the copy to the API user.
        - API user Full Sync <full@contoso.example>: holds "API User (system)", a system level
    ! unmanaged-api-user
        why  No manifest says what it is for and what it may do, and nobody sees when that changes.
        do   Find out whose it is. Write a block with `adopt` for it, or inactivate it.
        - API user Full Sync <full@contoso.example>: is active, and attune neither made nor took it over; attune itself
          signs in with it
    ! administrators
        why  Administrators can give themselves and others every right, and make API users.
        do   Check that each of them needs it. At least two should stay, so that one can be away.
        - the tenant: 1 active person is an administrator: Ada Admin <ada@contoso.example>
    ! unknown-cells
        why  Nobody can say what its holders may do, and a change of it goes unnoticed.
        do   Capture the level with `attune capture`.
        - security level "Tasky API": 3 cells are known, 136 are unknown
        - security level "Helpdesk": 1 cell is known, 87 are unknown

    API users
      Tasky Integration <tasky@contoso.example>, active
        level             "Tasky API"
        vendor            Tallman.io - Tasky
        whose             attune's, block tasky
        credentials       delivered on 2026-05-01
        protected data    viewUnprotected
        acts as people    yes: Tickets (View, Add); 42 cells are unknown
        acts as contacts  unknown: 5 cells are unknown
        may do            by the cells of its level that were seen, the oldest at 2026-05-30T08:00:00Z:
        - Service Desk: 1 full, 0 in part, 0 nothing, 23 unknown
        - Web Services API: 2 full, 0 in part, 0 nothing, 48 unknown
      Full Sync <full@contoso.example>, active; attune itself signs in with it
        level             "API User (system)"
        vendor            unknown
        whose             not attune's
        acts as people    unknown: 44 cells are unknown
        acts as contacts  unknown: 5 cells are unknown
        may do            REST says: of 2 entities reads 2 (1 in part), creates 1, updates 1 (1 in part), deletes 0

    Security levels
      "API User (system)": system, API-only, active
        held by  1 active, 0 inactive
        cells    0 known, 139 unknown
        whose    not attune's
      "System Administrator (system)": system, for people, active
        held by  1 active, 0 inactive
        cells    0 known, 88 unknown
        whose    not attune's
      "Tasky API": custom, API-only, active
        held by  1 active, 0 inactive
        cells    3 known, 136 unknown, the oldest seen at 2026-05-30T08:00:00Z
        whose    attune's, block tasky-api
        - Service Desk: 1 full, 0 in part, 0 nothing, 23 unknown
        - Web Services API: 2 full, 0 in part, 0 nothing, 48 unknown
      "Helpdesk": custom, for people, active
        held by  1 active, 1 inactive
        cells    1 known, 87 unknown, the oldest seen at 2026-05-30T08:00:00Z
        whose    not attune's
        - Web Services API: 1 full, 0 in part, 0 nothing, 1 unknown

    Who can be acted as
      yes: the box is on
        - "Helpdesk", 1 active person
      unknown: nobody has seen the box (by the help it is off on system levels)
        - "System Administrator (system)", 1 active person

    People
      level "System Administrator (system)"
        - Ada Admin <ada@contoso.example>, Administrator
      level "Helpdesk"
        - Tess Turner <tess@contoso.example>, Professional
        - Sam Okafor <sam@contoso.example>, Professional, inactive

    4 levels, 2 API users, 3 people; 5 findings.
    "#);
}

#[test]
fn what_could_not_be_read_is_said_first() {
    let mut observed = observed();
    observed.levels = Reading::Failed(Unread::Refused("not allowed".to_owned()));
    let audit = audit(&handle("contoso"), &observed, now());
    let text = text(&audit, &TextOptions::default());
    let head: Vec<&str> = text.lines().take(4).collect();
    assert_eq!(
        head[2..],
        ["What could not be read", "! security levels: not allowed"]
    );
    assert!(
        text.ends_with("\nlevels unknown, 2 API users, 3 people; 2 findings.\n"),
        "{text}"
    );
    assert!(
        text.contains("\nScore\n  unknown, since not all could be read\n\n"),
        "{text}"
    );
    assert!(!text.contains("Security levels\n"));
}

#[test]
fn markdown_says_the_same() {
    insta::assert_snapshot!(markdown(&audited()), @r#"
    ## attune: Audit of contoso (database 7, America East) at 2026-06-01T00:00:00Z

    **4 levels, 2 API users, 3 people; 5 findings.**

    ### Score

    - 68 of 100
      - unknown cells: 223 of 227 on custom levels

    ### Findings

    - :warning: api-user-on-system-level
      - why: A system level gives an integration about everything and cannot be narrowed: whoever gets hold of its key and secret has all of it.
      - do: Copy the level, leave the copy what the vendor's guide asks for, and give the copy to the API user.
      - API user Full Sync &lt;full@contoso.example&gt;: holds "API User (system)", a system level
    - :warning: unmanaged-api-user
      - why: No manifest says what it is for and what it may do, and nobody sees when that changes.
      - do: Find out whose it is. Write a block with \`adopt\` for it, or inactivate it.
      - API user Full Sync &lt;full@contoso.example&gt;: is active, and attune neither made nor took it over; attune itself signs in with it
    - :warning: administrators
      - why: Administrators can give themselves and others every right, and make API users.
      - do: Check that each of them needs it. At least two should stay, so that one can be away.
      - the tenant: 1 active person is an administrator: Ada Admin &lt;ada@contoso.example&gt;
    - :warning: unknown-cells
      - why: Nobody can say what its holders may do, and a change of it goes unnoticed.
      - do: Capture the level with \`attune capture\`.
      - security level "Tasky API": 3 cells are known, 136 are unknown
      - security level "Helpdesk": 1 cell is known, 87 are unknown

    ### API users

    - Tasky Integration &lt;tasky@contoso.example&gt;, active
      - level: "Tasky API"
      - vendor: Tallman.io - Tasky
      - whose: attune's, block tasky
      - credentials: delivered on 2026-05-01
      - protected data: viewUnprotected
      - acts as people: yes: Tickets (View, Add); 42 cells are unknown
      - acts as contacts: unknown: 5 cells are unknown
      - may do: by the cells of its level that were seen, the oldest at 2026-05-30T08:00:00Z:
      - Service Desk: 1 full, 0 in part, 0 nothing, 23 unknown
      - Web Services API: 2 full, 0 in part, 0 nothing, 48 unknown
    - Full Sync &lt;full@contoso.example&gt;, active; attune itself signs in with it
      - level: "API User (system)"
      - vendor: unknown
      - whose: not attune's
      - acts as people: unknown: 44 cells are unknown
      - acts as contacts: unknown: 5 cells are unknown
      - may do: REST says: of 2 entities reads 2 (1 in part), creates 1, updates 1 (1 in part), deletes 0

    ### Security levels

    - "API User (system)": system, API-only, active
      - held by: 1 active, 0 inactive
      - cells: 0 known, 139 unknown
      - whose: not attune's
    - "System Administrator (system)": system, for people, active
      - held by: 1 active, 0 inactive
      - cells: 0 known, 88 unknown
      - whose: not attune's
    - "Tasky API": custom, API-only, active
      - held by: 1 active, 0 inactive
      - cells: 3 known, 136 unknown, the oldest seen at 2026-05-30T08:00:00Z
      - whose: attune's, block tasky-api
      - Service Desk: 1 full, 0 in part, 0 nothing, 23 unknown
      - Web Services API: 2 full, 0 in part, 0 nothing, 48 unknown
    - "Helpdesk": custom, for people, active
      - held by: 1 active, 1 inactive
      - cells: 1 known, 87 unknown, the oldest seen at 2026-05-30T08:00:00Z
      - whose: not attune's
      - Web Services API: 1 full, 0 in part, 0 nothing, 1 unknown

    ### Who can be acted as

    - yes: the box is on
      - "Helpdesk", 1 active person
    - unknown: nobody has seen the box (by the help it is off on system levels)
      - "System Administrator (system)", 1 active person

    ### People

    - level "System Administrator (system)"
      - Ada Admin &lt;ada@contoso.example&gt;, Administrator
    - level "Helpdesk"
      - Tess Turner &lt;tess@contoso.example&gt;, Professional
      - Sam Okafor &lt;sam@contoso.example&gt;, Professional, inactive
    "#);
}
