//! Manifests that use the whole language, over tenants of every kind.

use attune_model::catalogue::{LicenseType, ProtectedData};
use attune_model::{
    Acceptance, Assignment, CellId, CellValue, Date, Desired, DesiredLevel, Field, FieldValue,
    ImpersonationRule, LevelChoice, LevelId, Observed, OwnershipWord, PeopleSelector, Place,
    RuleLevels, SystemLevelPolicy,
};
use proptest::prelude::*;

use crate::laws::tenants;
use crate::world::*;

const LEVELS: [&str; 5] = [
    "Service Desk User (system)",
    "Helpdesk Lead",
    "System Administrator (system)",
    "Desk",
    "Service Desk User (with Impersonation)",
];
/// The level that is there in some tenants, and that the block `desk` makes in others.
pub(crate) const DESK: LevelId = LevelId(71);

const PAST: Date = Date::constant(2026, 11, 20);
const FUTURE: Date = Date::constant(2027, 1, 1);

pub(crate) fn varied() -> impl Strategy<Value = (Desired, Observed)> {
    (
        tenants(),
        prop::collection::vec((selector(), 0_usize..LEVELS.len()), 0..3),
        prop::collection::vec((rule(), any::<bool>()), 0..3),
        blocks(),
        words(),
    )
        .prop_map(
            |((mut desired, mut observed), people, rules, blocks, words)| {
                set_blocks(&mut desired, &mut observed, &blocks);
                for (index, (who, level)) in people.into_iter().enumerate() {
                    let security_level = match LEVELS[level] {
                        "Desk" => LevelChoice::Block(handle("desk")),
                        other => named(other),
                    };
                    let assignment = Assignment {
                        who,
                        security_level,
                    };
                    desired
                        .people
                        .insert(handle(&format!("p{index}")), assignment);
                }
                for (index, (rule, is_only)) in rules.into_iter().enumerate() {
                    if is_only {
                        desired.impersonation.remove(&handle("users"));
                    }
                    desired
                        .impersonation
                        .insert(handle(&format!("r{index}")), rule);
                }
                set_words(&mut desired, &words);
                (desired, observed)
            },
        )
}

fn selector() -> impl Strategy<Value = PeopleSelector> {
    // Not by the name of a rule's copy: who is yet to be moved there does not count as its holder.
    let levels = prop::option::of(prop::sample::subsequence(&LEVELS[..4], 1..3));
    let patterns = prop::option::weighted(
        0.7,
        prop::sample::select(vec!["*@contoso.example", "*@partner.example", "p1@*"]),
    );
    let licenses = prop::option::weighted(
        0.2,
        prop::sample::select(vec![LicenseType::Professional, LicenseType::Administrator]),
    );
    let except = prop::option::weighted(0.3, Just("p0@contoso.example"));
    (
        patterns,
        levels,
        licenses,
        except,
        prop::option::of(Just(true)),
    )
        .prop_map(
            |(by_email, by_level, license, except, active)| PeopleSelector {
                emails: match (by_email, &by_level) {
                    (None, None) => Some(emails(&["*"])),
                    (pattern, _) => pattern.map(|pattern| emails(&[pattern])),
                },
                levels: by_level.map(|names| names.into_iter().map(level_name).collect()),
                license_types: license.map(|license| vec![license]),
                except: except.map(|pattern| emails(&[pattern])).unwrap_or_default(),
                active,
            },
        )
}

fn rule() -> impl Strategy<Value = ImpersonationRule> {
    let levels = prop_oneof![
        2 => selector().prop_map(RuleLevels::HeldBy),
        1 => prop::sample::subsequence(&LEVELS[..4], 1..3).prop_map(|names| {
            RuleLevels::Named(names.into_iter().map(level_name).collect())
        }),
    ];
    (levels, prop::bool::weighted(0.8), prop::bool::weighted(0.2)).prop_map(
        |(levels, allow, no_login)| ImpersonationRule {
            allow,
            levels,
            system_levels: SystemLevelPolicy::Copy,
            can_login: no_login.then_some(false),
        },
    )
}

/// One of a few last days.
fn day(which: usize) -> Option<Date> {
    [None, None, Some(PAST), Some(FUTURE)][which]
}

type Blocks = ([bool; 8], usize, usize, [bool; 6], [bool; 5]);

fn blocks() -> impl Strategy<Value = Blocks> {
    (
        any::<[bool; 8]>(),
        0_usize..4,
        0_usize..4,
        any::<[bool; 6]>(),
        any::<[bool; 5]>(),
    )
}

