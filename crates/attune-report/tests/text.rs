//! What people read.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApplyReport, CellChange, CellId, CellState, CellValue, Change, Channel, Field, FieldChange,
    FieldState, FieldValue, Handle, LevelId, LevelName, LevelRef, Note, Outcome, Person, Plan,
    Proof, Reason, ResourceId, Risk, RiskKind, Scope, Source, Step, StepId, StepResult, Timestamp,
    Tracking,
};
use attune_report::text::{self, TextOptions};

fn step(id: &str, change: Change, risks: Vec<Risk>) -> Step {
    Step {
        id: StepId(id.to_owned()),
        change,
        reason: Reason::Differs,
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks,
        needs: BTreeSet::new(),
    }
}

fn person(id: i64, name: &str) -> Person {
    Person {
        id: ResourceId(id),
        name: name.to_owned(),
        email: format!("{id}@contoso.example"),
    }
}

fn level(id: i64, name: &str) -> LevelRef {
    LevelRef::Existing {
        id: LevelId(id),
        name: LevelName::new(name),
    }
}

fn plan() -> Plan {
    let known = CellState::Known {
        value: CellValue::Scope(Scope::All),
        source: Source::Ledger(Proof::ConsoleReread),
        at: Timestamp::UNIX_EPOCH,
    };
    let cells = BTreeMap::from([
        (
            CellId::new("serviceDesk.objects.tickets.view"),
            CellChange {
                before: known,
                after: CellValue::Scope(Scope::Mine),
            },
        ),
        (
            CellId::new("webServicesApi.canLogin"),
            CellChange {
                before: CellState::Unknown,
                after: CellValue::Flag(false),
            },
        ),
    ]);
    let one_way = Risk {
        kind: RiskKind::OneWay,
        what: "it cannot be ticked again".to_owned(),
    };
    let edit = Change::EditLevel {
        handle: None,
        level: level(52, "Helpdesk\u{1b}[31m Lead"),
        rename: Some(LevelName::new("Helpdesk Lead")),
        active: Some(FieldChange {
            before: FieldState::Known(FieldValue::Flag(false)),
            after: FieldValue::Flag(true),
        }),
        cells,
        holders: vec![person(1, "Priya Nair"), person(2, "Sam Okafor")],
    };
    let update = Change::UpdateApiUser {
        handle: Handle::parse("tasky").unwrap(),
        user: person(9, "Tasky Integration"),
        fields: BTreeMap::from([(
            Field::Email,
            FieldChange {
                before: FieldState::Known(FieldValue::Text("old@contoso.example".to_owned())),
                after: FieldValue::Text("new@contoso.example".to_owned()),
            },
        )]),
        tracking: Some(Tracking::Vendor("Tallman.io - Tasky".to_owned())),
    };
    let assign = |id, name| Change::AssignLevel {
        person: person(id, name),
        before: level(39, "Service Desk User (system)"),
        after: level(61, "Service Desk User (with Impersonation)"),
    };
    Plan {
        tenant: Handle::parse("contoso").unwrap(),
        database: 1,
        steps: vec![
            step("edit/52", edit, vec![one_way.clone()]),
            step("api-user/tasky/fields", update, Vec::new()),
            step("assign/3", assign(3, "Tess Turner"), Vec::new()),
            step("assign/4", assign(4, "Omar Haddad"), Vec::new()),
        ],
        problems: Vec::new(),
        refused: vec![one_way],
        notes: vec![Note::Unmanaged(
            "Left alone: 2 people, 1 API users.".to_owned(),
        )],
    }
}

