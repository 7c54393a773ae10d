//! What `attune drift` can write back: where a difference stands in the manifest, and what is there as it would say it.

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::{Captures, drift};
use attune_model::catalogue::ProtectedData;
use attune_model::{
    ApiUserRef, CellChange, CellId, CellState, CellValue, Change, Channel, Difference, Field,
    FieldChange, FieldState, FieldValue, LevelName, Person, Place, Reading, Source, Step,
    Timestamp,
};

use crate::fake::{
    BASE, CELL, CUSTOM, USER, World, assign_step, existing, handle, plan, step, update_fields,
};

/// A line for each difference of a step that comes from these places.
fn told(step: Step, origins: &[&str]) -> String {
    let origins = origins.iter().map(|place| Place((*place).to_owned()));
    let origins = BTreeMap::from([(step.id.clone(), origins.collect::<BTreeSet<Place>>())]);
    let nothing = Captures::default();
    let mut observed = World::new(None).observe(&[], &nothing);
    if let Reading::Read(fields) = &mut observed.fields {
        fields.locations.insert(3, "Head office".to_owned());
    }
    let found = drift(&plan(vec![step]), &origins, &observed, &[], &nothing);
    let lines = found.differences.iter().map(line);
    lines.collect::<Vec<_>>().join("\n")
}

fn line(difference: &Difference) -> String {
    let place = difference.place.as_ref();
    let place = place.map_or_else(|| "nowhere".to_owned(), ToString::to_string);
    let live = difference.live.as_ref();
    let live = live.map_or_else(
        || "nothing to write".to_owned(),
        |live| {
            let value = serde_json::to_string(&live.value).unwrap();
            format!("{}: {value}", live.keys.join(" / "))
        },
    );
    format!("{} at {place} = {live}", difference.value)
}

fn cell(value: CellValue) -> CellChange {
    CellChange {
        before: CellState::Known {
            value,
            source: Source::Console,
            at: Timestamp::UNIX_EPOCH,
        },
        after: CellValue::Flag(true),
    }
}

fn field(before: FieldValue) -> FieldChange {
    FieldChange {
        before: FieldState::Known(before),
        after: FieldValue::Text("wanted".to_owned()),
    }
}

fn text(before: &str) -> FieldChange {
    field(FieldValue::Text(before.to_owned()))
}

/// A level of which name, activity and three cells differ; the manifest names two of these, a rule the third.
fn level_step() -> Step {
    let column = CellId::extra("Add-ons", "Dashboards", Some("Edit"));
    let cells = BTreeMap::from([
        (CellId::new(CELL), cell(CellValue::Flag(false))),
        (CellId::new("webhooks.maximum"), cell(CellValue::Number(10))),
        (column, cell(CellValue::Word("Mine".to_owned()))),
    ]);
    let change = Change::EditLevel {
        handle: Some(handle("lead")),
        level: existing(CUSTOM, "Helpdesk Lead"),
        rename: Some(LevelName::new("Lead")),
        active: Some(field(FieldValue::Flag(false))),
        cells,
        holders: Vec::new(),
    };
    step("edit/52", change, Channel::Operator)
}

