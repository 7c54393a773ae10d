//! What is said of API users: the form, its fields, the boxes of protected data, and cells outside the catalogue.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserForm, ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel,
    CredentialSink, Field, FieldChange, FieldState, FieldValue, Handle, LevelId, LevelName,
    LevelRef, Note, Person, Plan, Proof, Reason, ResourceId, Step, StepId, Tracking,
};
use attune_report::json::PlanDocument;
use attune_report::text::{self, TextOptions};

fn level(id: i64, name: &str) -> LevelRef {
    LevelRef::Existing {
        id: LevelId(id),
        name: LevelName::new(name),
    }
}

fn tasky() -> Handle {
    Handle::parse("tasky").unwrap()
}

fn text_value(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

#[expect(clippy::too_many_lines, reason = "data")]
fn plan() -> Plan {
    let person = Person {
        id: ResourceId(9),
        name: "Tasky Integration".to_owned(),
        email: "psa@contoso.example".to_owned(),
    };
    let create = Change::CreateApiUser {
        handle: tasky(),
        form: Box::new(ApiUserForm {
            first_name: "Tasky".to_owned(),
            middle_name: Some("Slack".to_owned()),
            last_name: "Integration".to_owned(),
            email: "psa@contoso.example".to_owned(),
            email_type: None,
            active: false,
            locked: Some(false),
            level: level(24, "API User (system)"),
            date_format: Some("yyyy-MM-dd".to_owned()),
            time_format: None,
            number_format: None,
            primary_internal_location: Some("Head office".to_owned()),
            key: Some("tasky-prod".to_owned()),
            tracking: Tracking::Custom("My own script".to_owned()),
            lines_of_business: Some(["Cloud", "Managed services"].map(str::to_owned).into()),
            views_unassigned: Some(true),
        }),
        credentials: CredentialSink::File("secrets/tasky.json".into()),
        replaces: None,
    };
    let planned = Change::SetProtectedData {
        handle: tasky(),
        user: ApiUserRef::Planned {
            step: StepId("api-user/tasky".to_owned()),
            name: "Tasky Integration".to_owned(),
            email: "psa@contoso.example".to_owned(),
        },
        before: None,
        after: [ProtectedData::ViewUnprotected].into(),
    };
    let update = Change::UpdateApiUser {
        handle: tasky(),
        user: person.clone(),
        fields: BTreeMap::from([
            (
                Field::Locked,
                FieldChange {
                    before: FieldState::Unknown,
                    after: FieldValue::Flag(false),
                },
            ),
            (
                Field::TimeFormat,
                FieldChange {
                    before: FieldState::Known(text_value("HH:mm")),
                    after: text_value("h:mm a"),
                },
            ),
        ]),
        tracking: None,
    };
    let boxes = Change::SetProtectedData {
        handle: tasky(),
        user: ApiUserRef::Existing(person.clone()),
        before: Some([ProtectedData::EditUnprotected].into()),
        after: [ProtectedData::ViewProtected, ProtectedData::EditUnprotected].into(),
    };
    let extra = Change::EditLevel {
        handle: None,
        level: level(52, "Helpdesk"),
        rename: None,
        active: None,
        cells: BTreeMap::from([(
            CellId::extra("Service Desk", "Change Requests", Some("View")),
            CellChange {
                before: CellState::Unknown,
                after: CellValue::Word("Assigned".to_owned()),
            },
        )]),
        holders: Vec::new(),
    };
    let assign = Change::AssignLevel {
        person,
        before: level(39, "Service Desk User (system)"),
        after: level(52, "Helpdesk"),
    };
    let steps = [
        (create, Reason::Missing),
        (planned, Reason::Unknown),
        (update, Reason::Expired),
        (boxes, Reason::Differs),
        (extra, Reason::Unknown),
        (assign, Reason::Assignment),
    ];
    Plan {
        tenant: Handle::parse("contoso").unwrap(),
        database: 1,
        steps: steps
            .into_iter()
            .enumerate()
            .map(|(index, (change, reason))| Step {
                id: StepId(index.to_string()),
                change,
                reason,
                channel: Channel::Operator,
                proof: Proof::ConsoleReread,
                risks: Vec::new(),
                needs: BTreeSet::new(),
            })
            .collect(),
        problems: Vec::new(),
        refused: Vec::new(),
        notes: vec![
            Note::Accepted("a".to_owned()),
            Note::Ignored("b".to_owned()),
            Note::Advice("c".to_owned()),
        ],
    }
}

#[test]
fn the_text_names_fields_as_the_form_does() {
    insta::assert_snapshot!(text::plan(&plan(), &TextOptions::default()), @r#"
    Plan for contoso (database 1)

    What changes for whom
      Tasky Integration  from level "Service Desk User (system)" to "Helpdesk" (step 6)
      Tasky Integration  new API user with level "API User (system)" (step 1)
      Tasky Integration  API user, other protected data (step 2)
      Tasky Integration  API user, updated (step 3)
      Tasky Integration  API user, other protected data (step 4)

    Security levels
      5. ~ edit security level "Helpdesk"  [operator -> console-reread]
           why: its present value is unknown
           Service Desk
             Change Requests > View  ? -> Assigned

    API users
      1. + create API user Tasky Integration <psa@contoso.example>  [operator -> console-reread]
           why: it is not there
           Security Level                                            API User (system)
           Internal Integration Name                                 My own script (cannot be changed afterwards)
           Key before the @                                          tasky-prod
           Middle Name                                               Slack
           Active                                                    off
           Locked                                                    off
           Date Format                                               yyyy-MM-dd
           Primary Internal Location                                 Head office
           Associated                                                Cloud, Managed services
           Resource can view items with no assigned Line of          on
             Business
           Key and secret to                                         secrets/tasky.json

      2. ~ set the protected data permission of API user Tasky Integration <psa@contoso.example>
           [operator -> console-reread]
           why: its present value is unknown
           Edit Protected Data    unknown -> off
           View Protected Data    unknown -> off
           Edit Unprotected Data  unknown -> off
           View Unprotected Data  unknown -> on

      3. ~ update API user Tasky Integration <psa@contoso.example>  [operator -> console-reread]
           why: its last day is over
           Locked       unknown -> off
           Time Format  HH:mm -> h:mm a

      4. ~ set the protected data permission of API user Tasky Integration <psa@contoso.example>
           [operator -> console-reread]
           why: it differs from the manifest
           View Protected Data  off -> on

    People
         from "Service Desk User (system)" to "Helpdesk"  [operator -> console-reread]
           why: the manifest gives this person the level
      6. ~ move Tasky Integration <psa@contoso.example>

    (accepted) a
    (ignored) b
    (advice) c

    + new, ~ change, ? check; the numbers are the order of execution.
    ? -> on: nobody can see yet what is there now.
    [who does it -> what will show it] operator: somebody at the admin console; console-reread: the page is opened again and
    shows it.

    1 level to edit, 1 API user to create, 1 API user to update, 2 protected data permissions to set, 1 person to move.
    "#);
}

#[test]
fn json_keeps_unknown_apart_from_every_value() {
    let document = PlanDocument::of(&plan(), Vec::new(), 0);
    let json = serde_json::to_value(&document).unwrap();
    let change = |index: usize| serde_json::to_string(&json["steps"][index]["change"]).unwrap();
    insta::assert_snapshot!(change(0), @r#"{"action":"create-api-user","first_name":"Tasky","last_name":"Integration","email":"psa@contoso.example","security_level":"API User (system)","integration_vendor":null,"custom_integration":"My own script","key":"tasky-prod","fields":{"dateFormat":"yyyy-MM-dd","isActive":"off","linesOfBusiness":"Cloud, Managed services","locationID":"Head office","locked":"off","middleName":"Slack","viewsUnassigned":"on"},"labels":{"dateFormat":"Date Format","isActive":"Active","linesOfBusiness":"Associated","locationID":"Primary Internal Location","locked":"Locked","middleName":"Middle Name","viewsUnassigned":"Resource can view items with no assigned Line of Business"},"credentials_file":"secrets/tasky.json","credentials_to":"secrets/tasky.json","replaces":null}"#);
    insta::assert_snapshot!(change(1), @r#"{"action":"set-protected-data","user":{"id":null,"name":"Tasky Integration","email":"psa@contoso.example"},"before":null,"after":["viewUnprotected"]}"#);
    insta::assert_snapshot!(change(2), @r#"{"action":"update-api-user","user":{"id":9,"name":"Tasky Integration","email":"psa@contoso.example"},"fields":{"locked":[null,"off"],"timeFormat":["HH:mm","h:mm a"]},"labels":{"locked":"Locked","timeFormat":"Time Format"}}"#);
    insta::assert_snapshot!(change(3), @r#"{"action":"set-protected-data","user":{"id":9,"name":"Tasky Integration","email":"psa@contoso.example"},"before":["editUnprotected"],"after":["viewProtected","editUnprotected"]}"#);
    insta::assert_snapshot!(json["steps"][4]["change"]["cells"].to_string(), @r#"[{"cell":"extra.Service Desk › Change Requests › View","label":"Service Desk > Change Requests > View","before":null,"after":"Assigned"}]"#);
    let kinds: Vec<&str> = json["notes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|note| note["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["accepted", "ignored", "advice"]);
}
