//! What is said of how much is known, and of what does not stay as it is set.

use attune_model::catalogue::cell_at;
use attune_model::{
    CellId, CellState, CellValue, Effective, EffectiveRights, EntityAccess, Observed, PutBack,
    Reading, RightsThen, Scope, Source, StepId, Timestamp, Unread,
};

use crate::world::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn captured(value: bool, day: &str) -> CellState {
    CellState::Known {
        value: CellValue::Flag(value),
        source: Source::Console,
        at: at(&format!("{day}T23:59:00Z")),
    }
}

fn set(observed: &mut Observed, cell: &str, state: CellState) {
    let level = levels(observed).get_mut(&TASKY_LEVEL).unwrap();
    level.cells.insert(CellId::new(cell), state);
}

fn of_kind(plan: &attune_model::Plan, kinds: &[&str]) -> String {
    let all = notes(plan);
    let those = all
        .lines()
        .filter(|line| kinds.iter().any(|kind| line.starts_with(kind)));
    those.collect::<Vec<_>>().join("\n")
}

fn rights(access: &[(&str, &str)]) -> EffectiveRights {
    let access = access.iter().map(|(entity, letters)| {
        let access = EntityAccess::try_from((*letters).to_owned()).unwrap();
        ((*entity).to_owned(), access)
    });
    EffectiveRights(access.collect())
}

fn see(observed: &mut Observed, rights: Reading<EffectiveRights>) {
    let effective = Effective {
        user: TASKY,
        level: TASKY_LEVEL,
        rights,
    };
    observed.effective.insert(handle("tasky"), effective);
}