#[test]
fn what_a_level_holds_is_written_at_its_keys_but_for_what_a_rule_demands() {
    let origins = [
        "impersonation.desk",
        "securityLevels.lead",
        "securityLevels.lead.extra.Add-ons.Dashboards.Edit",
        "securityLevels.lead.webhooks.maximum",
    ];
    insta::assert_snapshot!(told(level_step(), &origins), @r#"
    name at securityLevels.lead = securityLevels / lead / name: {"text":"Helpdesk Lead"}
    Active at securityLevels.lead = securityLevels / lead / active: {"flag":false}
    extra.Add-ons › Dashboards › Edit at securityLevels.lead.extra.Add-ons.Dashboards.Edit = securityLevels / lead / extra / Add-ons / Dashboards / Edit: {"text":"Mine"}
    webServicesApi.allowImpersonation at impersonation.desk = nothing to write
    webhooks.maximum at securityLevels.lead.webhooks.maximum = securityLevels / lead / webhooks / maximum: {"number":10}
    "#);
    insta::assert_snapshot!(told(level_step(), &["impersonation.desk"]), @"
    name at impersonation.desk = nothing to write
    Active at impersonation.desk = nothing to write
    extra.Add-ons › Dashboards › Edit at impersonation.desk = nothing to write
    webServicesApi.allowImpersonation at impersonation.desk = nothing to write
    webhooks.maximum at impersonation.desk = nothing to write
    ");
}

#[test]
fn what_the_form_of_an_api_user_holds_is_written_in_its_words() {
    let lines = FieldValue::List(["Managed".to_owned(), "Cloud".to_owned()].into());
    let fields = [
        (Field::DateFormat, text("dd/MM/yyyy")),
        (Field::Email, text("old@contoso.example")),
        (Field::EmailTypeCode, text("PRIMARY")),
        (Field::FirstName, text("Old")),
        (Field::IsActive, field(FieldValue::Flag(true))),
        (Field::LastName, text("Test")),
        (Field::LinesOfBusiness, field(lines)),
        (Field::LocationId, field(FieldValue::Number(3))),
        (Field::Locked, field(FieldValue::Flag(false))),
        (Field::MiddleName, text("primary")),
        (Field::NumberFormat, text("x,xxx.xx")),
        // With twelve hours; the form's `HH:mm` has twenty-four.
        (Field::TimeFormat, text("hh:mm")),
        (Field::UserType, field(FieldValue::Number(BASE.0))),
        (Field::ViewsUnassigned, field(FieldValue::Flag(true))),
    ];
    let step = update_fields(Channel::Operator, fields.into());
    insta::assert_snapshot!(told(step, &["apiUsers.old"]), @r#"
    Date Format at apiUsers.old = apiUsers / old / dateFormat: {"text":"dd/MM/yyyy"}
    Email Address at apiUsers.old = apiUsers / old / email: {"text":"old@contoso.example"}
    Email Type at apiUsers.old = apiUsers / old / emailType: {"text":"Primary"}
    First Name at apiUsers.old = apiUsers / old / firstName: {"text":"Old"}
    Active at apiUsers.old = apiUsers / old / active: {"flag":true}
    Last Name at apiUsers.old = apiUsers / old / lastName: {"text":"Test"}
    Associated at apiUsers.old = apiUsers / old / lineOfBusiness / associated: {"list":["Cloud","Managed"]}
    Primary Internal Location at apiUsers.old = apiUsers / old / primaryInternalLocation: {"text":"Head office"}
    Locked at apiUsers.old = apiUsers / old / locked: {"flag":false}
    Middle Name at apiUsers.old = apiUsers / old / middleName: {"text":"primary"}
    Number Format at apiUsers.old = apiUsers / old / numberFormat: {"text":"x,xxx.xx"}
    Time Format at apiUsers.old = apiUsers / old / timeFormat: {"text":"hh:mm"}
    Security Level at apiUsers.old = nothing to write
    Resource can view items with no assigned Line of Business at apiUsers.old = apiUsers / old / lineOfBusiness / viewUnassigned: {"flag":true}
    "#);
}

#[test]
fn what_no_word_of_the_manifest_says_is_not_written() {
    let fields = [
        (Field::EmailTypeCode, text("PERSONAL")),
        (Field::LocationId, field(FieldValue::Number(4))),
    ];
    let step = || update_fields(Channel::Operator, fields.clone().into());
    insta::assert_snapshot!(told(step(), &["apiUsers.old"]), @r#"
    Email Type at apiUsers.old = apiUsers / old / emailType: {"text":"PERSONAL"}
    Primary Internal Location at apiUsers.old = nothing to write
    "#);
    insta::assert_snapshot!(told(step(), &["apiUsers.another"]), @"
    Email Type at apiUsers.another = nothing to write
    Primary Internal Location at apiUsers.another = nothing to write
    ");
}

#[test]
fn ticked_boxes_are_written_by_the_words_of_the_manifest() {
    let user = ApiUserRef::Existing(Person {
        id: USER,
        name: "Old Test".to_owned(),
        email: "old@contoso.example".to_owned(),
    });
    let change = Change::SetProtectedData {
        handle: handle("old"),
        user,
        before: Some(ProtectedData::ALL.into()),
        after: BTreeSet::new(),
    };
    let step = step("api-user/old/protected-data", change, Channel::Operator);
    insta::assert_snapshot!(told(step, &["apiUsers.old"]), @r#"Protected Data Permission at apiUsers.old = apiUsers / old / protectedData: {"list":["editProtected","editUnprotected","viewProtected","viewUnprotected"]}"#);
}

#[test]
fn a_held_level_is_written_where_a_block_gives_it_and_not_where_a_rule_moves_people() {
    let assigned = |place| told(assign_step(Channel::Operator), &[place]);
    insta::assert_snapshot!(assigned("people.desk.securityLevel"), @r#"Security Level at people.desk.securityLevel = people / desk / securityLevel: {"level":"Helpdesk Lead"}"#);
    insta::assert_snapshot!(assigned("apiUsers.old"), @r#"Security Level at apiUsers.old = apiUsers / old / securityLevel: {"level":"Helpdesk Lead"}"#);
    insta::assert_snapshot!(assigned("impersonation.desk"), @"Security Level at impersonation.desk = nothing to write");
}
