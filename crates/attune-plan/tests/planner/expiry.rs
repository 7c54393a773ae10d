//! Last days of levels and API users.

use attune_model::{Date, Reason};

use crate::world::*;

const YESTERDAY: Date = Date::constant(2026, 11, 20);

#[test]
fn the_last_day_is_a_good_day() {
    let mut desired = desired();
    tasky_api(&mut desired).expires = Some(TODAY);
    tasky(&mut desired).expires = Some(TODAY);
    assert!(plan(&desired, &observed()).is_in_sync());
}

#[test]
fn what_is_over_is_inactivated_whatever_active_says() {
    let mut desired = desired();
    tasky_api(&mut desired).expires = Some(YESTERDAY);
    tasky(&mut desired).expires = Some(YESTERDAY);
    let plan = plan(&desired, &observed());
    insta::assert_snapshot!(lines(&plan), @r#"
    level/tasky-api: edit security level "Tasky API" [operator -> console-reread]
    api-user/tasky/fields: update API user Tasky Integration <psa@contoso.example> [rest -> rest-fact]
    "#);
    let reasons: Vec<Reason> = plan.steps.iter().map(|step| step.reason).collect();
    assert_eq!(reasons, [Reason::Expired, Reason::Expired]);
}

#[test]
fn what_is_over_is_not_made() {
    let mut desired = desired();
    desired.impersonation.clear();
    tasky_api(&mut desired).expires = Some(YESTERDAY);
    tasky(&mut desired).expires = Some(YESTERDAY);
    desired.checks.insert(handle("note"), check());
    let plan = plan(&desired, &untouched());
    assert_eq!(lines(&plan), "");
    insta::assert_snapshot!(notes(&plan), @r#"
    unmanaged: Custom levels left alone: Helpdesk Lead.
    unmanaged: Left alone: 4 people, 1 API user.
    advice: "Tasky API" is not made: its last day was 2026-11-20.
    advice: The API user Tasky Integration <psa@contoso.example> is not made: its last day was 2026-11-20.
    "#);
}

#[test]
fn an_api_user_is_not_made_without_its_level() {
    let mut desired = desired();
    desired.impersonation.clear();
    tasky_api(&mut desired).expires = Some(YESTERDAY);
    let plan = plan(&desired, &untouched());
    assert!(plan.is_in_sync());
    assert!(notes(&plan).contains(
        "advice: The API user Tasky Integration <psa@contoso.example> is not made: its security level is not there."
    ));
}

#[test]
fn what_is_over_and_inactive_already_is_edited_because_it_differs() {
    let mut desired = desired();
    tasky_api(&mut desired).expires = Some(Date::constant(2026, 11, 20));
    let mut observed = observed();
    let level = levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap();
    level
        .cells
        .insert(attune_model::CellId::new(CAN_LOGIN), flag(false));
    let reasons = |observed: &attune_model::Observed| {
        let steps = plan(&desired, observed).steps;
        let edits = steps
            .into_iter()
            .filter(|step| step.id.0 == "level/tasky-api");
        edits.map(|step| step.reason).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&observed), [Reason::Expired]);
    levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().active = false;
    assert_eq!(reasons(&observed), [Reason::Differs]);
}
