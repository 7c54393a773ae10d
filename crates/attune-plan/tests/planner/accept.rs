//! Deviations that are accepted for a time.

use attune_model::{
    Acceptance, Assignment, CellId, CellValue, Change, Date, Desired, Field, Place, RiskKind,
};

use crate::world::*;

fn accept(desired: &mut Desired, at: &str) {
    accept_until(desired, at, TODAY);
}

fn accept_until(desired: &mut Desired, at: &str, expires: Date) {
    let acceptance = Acceptance {
        at: Place(at.to_owned()),
        reason: "a migration".to_owned(),
        owner: "tess@contoso.example".to_owned(),
        expires,
    };
    let name = handle(&format!("a{}", desired.accept.len()));
    desired.accept.insert(name, acceptance);
}

#[test]
fn a_cell_may_differ_until_the_day_is_over() {
    let mut observed = observed();
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level.cells.insert(CellId::new(CAN_LOGIN), flag(false));
    let text = |expires| {
        let mut desired = desired();
        accept_until(
            &mut desired,
            "securityLevels.tasky-api.webServicesApi",
            expires,
        );
        let plan = plan(&desired, &observed);
        let said = notes(&plan);
        let said = said.lines().find(|line| line.starts_with("accepted"));
        format!("{}{}", lines(&plan), said.unwrap_or_default())
    };
    insta::assert_snapshot!(text(TODAY), @"accepted: securityLevels.tasky-api.webServicesApi may differ until 2026-11-21: a migration (tess@contoso.example).");
    insta::assert_snapshot!(text(Date::constant(2026, 11, 20)), @r#"level/tasky-api: edit security level "Tasky API" [operator -> console-reread]accepted: securityLevels.tasky-api.webServicesApi was accepted until 2026-11-20, and is planned again: a migration (tess@contoso.example)."#);
}

#[test]
fn a_longer_key_is_no_place_below() {
    let mut observed = observed();
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level.cells.insert(CellId::new(CAN_LOGIN), flag(false));
    let mut desired = desired();
    accept(&mut desired, "securityLevels.tasky-api.webServices");
    assert_eq!(plan(&desired, &observed).steps.len(), 1);
}

#[test]
fn a_cell_outside_the_catalogue_is_named_by_its_labels() {
    let mut desired = desired();
    let cell = CellId::extra("Service Desk", "Change Requests", Some("View"));
    let cells = &mut tasky_api(&mut desired).cells;
    cells.insert(cell, CellValue::Word("All".to_owned()));
    assert_eq!(plan(&desired, &observed()).steps.len(), 1);
    accept(
        &mut desired,
        "securityLevels.tasky-api.extra.Service Desk.Change Requests",
    );
    assert!(plan(&desired, &observed()).is_in_sync());
}

#[test]
fn needed_fields_lose_only_their_comparison() {
    let mut desired = desired();
    let mut observed = observed();
    levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().name = level_name("Tasky (old)");
    let user = resources(&mut observed).get_mut(&TASKY).unwrap();
    user.first_name = "Taskie".to_owned();
    user.level = API_USER;
    for at in [
        "securityLevels.tasky-api.name",
        "apiUsers.tasky.firstName",
        "apiUsers.tasky.securityLevel",
    ] {
        accept(&mut desired, at);
    }
    assert_eq!(lines(&plan(&desired, &observed)), "");
    // The user is found by what is left of name and address.
    observed.remembered.api_users.clear();
    assert_eq!(lines(&plan(&desired, &observed)), "");
    // And made with all of it where nobody is there.
    resources(&mut observed).remove(&TASKY);
    assert!(lines(&plan(&desired, &observed)).contains("create API user Tasky Integration"));
}

#[test]
fn whole_blocks_may_differ() {
    let mut desired = desired();
    desired.checks.insert(handle("note"), check());
    desired.people.insert(
        handle("carl"),
        Assignment {
            who: people(&["carl@*"]),
            security_level: named("Helpdesk Lead"),
        },
    );
    for at in [
        "securityLevels.tasky-api",
        "apiUsers.tasky",
        "impersonation.users",
        "people.carl",
        "checks.note.ticket",
    ] {
        accept(&mut desired, at);
    }
    assert_eq!(lines(&plan(&desired, &observed())), "");
    assert_eq!(lines(&plan(&desired, &untouched())), "");
}

#[test]
fn a_user_whose_level_may_be_missing_waits_for_it() {
    let mut desired = desired();
    desired.impersonation.clear();
    accept(&mut desired, "securityLevels.tasky-api");
    let plan = plan(&desired, &untouched());
    assert_eq!(lines(&plan), "");
    assert!(notes(&plan).contains("is not made: its security level is not there"));
}

#[test]
fn a_rule_may_leave_system_levels_or_its_flag_for_later() {
    let mut desired = desired();
    accept(&mut desired, "impersonation.users.systemLevels");
    let ids = |desired: &Desired| {
        let plan = plan(desired, &untouched());
        let ids = plan.steps.iter().map(|step| step.id.0.clone());
        ids.filter(|id| !id.contains("tasky")).collect::<Vec<_>>()
    };
    assert_eq!(ids(&desired), ["edit/52"]);
    accept(&mut desired, "impersonation.users.allow");
    assert!(ids(&desired).is_empty());
}

#[test]
fn what_an_acceptance_kept_away_is_refused_when_its_day_is_over() {
    let mut observed = observed();
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level.cells.insert(CellId::new(CAN_LOGIN), flag(false));
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    let mut desired = desired();
    let yesterday = Date::constant(2026, 11, 20);
    let at = "securityLevels.tasky-api.webServicesApi";
    accept_until(&mut desired, at, yesterday);
    let over = plan(&desired, &observed);
    // The other step is none of its business.
    assert_eq!(over.steps.len(), 2);
    insta::assert_snapshot!(refused(&over), @"expired-acceptance: the deviation at securityLevels.tasky-api.webServicesApi was accepted until 2026-11-20 (tess@contoso.example: a migration); prolong it under `accept`, or let it be put right");
    assert!(plan_allowing(&desired, &observed, RiskKind::ExpiredAcceptance).can_apply());
    desired.accept.clear();
    accept_until(&mut desired, at, TODAY);
    assert!(plan(&desired, &observed).can_apply());
}

#[test]
fn every_kind_of_place_is_guarded_when_its_day_is_over() {
    for (at, steps) in [
        (
            "impersonation.users",
            vec!["copy/39", "edit/52", "assign/101"],
        ),
        (
            "impersonation.users.systemLevels",
            vec!["copy/39", "assign/101"],
        ),
        ("apiUsers.tasky", vec!["api-user/tasky"]),
        (
            "securityLevels.tasky-api",
            vec!["level/tasky-api", "api-user/tasky"],
        ),
    ] {
        let mut desired = desired();
        accept_until(&mut desired, at, Date::constant(2026, 11, 20));
        let plan = plan(&desired, &untouched());
        let is_marked = |step: &&attune_model::Step| {
            let kinds = step.risks.iter().map(|risk| risk.kind);
            kinds
                .into_iter()
                .any(|kind| kind == RiskKind::ExpiredAcceptance)
        };
        let marked = plan.steps.iter().filter(is_marked);
        let marked: Vec<&str> = marked.map(|step| step.id.0.as_str()).collect();
        assert_eq!(marked, steps, "{at}");
    }
}

#[test]
fn an_acceptance_that_is_over_and_without_a_deviation_refuses_nothing() {
    let mut desired = desired();
    accept_until(
        &mut desired,
        "securityLevels.tasky-api",
        Date::constant(2026, 11, 20),
    );
    assert!(plan(&desired, &observed()).is_in_sync());
}

/// What the manifest says of the API user where a plan is to find nothing else wrong.
fn with_fields(desired: &mut Desired) {
    let user = tasky(desired);
    user.middle_name = Some("Slack".to_owned());
    user.email_type = Some("Primary".to_owned());
    user.locked = Some(true);
    user.date_format = Some("yyyy-MM-dd".to_owned());
    user.time_format = Some("HH:mm".to_owned());
    user.number_format = Some("X,XXX.XX".to_owned());
    user.primary_internal_location = Some("Branch".to_owned());
    user.lines_of_business = Some(["Hosting".to_owned()].into());
    user.views_unassigned = Some(true);
}

/// The fields that a plan sets, by their names in JSON.
fn fields(desired: &Desired) -> Vec<String> {
    let plan = plan(desired, &observed());
    let fields = plan.steps.iter().flat_map(|step| {
        if let Change::UpdateApiUser { fields, .. } = &step.change {
            fields.keys().copied().collect()
        } else {
            Vec::new()
        }
    });
    fields.map(|field: Field| format!("{field:?}")).collect()
}

#[test]
fn each_field_of_an_api_user_may_differ_by_itself() {
    let mut whole = desired();
    with_fields(&mut whole);
    let all = fields(&whole);
    for (place, field) in [
        ("middleName", "MiddleName"),
        ("emailType", "EmailTypeCode"),
        ("locked", "Locked"),
        ("dateFormat", "DateFormat"),
        ("timeFormat", "TimeFormat"),
        ("numberFormat", "NumberFormat"),
        ("primaryInternalLocation", "LocationId"),
        ("lineOfBusiness.associated", "LinesOfBusiness"),
        ("lineOfBusiness.viewUnassigned", "ViewsUnassigned"),
    ] {
        let mut desired = whole.clone();
        accept(&mut desired, &format!("apiUsers.tasky.{place}"));
        let mut expected = all.clone();
        expected.retain(|other| other != field);
        assert_eq!(expected.len() + 1, all.len(), "{field} is planned");
        assert_eq!(fields(&desired), expected, "{place}");
    }
}

#[test]
fn an_inactive_level_and_its_expiry_may_wait() {
    let mut observed = observed();
    levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().active = false;
    let mut desired = desired();
    accept(&mut desired, "securityLevels.tasky-api.active");
    assert!(plan(&desired, &observed).is_in_sync());
}

#[test]
fn part_of_what_means_something_only_as_a_whole_leaves_it_out_whole() {
    let assignment = Assignment {
        who: people(&["carl@*"]),
        security_level: named("Helpdesk Lead"),
    };
    for at in ["people", "people.carl", "people.carl.securityLevel"] {
        let mut desired = desired();
        desired.people.insert(handle("carl"), assignment.clone());
        assert_eq!(plan(&desired, &observed()).steps.len(), 1);
        accept(&mut desired, at);
        assert!(plan(&desired, &observed()).is_in_sync(), "{at}");
    }
    for at in [
        "impersonation.users.levelsHeldBy",
        "impersonation.users.levelsHeldBy.emails[0]",
        "impersonation.users.levels",
    ] {
        let mut desired = desired();
        accept(&mut desired, at);
        let plan = plan(&desired, &untouched());
        let ids = plan.steps.iter().map(|step| step.id.0.as_str());
        let ids: Vec<&str> = ids.collect();
        assert_eq!(ids, ["level/tasky-api", "api-user/tasky"], "{at}");
    }
}
