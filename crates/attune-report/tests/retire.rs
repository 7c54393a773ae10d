//! What is said of API users and levels that go: replaced, removed, undone.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserRef, Change, Channel, CredentialSink, Field, FieldChange, FieldState, FieldValue,
    Handle, LevelId, LevelName, LevelRef, Person, Plan, Proof, Reason, ResourceId, Step, StepId,
};
use attune_report::json::PlanDocument;
use attune_report::text::TextOptions;
use attune_report::{Report, html, markdown, text};
use serde_json::json;

fn person(id: i64, name: &str) -> Person {
    Person {
        id: ResourceId(id),
        name: name.to_owned(),
        email: format!("{id}@contoso.example"),
    }
}

fn switched_off() -> FieldChange {
    FieldChange {
        before: FieldState::Known(FieldValue::Flag(true)),
        after: FieldValue::Flag(false),
    }
}

/// The old API user's name is as its maker chose it.
fn plan() -> Plan {
    let tasky = || Handle::parse("tasky").unwrap();
    let retire = Change::RetireApiUser {
        handle: tasky(),
        user: person(8, "Old\u{1b} Tasky"),
        successor: ApiUserRef::Planned {
            step: StepId("api-user/tasky".to_owned()),
            name: "New Tasky".to_owned(),
            email: "9@contoso.example".to_owned(),
        },
        credentials: CredentialSink::File("secrets/tasky.json".into()),
    };
    let removed = Change::UpdateApiUser {
        handle: tasky(),
        user: person(7, "Gone Sync"),
        fields: [(Field::IsActive, switched_off())].into(),
        tracking: None,
    };
    let undone = Change::EditLevel {
        handle: None,
        level: LevelRef::Existing {
            id: LevelId(50),
            name: LevelName::new("Tasky API"),
        },
        rename: None,
        active: Some(switched_off()),
        cells: BTreeMap::new(),
        holders: Vec::new(),
    };
    let steps = [
        (retire, Reason::Replaced, Proof::RestFact),
        (removed, Reason::Removed, Proof::RestFact),
        (undone, Reason::Undone, Proof::ConsoleReread),
    ];
    let step = |(index, (change, reason, proof)): (usize, (Change, Reason, Proof))| Step {
        id: StepId(index.to_string()),
        change,
        reason,
        channel: Channel::Operator,
        proof,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    };
    Plan {
        tenant: Handle::parse("contoso").unwrap(),
        database: 1,
        steps: steps.into_iter().enumerate().map(step).collect(),
        problems: Vec::new(),
        refused: Vec::new(),
        notes: Vec::new(),
    }
}

#[test]
fn the_text_says_why_they_go_and_what_comes_first() {
    insta::assert_snapshot!(text::plan(&plan(), &TextOptions::default()), @r#"
    Plan for contoso (database 1)

    What changes for whom
      Old\u{1b} Tasky  API user, replaced and then inactivated (step 1)
      Gone Sync        API user, inactivated (step 2)

    Security levels
      3. ~ edit security level "Tasky API"  [operator -> console-reread]
           why: an earlier run changed it, and that run is undone
           Active  on -> off

    API users
      1. ~ retire API user Old\u{1b} Tasky <8@contoso.example> (resource 8)  [operator -> rest-fact]
           why: the vendor of an API user cannot be changed, so another one takes its place
           Active      on -> off
           Only after  New Tasky <9@contoso.example> was seen to sign in

      2. ~ update API user Gone Sync <7@contoso.example>  [operator -> rest-fact]
           why: it is attune's, and no block stands for it any more
           Active  on -> off

    + new, ~ change, ? check; the numbers are the order of execution.
    [who does it -> what will show it] operator: somebody at the admin console; console-reread: the page is opened again and
    shows it; rest-fact: REST reports it.

    1 level to edit, 1 API user to update, 1 API user to retire.
    "#);
}

#[test]
fn programs_read_whose_place_is_taken() {
    let document = PlanDocument::of(&plan(), Vec::new(), 0);
    let steps = serde_json::to_value(document.steps).unwrap();
    let expected = json!({
        "action": "retire-api-user",
        "user": {"id": 8, "name": "Old\u{1b} Tasky", "email": "8@contoso.example"},
        "successor": {"id": null, "name": "New Tasky", "email": "9@contoso.example"},
    });
    assert_eq!(steps[0]["change"], expected);
    let reasons = [0, 1, 2].map(|index: usize| steps[index]["reason"].clone());
    assert_eq!(reasons, ["replaced", "removed", "undone"]);
}

#[test]
fn every_format_says_what_comes_first() {
    let plan = plan();
    let report = Report {
        tenant: "contoso",
        plan: Some(&plan),
        ..Report::default()
    };
    for (text, sentence) in [
        (
            markdown::report(&report),
            "New Tasky &lt;9@contoso.example&gt; was seen to sign in",
        ),
        (
            html::report(&report),
            "New Tasky &lt;9@contoso.example&gt; was seen to sign in",
        ),
    ] {
        assert!(text.contains(sentence), "{text}");
        assert!(
            text.contains(
                "the vendor of an API user cannot be changed, so another one takes its place"
            ),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
