//! The checklist of forms, boxes and rows outside the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{ALLOW_IMPERSONATION, ProtectedData};
use attune_model::{
    ApiUserForm, ApiUserRef, CellId, CellValue, Change, CredentialSink, ExecSink, Field,
    FieldChange, FieldState, FieldValue, Proof, Scope, Tracking,
};

use crate::plans::{ada, entry, form, handle, id, level, seen, step, table, unknown};

#[test]
fn every_field_of_the_form_stands_where_the_page_has_it() {
    let some = |text: &str| Some(text.to_owned());
    let whole = ApiUserForm {
        middle_name: some("Slack"),
        email_type: some("Primary"),
        locked: Some(false),
        date_format: some("yyyy-MM-dd"),
        time_format: some("HH:mm"),
        number_format: some("X,XXX.XX"),
        primary_internal_location: some("Head office"),
        key: some("tasky-prod"),
        tracking: Tracking::Custom("My own script".to_owned()),
        lines_of_business: Some(BTreeSet::from([
            "Managed services".to_owned(),
            "R&D".to_owned(),
        ])),
        views_unassigned: Some(true),
        ..form()
    };
    let create = step(
        "api-user/tasky",
        Change::CreateApiUser {
            handle: handle("tasky"),
            form: Box::new(whole),
            credentials: CredentialSink::File("tasky.json".into()),
            replaces: None,
        },
    );
    insta::assert_snapshot!(table(create), @r#"
    On the page | Now | Set to |
    First Name |  | **Tasky** |
    Middle Name |  | **Slack** |
    Last Name |  | **Integration** |
    Email Address |  | **psa@contoso.example** |
    Email Type |  | **Primary** |
    Active |  | **ticked** |
    Locked |  | **not ticked** |
    Security Level |  | **Tasky API** (number 60) |
    Date Format |  | **yyyy-MM-dd** |
    Time Format |  | **HH:mm** |
    Number Format |  | **X,XXX.XX** |
    Primary Internal Location |  | **Head office** |
    Username (Key) |  | type **tasky-prod**, the domain stays |
    Password (Secret) |  | press Generate Secret |
    API Tracking Identifier > Custom (Internal Integration) > Internal Integration Name |  | **My own script** |
    Line of Business > Associated |  | **Managed services, R&amp;D** |
    Line of Business > Resource can view items with no assigned Line of Business |  | **ticked** |
    "#);
}

#[test]
fn a_command_of_the_manifest_stays_code_and_an_empty_field_is_said_to_be() {
    let part = |text: &str| text.to_owned();
    let create = step(
        "api-user/tasky",
        Change::CreateApiUser {
            handle: handle("tasky"),
            form: Box::new(ApiUserForm {
                middle_name: Some(String::new()),
                ..form()
            }),
            credentials: CredentialSink::Exec(ExecSink {
                store: vec![part("put"), part("a`*b*`"), part("c\n# d")],
                fetch: None,
                name: part("tasky"),
            }),
            replaces: None,
        },
    );
    let text = entry(create);
    assert!(
        text.contains("on the standard input of ``put a`*b*` c # d``; or"),
        "{text}"
    );
    assert!(text.contains("| Middle Name |  | **empty** |"), "{text}");
}

#[test]
fn fields_that_only_the_form_has_are_proven_there() {
    let none = FieldValue::List(BTreeSet::new());
    let update = step(
        "api-user/tasky/fields",
        Change::UpdateApiUser {
            handle: handle("tasky"),
            user: ada(),
            fields: BTreeMap::from([
                (
                    Field::LinesOfBusiness,
                    FieldChange {
                        before: FieldState::Unknown,
                        after: none,
                    },
                ),
                (
                    Field::Locked,
                    FieldChange {
                        before: FieldState::Known(FieldValue::Flag(true)),
                        after: FieldValue::Flag(false),
                    },
                ),
                (
                    Field::MiddleName,
                    FieldChange {
                        before: FieldState::Known(FieldValue::Text(String::new())),
                        after: FieldValue::Text("Slack".to_owned()),
                    },
                ),
            ]),
            tracking: None,
        },
    );
    insta::assert_snapshot!(entry(update), @r"
    - [ ] **1. update API user Ada \| &lt;b&gt;Lovelace&lt;/b&gt; &lt;ada\_l@contoso.example&gt;** (step api-user/tasky/fields)

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > Edit

      1. Open the API user **Ada \| &lt;b&gt;Lovelace&lt;/b&gt;** (ada\_l@contoso.example, number 30) for editing.
      2. Set these values, leave key, secret and tracking identifier alone, and save.

      | On the page | Now | Set to |
      |---|---|---|
      | Middle Name | empty | **Slack** |
      | Locked | ticked | **not ticked** |
      | Line of Business > Associated | unknown | **no entry** |

      Limits of the page:

      - Security Level offers active API-only levels only.

      attune checks afterwards:

      - REST reports each of the other fields.
      - REST does not show Associated, Locked: what you see when you open the form again is the only proof.

      Best proof within reach: rest-fact.
    ");
}

#[test]
fn the_four_boxes_of_an_api_user_are_set_in_its_row() {
    let mut boxes = step(
        "api-user/tasky/protected-data",
        Change::SetProtectedData {
            handle: handle("tasky"),
            user: ApiUserRef::Planned {
                step: id("api-user/tasky"),
                name: "Tasky Integration".to_owned(),
                email: "psa@contoso.example".to_owned(),
            },
            before: None,
            after: BTreeSet::from([ProtectedData::ViewProtected, ProtectedData::ViewUnprotected]),
        },
    );
    boxes.proof = Proof::ConsoleReread;
    insta::assert_snapshot!(entry(boxes), @"
    - [ ] **1. set the protected data permission of API user Tasky Integration &lt;psa@contoso.example&gt;** (step api-user/tasky/protected-data)

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Security > Protected Data Permission

      1. Find the row of **Tasky Integration** (made by step api-user/tasky).
      2. Set its four boxes, the widest first, leave all other rows alone, and save.
      3. Open the page again and compare the row with the table.

      | On the page | Now | Set to |
      |---|---|---|
      | Tasky Integration > Edit Protected Data | unknown | **not ticked** |
      | Tasky Integration > View Protected Data | unknown | **ticked** |
      | Tasky Integration > Edit Unprotected Data | unknown | **not ticked** |
      | Tasky Integration > View Unprotected Data | unknown | **ticked** |

      Limits of the page:

      - A tick brings lesser ones with it.

      attune checks afterwards:

      - REST never shows these boxes: what you see when you open the page again is the only proof.

      Best proof within reach: console-reread.
    ");
    let seen = step(
        "api-user/ada/protected-data",
        Change::SetProtectedData {
            handle: handle("ada"),
            user: ApiUserRef::Existing(ada()),
            before: Some(BTreeSet::from([ProtectedData::EditUnprotected])),
            after: BTreeSet::new(),
        },
    );
    assert!(
        table(seen).contains("> Edit Unprotected Data | ticked | **not ticked** |"),
        "the present value is shown"
    );
}

#[test]
fn rows_that_attune_does_not_know_are_named_by_their_labels() {
    let edit = step(
        "level/tasky-api",
        Change::EditLevel {
            handle: None,
            level: level(60, "Tasky API"),
            rename: None,
            active: None,
            cells: BTreeMap::from([
                (
                    CellId::extra("Service Desk", "Can remove tags", None),
                    unknown(CellValue::Flag(true)),
                ),
                (
                    CellId::extra("Service Desk", "Change <Requests>", Some("View")),
                    seen(
                        CellValue::Word("Assigned | mine".to_owned()),
                        CellValue::Scope(Scope::All),
                    ),
                ),
                (
                    CellId::extra("Service Desk", "Change <Requests>", Some("Add")),
                    unknown(CellValue::Flag(false)),
                ),
                (
                    CellId::new(ALLOW_IMPERSONATION),
                    unknown(CellValue::Flag(true)),
                ),
            ]),
            holders: Vec::new(),
        },
    );
    assert!(
        entry(edit.clone())
            .contains("- Rows that attune does not know stand here by their labels: "),
        "what to do where a label is not there is said"
    );
    insta::assert_snapshot!(table(edit), @r#"
    On the page | Now | Set to |
    Web Services API > Resource Impersonation > Allow impersonation of resources with this security level | unknown | **ticked** |
    Service Desk > Can remove tags | unknown | **ticked, or Yes** |
    Service Desk > Change &lt;Requests&gt; > Add | unknown | **not ticked, or No** |
    Service Desk > Change &lt;Requests&gt; > View | Assigned \| mine (console, 2026-11-20T10:00:00Z) | **All** |
    "#);
}
