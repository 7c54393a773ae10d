//! The checklist of each kind of change.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{
    CellId, CellValue, Change, CheckTask, CredentialSink, Field, FieldChange, FieldState,
    FieldValue, LevelName, LevelRef, Person, Proof, ResourceId, Risk, RiskKind, Scope, TestTicket,
    Tracking,
};

use crate::plans::{ada, checklist, entry, form, handle, id, level, plan, seen, step, unknown};

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
    insta::assert_snapshot!(head, @"
    # Console checklist for contoso

    Autotask database 4711. 2 of 3 steps wait for an operator; work from top to bottom.

    Where this list says Organization, your Autotask may say Account, Business Unit, Client, Company, Customer, Organization or Site.
    ");
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

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels

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

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Security > Security Levels

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
            form: Box::new(form()),
            credentials: CredentialSink::File("secrets/tasky_api.json".into()),
            replaces: None,
        },
    );
    insta::assert_snapshot!(entry(create), @r"
    - [ ] **1. create API user Tasky Integration &lt;psa@contoso.example&gt;** (step api-user/tasky)

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > New > New API User

      1. Fill the form with these values. Do not save yet.
      2. Give key and secret to `attune apply --resume`, which asks for the secret unseen and puts both into **secrets/tasky\_api.json**, which only its owner may read; or put them there by hand, as JSON with `formatVersion` 1, `tenant`, `apiUser`, `userName` (the key) and `secret`. They belong nowhere else, not in this list, a ticket or a chat; the page never shows the secret again.
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
    ");
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
    insta::assert_snapshot!(entry(update), @r"
    - [ ] **1. update API user Tasky Integration &lt;psa@contoso.example&gt;** (step api-user/tasky)

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > Edit

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
    ");
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

      Where: Autotask Menu > Admin > Organization Settings & Users > Resources/Users (HR) > Resources/Users > Edit

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