fn set_blocks(desired: &mut Desired, observed: &mut Observed, blocks: &Blocks) {
    let (_, level_day, _, more, known) = blocks;
    let [no_copy_of, _, _, desk_there, extra, desk_expires] = *more;
    let [forgotten, level_adopt, _, desk_adopt, desk_was] = *known;

    let is_there = levels(observed).contains_key(&TASKY_LEVEL);
    let level = tasky_api(desired);
    level.expires = day(*level_day);
    level.adopt = level_adopt;
    level.was = level_adopt.then(|| level_name("Renamed by hand"));
    if no_copy_of && is_there {
        level.copy_of = None;
    }
    if extra {
        level.cells.insert(
            CellId::extra("Service Desk", "Can remove tags", None),
            CellValue::Flag(true),
        );
        let view = CellId::extra("Service Desk", "Change Requests", Some("View"));
        level
            .cells
            .insert(view, CellValue::Word("Assigned".to_owned()));
    }
    desired.security_levels.insert(
        handle("desk"),
        DesiredLevel {
            name: level_name("Desk"),
            was: desk_was.then(|| level_name("Old desk")),
            adopt: desk_adopt,
            copy_of: Some(level_name("Service Desk User (system)")),
            active: None,
            expires: desk_expires.then_some(PAST).filter(|_| desk_there),
            cells: [].into(),
        },
    );
    if desk_there {
        let desk = levels(observed)[&HELPDESK].clone();
        levels(observed).insert(DESK, desk);
        levels(observed).get_mut(&DESK).unwrap().name =
            level_name(if desk_was { "Old desk" } else { "Desk" });
        if let Some(person) = resources(observed).get_mut(&CARL) {
            person.level = DESK;
        }
    }

    set_user(desired, observed, blocks);
    if forgotten {
        observed.remembered.levels.clear();
        observed.remembered.api_users.clear();
    }
}

fn set_user(desired: &mut Desired, observed: &mut Observed, blocks: &Blocks) {
    let (fields, _, user_day, more, known) = blocks;
    let [
        texts,
        locked,
        lines,
        boxes,
        located,
        key,
        remembered_too,
        location_known,
    ] = *fields;
    let [_, by_name, no_credentials, _, _, _] = *more;
    let [_, _, user_adopt, _, _] = *known;
    let is_checked = !desired.checks.is_empty();
    let user_there = resources(observed).contains_key(&TASKY);
    let user = tasky(desired);
    user.expires = day(*user_day);
    user.adopt = user_adopt;
    if by_name {
        user.security_level = named("API User (system)");
    }
    if texts {
        user.middle_name = Some("Slack".to_owned());
        user.email_type = Some("Primary".to_owned());
        user.date_format = Some("yyyy-MM-dd".to_owned());
        user.time_format = Some("HH:mm".to_owned());
        user.number_format = Some("X,XXX.XX".to_owned());
    }
    user.locked = locked.then_some(false);
    if lines {
        user.lines_of_business = Some(["Cloud".to_owned()].into());
        user.views_unassigned = Some(true);
    }
    if boxes {
        user.protected_data = Some([ProtectedData::ViewProtected].into());
    }
    if located {
        user.primary_internal_location = Some("Branch".to_owned());
    }
    user.key = key.then(|| "tasky-prod".to_owned());
    if no_credentials && user_there && !is_checked {
        user.credentials = None;
        user.tracking = None;
    }
    if user_there {
        if remembered_too {
            let known = remembered(observed);
            known.fields.insert(Field::Locked, FieldValue::Flag(true));
            known.protected_data = Some([].into());
        }
        if !location_known {
            resources(observed).get_mut(&TASKY).unwrap().location = None;
        }
    }
}

type Words = (
    Vec<(&'static str, OwnershipWord)>,
    Vec<(&'static str, bool)>,
);

fn words() -> impl Strategy<Value = Words> {
    let word = prop::sample::select(vec![OwnershipWord::Protect, OwnershipWord::Ignore]);
    let things = prop::sample::select(vec![
        "Helpdesk*",
        "tasky api",
        "Desk",
        "*(with impersonation)",
        "psa@*",
        "p2@*",
        "ADA@admin.example",
    ]);
    let places = prop::sample::select(vec![
        "securityLevels.tasky-api",
        "securityLevels.tasky-api.webServicesApi",
        "securityLevels.tasky-api.extra.Service Desk",
        "securityLevels.tasky-api.name",
        "securityLevels.desk",
        "apiUsers.tasky",
        "apiUsers.tasky.email",
        "apiUsers.tasky.securityLevel",
        "apiUsers.tasky.lineOfBusiness",
        "apiUsers.tasky.active",
        "people.p0",
        "impersonation.users",
        "impersonation.r0.allow",
        "impersonation.r0.systemLevels",
        "checks.note",
    ]);
    (
        prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec((things, word), 1..3)],
        prop_oneof![1 => Just(Vec::new()), 1 => prop::collection::vec((places, any::<bool>()), 1..3)],
    )
}

fn set_words(desired: &mut Desired, (owned, accepted): &Words) {
    for (thing, word) in owned {
        let words = if thing.starts_with("psa") {
            &mut desired.ownership.api_users
        } else if thing.contains('@') {
            &mut desired.ownership.people
        } else {
            &mut desired.ownership.security_levels
        };
        words.insert((*thing).to_owned(), *word);
    }
    for (index, (place, is_over)) in accepted.iter().enumerate() {
        let acceptance = Acceptance {
            at: Place((*place).to_owned()),
            reason: "a migration".to_owned(),
            owner: "tess@contoso.example".to_owned(),
            expires: if *is_over { PAST } else { TODAY },
        };
        desired
            .accept
            .insert(handle(&format!("a{index}")), acceptance);
    }
}
