//! The checklist of each kind of change.

use std::collections::{BTreeMap, BTreeSet};

use attune_console::checklist;
use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN, ProtectedData};
use attune_model::{
    ApiUserForm, ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel, CheckTask,
    CredentialSink, Field, FieldChange, FieldState, FieldValue, Handle, LevelId, LevelName,
    LevelRef, Person, Plan, Proof, Reason, ResourceId, Risk, RiskKind, Scope, Source, Step, StepId,
    TestTicket, Tracking,
};

fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

fn id(text: &str) -> StepId {
    StepId(text.to_owned())
}

fn step(name: &str, change: Change) -> Step {
    Step {
        id: id(name),
        change,
        reason: Reason::Differs,
        channel: Channel::Operator,
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    }
}

fn plan(steps: Vec<Step>) -> Plan {
    Plan {
        tenant: handle("contoso"),
        database: 4711,
        steps,
        problems: Vec::new(),
        refused: Vec::new(),
        notes: Vec::new(),
    }
}

/// What the checklist says of a single step, without the head that all have.
fn entry(step: Step) -> String {
    let name = step.id.clone();
    let text = checklist(&plan(vec![step]), &[name]);
    text[text.find("- [ ]").unwrap()..].to_owned()
}

fn level(id: i64, name: &str) -> LevelRef {
    LevelRef::Existing {
        id: LevelId(id),
        name: LevelName::new(name),
    }
}

fn unknown(after: CellValue) -> CellChange {
    CellChange {
        before: CellState::Unknown,
        after,
    }
}

fn seen(before: CellValue, after: CellValue) -> CellChange {
    CellChange {
        before: CellState::Known {
            value: before,
            source: Source::Console,
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
        },
        after,
    }
}

fn ada() -> Person {
    Person {
        id: ResourceId(30),
        name: "Ada | <b>Lovelace</b>".to_owned(),
        email: "ada_l@contoso.example".to_owned(),
    }
}

fn form() -> ApiUserForm {
    ApiUserForm {
        first_name: "Tasky".to_owned(),
        middle_name: None,
        last_name: "Integration".to_owned(),
        email: "psa@contoso.example".to_owned(),
        email_type: None,
        active: true,
        locked: None,
        level: level(60, "Tasky API"),
        date_format: None,
        time_format: None,
        number_format: None,
        primary_internal_location: None,
        key: None,
        tracking: Tracking::Vendor("Tallman.io - Tasky".to_owned()),
        lines_of_business: None,
        views_unassigned: None,
    }
}