#[test]
fn a_plan_says_what_changes_for_whom() {
    insta::assert_snapshot!(text::plan(&plan(), &TextOptions::default()), @r#"
    Plan for contoso (database 1)

    What changes for whom
      Priya Nair, Sam Okafor    their level "Helpdesk\u{1b}[31m Lead" is edited (step 1)
      Tess Turner, Omar Haddad  from level "Service Desk User (system)" to "Service Desk User (with Impersonation)" (steps
                                3-4)
      Tasky Integration         API user, updated (step 2)

    Risks
      ! one-way: cannot be undone in Autotask (step 1); refused, --allow one-way would let it pass

    Security levels
      1. ~ edit security level "Helpdesk\u{1b}[31m Lead"  [operator -> console-reread]
           why: it differs from the manifest
           ! one-way: it cannot be ticked again
           Name    Helpdesk\u{1b}[31m Lead -> Helpdesk Lead
           Active  off -> on
           Service Desk > Object Permissions  View
             Tickets                          All -> Mine
           Web Services API > Feature Access
             Can login to Web Services API    ? -> off
           held by: Priya Nair, Sam Okafor

    API users
      2. ~ update API user Tasky Integration <9@contoso.example>  [operator -> console-reread]
           why: it differs from the manifest
           Email Address  old@contoso.example -> new@contoso.example

    People
         from "Service Desk User (system)" to "Service Desk User (with Impersonation)"  [operator -> console-reread]
      3. ~ move Tess Turner <3@contoso.example>
      4. ~ move Omar Haddad <4@contoso.example>

    (unmanaged) Left alone: 2 people, 1 API users.

    + new, ~ change, ? check; the numbers are the order of execution.
    ? -> on: nobody can see yet what is there now.
    [who does it -> what will show it] operator: somebody at the admin console; console-reread: the page is opened again and
    shows it.

    1 level to edit, 1 API user to update, 2 people to move.
    Refused: it cannot be ticked again. --allow one-way would let it pass.
    "#);
}

#[test]
fn what_is_adopted_is_noted_in_the_ledger_only() {
    let adopt = Change::AdoptApiUser {
        handle: Handle::parse("tasky").unwrap(),
        user: person(7, "Tasky Integration"),
        tracking: None,
    };
    let mut plan = plan();
    plan.steps = vec![Step {
        reason: Reason::Adoption,
        channel: Channel::Rest,
        proof: Proof::RestFact,
        ..step("api-user/tasky/adopt", adopt, Vec::new())
    }];
    plan.notes.clear();
    plan.refused = vec![Risk {
        kind: RiskKind::MassChange,
        what: "25 of 28 active people (89 %) are affected".to_owned(),
    }];
    insta::assert_snapshot!(text::plan(&plan, &TextOptions::default()), @"
    Plan for contoso (database 1)

    API users
      1. = adopt API user Tasky Integration <7@contoso.example> as tasky  [rest -> rest-fact]
           why: the manifest says that it is attune's, and the ledger does not know it
           Ledger  noted as attune's; nothing changes in Autotask

    + new, ~ change, ? check, = only noted; the numbers are the order of execution.
    [who does it -> what will show it] rest: attune itself, over REST; rest-fact: REST reports it.

    1 thing to adopt.
    Refused: 25 of 28 active people (89 %) are affected. --allow mass-change would let it pass.
    ");
}

#[test]
fn results_say_what_proves_them() {
    let result = |title: &str, outcome| StepResult {
        step: StepId(title.to_owned()),
        title: title.to_owned(),
        outcome,
    };
    let report = ApplyReport {
        tenant: Handle::parse("contoso").unwrap(),
        results: vec![
            result(
                "first",
                Outcome::Done {
                    proof: Proof::RestFact,
                    evidence: "REST reports it".to_owned(),
                    at: Timestamp::UNIX_EPOCH,
                },
            ),
            result(
                "second",
                Outcome::Pending {
                    why: "waits for an operator".to_owned(),
                },
            ),
            result(
                "third",
                Outcome::Failed {
                    why: "the page refuses".to_owned(),
                },
            ),
            result(
                "fourth",
                Outcome::Skipped {
                    because: StepId("third".to_owned()),
                },
            ),
        ],
    };
    insta::assert_snapshot!(text::apply_report(&report, &TextOptions::default()), @r"
    done     first
             rest-fact: REST reports it
    waiting  second
             waits for an operator
    FAILED   third
             the page refuses
    skipped  fourth
             third was not done

    Applied: 1 done, 1 waiting, 1 failed, 1 skipped.
    ");
}