#[test]
fn captures_tell_their_age_and_old_ones_are_to_be_made_again() {
    let mut desired = desired();
    let cells = &mut tasky_api(&mut desired).cells;
    for cell in [
        "admin.features.resourcesUsersHr",
        "other.webhooks.canCreate",
    ] {
        assert!(cell_at(cell).is_some());
        cells.insert(CellId::new(cell), CellValue::Flag(true));
    }
    let mut observed = observed();
    set(&mut observed, CAN_LOGIN, captured(true, "2026-10-22"));
    let hr = "admin.features.resourcesUsersHr";
    set(&mut observed, hr, captured(true, "2026-10-22"));
    let webhooks = "other.webhooks.canCreate";
    set(&mut observed, webhooks, captured(true, "2026-11-20"));
    let plan_of = plan(&desired, &observed);
    assert!(plan_of.is_in_sync());
    insta::assert_snapshot!(of_kind(&plan_of, &["as captured", "advice"]), @r#"
    as captured: 1 cell of "Tasky API" is as the console showed on 2026-11-20 (1 day ago).
    as captured: 2 cells of "Tasky API" are as the console showed on 2026-10-22 (30 days ago).
    "#);
    set(&mut observed, hr, captured(true, "2026-10-21"));
    insta::assert_snapshot!(of_kind(&plan(&desired, &observed), &["advice"]), @r#"advice: What the console showed of "Tasky API" is 31 days old: capture it again (`attune capture`)."#);
}

#[test]
fn rights_that_could_not_be_seen_are_said_with_the_reason() {
    let mut observed = observed();
    let why = Unread::Refused("the identifier was refused".to_owned());
    see(&mut observed, Reading::Failed(why));
    insta::assert_snapshot!(of_kind(&plan(&desired(), &observed), &["unseen"]), @"unseen: What REST lets the API user Tasky Integration <psa@contoso.example> do could not be seen: the identifier was refused.");
}

#[test]
fn rights_that_are_not_what_they_were_are_named_five_and_a_count() {
    let mut observed = observed();
    let then = RightsThen {
        user: TASKY,
        rights: rights(&[("Company", "AAAA"), ("Ticket", "AAAA"), ("Gone", "AAAA")]),
        at: at("2026-11-01T08:00:00Z"),
    };
    observed.remembered.rights.insert(TASKY_LEVEL, then);
    let now = rights(&[("Company", "NNNN"), ("Ticket", "NRAA"), ("New", "AAAA")]);
    see(&mut observed, Reading::Read(now));
    insta::assert_snapshot!(of_kind(&plan(&desired(), &observed), &["unseen"]), @r#"unseen: What REST lets holders of "Tasky API" do is not what it was on 2026-11-01: Company View (None, was All), Company Add (None, was All), Company Edit (None, was All), Company Delete (None, was All), Ticket View (Restricted, was All), and 1 more. What was known of the level's cells is not relied on."#);
    let same = rights(&[("Company", "AAAA"), ("Ticket", "AAAA")]);
    see(&mut observed, Reading::Read(same));
    assert_eq!(of_kind(&plan(&desired(), &observed), &["unseen"]), "");
}

#[test]
fn rights_that_contradict_what_is_wanted_are_named() {
    let mut desired = desired();
    let cells = &mut tasky_api(&mut desired).cells;
    let edit = CellId::new("serviceDesk.objects.tickets.edit");
    cells.insert(edit.clone(), CellValue::Scope(Scope::All));
    let mut observed = observed();
    set(
        &mut observed,
        edit.as_str(),
        known(CellValue::Scope(Scope::All)),
    );
    see(&mut observed, Reading::Read(rights(&[("Ticket", "NANN")])));
    insta::assert_snapshot!(of_kind(&plan(&desired, &observed), &["unseen"]), @r#"unseen: serviceDesk.objects.tickets.edit of "Tasky API" is to be All, and REST contradicts it: Ticket Edit is None."#);
}

#[test]
fn what_is_set_again_and_again_is_somebody_elses_too() {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TESS).unwrap().level = SERVICE_DESK;
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    let again = PutBack {
        times: 3,
        since: at("2026-11-01T08:00:00Z"),
    };
    for step in ["assign/101", "api-user/tasky/fields", "level/other"] {
        let put_back = &mut observed.remembered.put_back;
        put_back.insert(StepId(step.to_owned()), again.clone());
    }
    insta::assert_snapshot!(of_kind(&plan(&desired(), &observed), &["advice: attune"]), @"
    advice: attune has set the security level of Tess Turner <tess@contoso.example> 3 times since 2026-11-01: somebody else sets it too. KaseyaOne access groups, which map groups to security levels, a provisioning service or a colleague may own it; accept it, or end the other one.
    advice: attune has set values of Tasky Integration <psa@contoso.example> 3 times since 2026-11-01: somebody else sets it too. KaseyaOne access groups, a provisioning service or a colleague may own it; accept it, or end the other one.
    ");
}

#[test]
fn levels_of_attunes_that_nobody_holds_are_named() {
    let mut observed = observed();
    resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
    let mut desired = desired();
    tasky(&mut desired).active = Some(false);
    insta::assert_snapshot!(of_kind(&plan(&desired, &observed), &["advice"]), @r#"advice: Levels of attune's that nobody active holds: "Tasky API"."#);
    tasky_api(&mut desired).active = Some(false);
    assert_eq!(of_kind(&plan(&desired, &observed), &["advice"]), "");
}

#[test]
fn people_who_left_are_named() {
    let mut desired = desired();
    let mut observed = observed();
    resources(&mut observed).get_mut(&TESS).unwrap().active = false;
    let rule = desired.impersonation.get_mut(&handle("users")).unwrap();
    let mut who = people(&["tess@contoso.example"]);
    who.active = Some(true);
    rule.levels = attune_model::RuleLevels::HeldBy(who.clone());
    insta::assert_snapshot!(lines(&plan(&desired, &observed)), @"problem no-people-matched at impersonation.users.levelsHeldBy.emails[0]: Tess Turner <tess@contoso.example> is inactive, and nobody else is chosen here | Take the address out, if they left, or choose somebody who is active.");
    who.emails = Some(emails(&["priya@contoso.example", "TESS@contoso.example"]));
    for (active, what) in [
        (
            Some(true),
            "advice: Tess Turner <tess@contoso.example> is inactive: take the address out at impersonation.users.levelsHeldBy.emails[1], if they left.",
        ),
        (
            None,
            "advice: Tess Turner <tess@contoso.example> is inactive, and is chosen all the same: take the address out at impersonation.users.levelsHeldBy.emails[1], if they left.",
        ),
    ] {
        who.active = active;
        let rule = desired.impersonation.get_mut(&handle("users")).unwrap();
        rule.levels = attune_model::RuleLevels::HeldBy(who.clone());
        let plan = plan(&desired, &observed);
        assert!(plan.problems.is_empty());
        assert_eq!(of_kind(&plan, &["advice: Tess"]), what);
    }
}

#[test]
fn of_levels_that_nobody_holds_only_active_ones_that_are_not_ignored_are_named() {
    let unheld = |is_active: bool, is_ignored: bool| {
        let (mut desired, mut observed) = (desired(), observed());
        resources(&mut observed).get_mut(&TASKY).unwrap().active = false;
        tasky(&mut desired).active = Some(false);
        levels(&mut observed).get_mut(&TASKY_LEVEL).unwrap().active = is_active;
        tasky_api(&mut desired).active = None;
        if is_ignored {
            let words = &mut desired.ownership.security_levels;
            words.insert("Tasky *".to_owned(), attune_model::OwnershipWord::Ignore);
        }
        !of_kind(&plan(&desired, &observed), &["advice: Levels"]).is_empty()
    };
    assert!(unheld(true, false));
    assert!(!unheld(false, false));
    assert!(!unheld(true, true));
}