/// The rows of the table in an entry.
fn table(step: Step) -> String {
    let text = entry(step);
    let rows = text.lines().filter_map(|line| line.strip_prefix("  | "));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_waits() {
    insta::assert_snapshot!(checklist(&plan(Vec::new()), &[id("level/gone")]), @r#"
    # Console checklist for contoso

    Nothing waits for an operator.
    "#);
}

#[test]
fn only_what_is_pending_is_listed_in_the_order_of_the_plan() {
    let change = || Change::AssignLevel {
        person: ada(),
        before: level(36, "Sales (system)"),
        after: level(61, "Sales"),
    };
    let mut second = step("assign/2", change());
    second.needs = BTreeSet::from([id("assign/1"), id("assign/3")]);
    let plan = plan(vec![
        step("assign/1", change()),
        step("assign/3", change()),
        second,
    ]);
    let text = checklist(&plan, &[id("assign/2"), id("assign/1")]);
    let boxes: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("- [ ]"))
        .collect();
    assert_eq!(boxes.len(), 2);
    assert!(
        boxes[0].starts_with("- [ ] **1. ") && boxes[0].ends_with("(step assign/1)"),
        "{text}"
    );
    assert!(
        boxes[1].starts_with("- [ ] **2. ") && boxes[1].ends_with("(step assign/2)"),
        "{text}"
    );
    let head = &text[..text.find("- [ ]").unwrap()];
    insta::assert_snapshot!(head, @r#"
    # Console checklist for contoso

    Autotask database 4711. 2 of 3 steps wait for an operator; work from top to bottom.

    Where this list says Organization, your Autotask may say Account, Business Unit, Client, Company, Customer or Site.
    "#);
    assert!(text.contains("  Do first: 1.\n"), "{text}");
}

#[test]
fn a_copy_is_named_and_filled() {
    let mut copy = step(
        "level/tasky-api",
        Change::CopyLevel {
            handle: Some(handle("tasky-api")),
            base: level(24, "API User (system)"),
            name: LevelName::new("API User [Impersonation]"),
            active: true,
            cells: BTreeMap::from([
                (CellId::new(CAN_LOGIN), unknown(CellValue::Flag(true))),
                (
                    CellId::new("webServicesApi.resourceImpersonation.crm.accounts.view"),
                    unknown(CellValue::Flag(true)),
                ),
                (
                    CellId::new("crm.objects.accounts.add"),
                    unknown(CellValue::Flag(false)),
                ),
                (
                    CellId::new("crm.access.vendorPartners"),
                    seen(
                        CellValue::Scope(Scope::All),
                        CellValue::Scope(Scope::MyTerritories),
                    ),
                ),
            ]),
        },
    );
    copy.proof = Proof::ConsoleReread;
    insta::assert_snapshot!(entry(copy), @r#"
    - [ ] **1. copy security level "API User (system)" as "API User \[Impersonation\]"** (step level/tasky-api)

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels

      1. In the menu of **API User (system)** (number 24), choose Copy Security Level. The copy exists at once, under a name like Copy (1) of it; if one was left from an earlier attempt, use that one.
      2. In the copy, set these values and leave all others as they are, then save.
      3. Open it again and compare it with the table: a save can leave something out without a word.

      | On the page | Now | Set to |
      |---|---|---|
      | General Information > Name | Copy (1) of ... | **API User \[Impersonation\]** |
      | General Information > Active | as copied | **ticked** |
      | CRM > Organization & Contact Access > Vendor & Partners | All (console, 2026-11-20T10:00:00Z) | **My Territories** |
      | CRM > Object Permissions > Organizations > Add | unknown | **No** |
      | Web Services API > Feature Access > Can login to Web Services API | unknown | **ticked** |
      | Web Services API > Resource Impersonation: CRM > Organizations > View | unknown | **ticked** |

      Limits of the page:

      - What the level that it was once copied from cannot do, it cannot be given.
      - Some boxes, such as the view of internal costs, can only be ticked by someone who has them.
      - Can login to Web Services API cannot be ticked where it was ever saved without its tick.
      - A tenant has at most 50 custom API-only levels.

      attune checks afterwards:

      - REST lists a level named **API User \[Impersonation\]**, active.
      - REST never shows the content of a level: what you see when you open it again is the only proof.

      Best proof within reach: console-reread.
    "#);
}

#[test]
fn an_edit_shows_before_and_after() {
    let mut edit = step(
        "level/service-desk",
        Change::EditLevel {
            handle: None,
            level: LevelRef::Planned {
                step: id("copy/39"),
                name: LevelName::new("Service Desk User"),
            },
            rename: Some(LevelName::new("Desk")),
            active: Some(FieldChange {
                before: FieldState::Known(FieldValue::Flag(false)),
                after: FieldValue::Flag(true),
            }),
            cells: BTreeMap::from([
                (
                    CellId::new(ALLOW_IMPERSONATION),
                    seen(CellValue::Flag(false), CellValue::Flag(true)),
                ),
                (CellId::new(CAN_LOGIN), unknown(CellValue::Flag(false))),
            ]),
            holders: vec![ada()],
        },
    );
    edit.proof = Proof::ConsoleReread;
    edit.risks = vec![Risk {
        kind: RiskKind::OneWay,
        what: "\"Can login\" on Desk | Co\nstays off".to_owned(),
    }];
    insta::assert_snapshot!(entry(edit), @r#"
    - [ ] **1. edit security level "Service Desk User"** (step level/service-desk)

      Mind (one-way): "Can login" on Desk \| Co stays off

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels

      1. Open **Service Desk User** (made by step copy/39) for editing. People and API users that hold it, all affected: 1.
      2. Set these values and leave all others as they are, then save.
      3. Open it again and compare it with the table: a save can leave something out without a word.

      | On the page | Now | Set to |
      |---|---|---|
      | General Information > Name | Service Desk User | **Desk** |
      | General Information > Active | not ticked | **ticked** |
      | Web Services API > Feature Access > Can login to Web Services API | unknown | **not ticked** |
      | Web Services API > Resource Impersonation > Allow impersonation of resources with this security level | not ticked (console, 2026-11-20T10:00:00Z) | **ticked** |

      Limits of the page:

      - What the level that it was once copied from cannot do, it cannot be given.
      - Some boxes, such as the view of internal costs, can only be ticked by someone who has them.
      - Can login to Web Services API cannot be ticked again once it was saved without its tick.
      - A level that came with the product opens read-only.

      attune checks afterwards:

      - REST lists the level as **Desk**.
      - REST reports whether the level is active.
      - REST never shows the content of a level: what you see when you open it again is the only proof.

      Best proof within reach: console-reread.
    "#);
}

#[test]
fn an_api_user_is_created_without_showing_a_secret() {
    let create = step(
        "api-user/tasky",
        Change::CreateApiUser {
            handle: handle("tasky"),
            form: form(),
            credentials: CredentialSink::File("secrets/tasky_api.json".into()),
        },
    );
    insta::assert_snapshot!(entry(create), @r#"
    - [ ] **1. create API user Tasky Integration &lt;psa@contoso.example&gt;** (step api-user/tasky)

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > New > New API User

      1. Fill the form with these values. Do not save yet.
      2. Put key and secret into **secrets/tasky\_api.json**, which only its owner may read, as JSON with `formatVersion` 1, `tenant`, `apiUser`, `userName` (the key) and `secret`. They belong nowhere else, not in this list, a ticket or a chat; the page never shows the secret again.
      3. Save.

      | On the page | Now | Set to |
      |---|---|---|
      | First Name |  | **Tasky** |
      | Last Name |  | **Integration** |
      | Email Address |  | **psa@contoso.example** |
      | Active |  | **ticked** |
      | Security Level |  | **Tasky API** (number 60) |
      | Primary Internal Location |  | leave the default |
      | Username (Key) |  | press Generate Key |
      | Password (Secret) |  | press Generate Secret |
      | API Tracking Identifier > Integration Vendor |  | **Tallman.io - Tasky** |

      Limits of the page:

      - Security Level offers active API-only levels only.
      - A key may not belong to any other user, not even an inactive one; its domain is the primary one of the database.
      - A secret must meet Site Setup > Password Requirements.
      - Once saved, the tracking identifier cannot be changed and the user cannot be deleted, only inactivated.

      attune checks afterwards:

      - REST lists an API user with this name, address and level; it can take up to five minutes.
      - Key and secret are accepted at a sign-in.
      - REST never shows the tracking identifier: compare it before you save.

      Best proof within reach: rest-fact.
    "#);
}

#[test]
fn an_api_user_is_updated_field_by_field() {
    let text = |text: &str| FieldValue::Text(text.to_owned());
    let update = step(
        "api-user/tasky",
        Change::UpdateApiUser {
            handle: handle("tasky"),
            user: Person {
                id: ResourceId(40),
                name: "Tasky Integration".to_owned(),
                email: "psa@contoso.example".to_owned(),
            },
            fields: BTreeMap::from([
                (
                    Field::FirstName,
                    FieldChange {
                        before: FieldState::Known(text("T`a`sky")),
                        after: text("Tasky"),
                    },
                ),
                (
                    Field::UserType,
                    FieldChange {
                        before: FieldState::Known(FieldValue::Number(24)),
                        after: FieldValue::Number(60),
                    },
                ),
            ]),
            tracking: Some(Tracking::Vendor("Tallman.io - Tasky".to_owned())),
        },
    );
    insta::assert_snapshot!(entry(update), @r#"
    - [ ] **1. update API user Tasky Integration &lt;psa@contoso.example&gt;** (step api-user/tasky)

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users

      1. Open the API user **Tasky Integration** (psa@contoso.example, number 40) for editing.
      2. Set these values, leave key, secret and tracking identifier alone, and save.

      | On the page | Now | Set to |
      |---|---|---|
      | First Name | T\`a\`sky | **Tasky** |
      | Security Level | number 24 | **number 60** |

      Limits of the page:

      - Security Level offers active API-only levels only.

      attune checks afterwards:

      - REST reports each of these fields.

      Best proof within reach: rest-fact.
    "#);
}

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
            form: whole,
            credentials: CredentialSink::File("tasky.json".into()),
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
    insta::assert_snapshot!(entry(update), @r#"
    - [ ] **1. update API user Ada \| &lt;b&gt;Lovelace&lt;/b&gt; &lt;ada\_l@contoso.example&gt;** (step api-user/tasky/fields)

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users

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
    "#);
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
    insta::assert_snapshot!(entry(boxes), @r#"
    - [ ] **1. set the protected data permission of API user Tasky Integration &lt;psa@contoso.example&gt;** (step api-user/tasky/protected-data)

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Security > Protected Data Permission

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
    "#);
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

#[test]
fn a_person_gets_another_level() {
    let assign = step(
        "assign/30",
        Change::AssignLevel {
            person: ada(),
            before: level(39, "Service Desk User (system)"),
            after: LevelRef::Planned {
                step: id("copy/39"),
                name: LevelName::new("Service Desk User"),
            },
        },
    );
    insta::assert_snapshot!(entry(assign), @r#"
    - [ ] **1. move Ada \| &lt;b&gt;Lovelace&lt;/b&gt; &lt;ada\_l@contoso.example&gt; from "Service Desk User (system)" to "Service Desk User"** (step assign/30)

      Where: Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users

      1. Open **Ada \| &lt;b&gt;Lovelace&lt;/b&gt;** (ada\_l@contoso.example, number 30) with Edit and go to the tab Security.
      2. Choose the level and save.

      | On the page | Now | Set to |
      |---|---|---|
      | Security > Security Level | **Service Desk User (system)** (number 39) | **Service Desk User** (made by step copy/39) |

      Limits of the page:

      - The list offers active levels only.
      - API users take API-only levels, co-managing users those of the co-managed licence.

      attune checks afterwards:

      - REST reports the level that the resource holds.

      Best proof within reach: rest-fact.
    "#);
}

#[test]
fn a_check_needs_nobody() {
    let mut check = step(
        "check/tasky",
        Change::Check(CheckTask {
            handle: handle("tasky"),
            api_user: handle("tasky"),
            credentials: CredentialSink::File("secrets/tasky.json".into()),
            acts_as: ada(),
            ticket: TestTicket {
                company_id: 0,
                status: 1,
                priority: 2,
                queue_id: None,
            },
            relies_on: "abc".to_owned(),
        }),
    );
    check.proof = Proof::RestBehaviour;
    insta::assert_snapshot!(entry(check), @r#"
    - [ ] **1. check that tasky writes a ticket and a note as Ada \| &lt;b&gt;Lovelace&lt;/b&gt; &lt;ada\_l@contoso.example&gt;** (step check/tasky)

      1. Nothing to do at the console: attune does this over REST once the steps before it are done.

      attune checks afterwards:

      - A ticket and a note that **tasky** creates show **Ada \| &lt;b&gt;Lovelace&lt;/b&gt;** (ada\_l@contoso.example, number 30) as their author.

      Best proof within reach: rest-behaviour.
    "#);
}
