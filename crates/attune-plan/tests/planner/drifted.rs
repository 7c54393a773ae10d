//! Tenants of every kind in which every kind of thing has drifted: blocks that are gone, vendors that changed, captures
//! of any age, rights that are not what they were.

use attune_model::catalogue::LicenseType;
use attune_model::{
    CellId, CellState, CellValue, Desired, Effective, EffectiveRights, EntityAccess, LevelChoice,
    LevelId, Observed, ObservedLevel, PutBack, Reading, RememberedApiUser, RememberedLevel,
    Resource, ResourceId, RightsThen, Source, StepId, Timestamp, Unread,
};
use proptest::prelude::*;

use crate::varied::varied;
use crate::world::*;

/// A level that the ledger knows under a handle without a block.
const LOST_LEVEL: LevelId = LevelId(81);
/// An API user that the ledger knows under a handle without a block.
const LOST_USER: ResourceId = ResourceId(211);
/// An API user that the block `tasky` stood for once.
const REPLACED: ResourceId = ResourceId(212);

/// Which blocks an editor took out.
#[derive(Clone, Copy, Debug)]
struct Gone {
    rules: bool,
    user: bool,
    level: bool,
}

/// Things of the ledger without a block: whether they are there, and then whether they are active.
#[derive(Clone, Copy, Debug)]
struct Lost {
    level: Option<bool>,
    user: Option<bool>,
    holder: Holder,
}

/// Who holds the lost level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Nobody,
    LostUser,
    Carl,
}

#[derive(Clone, Copy, Debug)]
struct Replaced {
    other_vendor: bool,
    /// An earlier one: whether it is there, and then whether it is active.
    earlier: Option<bool>,
    begun: bool,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    /// Whether the captures are old, and whether they show other values.
    captured: Option<(bool, bool)>,
    /// Whether rights were read, are not what they were, and contradict the manifest.
    rights: Option<[bool; 3]>,
    put_back: bool,
}

pub(crate) fn drifted() -> impl Strategy<Value = (Desired, Observed)> {
    let drift = (any::<bool>(), gone(), lost(), replaced(), seen());
    (varied(), drift).prop_map(|((mut desired, mut observed), drift)| {
        let (prune, gone, lost, replaced, seen) = drift;
        replaced.put(&mut desired, &mut observed);
        lost.put(&mut observed);
        seen.put(&mut desired, &mut observed);
        gone.put(&mut desired);
        desired.ownership.prune = prune;
        (desired, observed)
    })
}

fn gone() -> impl Strategy<Value = Gone> {
    prop::array::uniform3(prop::bool::weighted(0.3)).prop_map(|[rules, user, level]| Gone {
        rules,
        user,
        level,
    })
}

fn lost() -> impl Strategy<Value = Lost> {
    let holder = prop::sample::select(vec![Holder::Nobody, Holder::LostUser, Holder::Carl]);
    let there = prop::option::of(any::<bool>());
    (there.clone(), there, holder).prop_map(|(level, user, holder)| Lost {
        level,
        user,
        holder,
    })
}

fn replaced() -> impl Strategy<Value = Replaced> {
    let earlier = prop::option::of(any::<bool>());
    (any::<bool>(), earlier, any::<bool>()).prop_map(|(other_vendor, earlier, begun)| Replaced {
        other_vendor,
        earlier,
        begun,
    })
}

fn seen() -> impl Strategy<Value = Seen> {
    let captured = prop::option::of(any::<(bool, bool)>());
    let rights = prop::option::of(any::<[bool; 3]>());
    (captured, rights, any::<bool>()).prop_map(|(captured, rights, put_back)| Seen {
        captured,
        rights,
        put_back,
    })
}

impl Gone {
    /// Takes blocks out with what refers to them.
    fn put(self, desired: &mut Desired) {
        if self.rules {
            desired.impersonation.clear();
        }
        if self.user {
            desired.api_users.clear();
            desired.checks.clear();
        }
        let block = LevelChoice::Block(handle("tasky-api"));
        let is_used = desired
            .api_users
            .values()
            .any(|user| user.security_level == block);
        if self.level && !is_used {
            desired.security_levels.remove(&handle("tasky-api"));
        }
    }
}

impl Lost {
    fn put(self, observed: &mut Observed) {
        if let Some(active) = self.level {
            let level = ObservedLevel {
                active,
                name: level_name("Lost"),
                ..levels(observed)[&HELPDESK].clone()
            };
            levels(observed).insert(LOST_LEVEL, level);
            let known = RememberedLevel {
                id: LOST_LEVEL,
                copy_of: None,
            };
            observed.remembered.levels.insert(handle("lost"), known);
            if self.holder == Holder::Carl {
                resources(observed).get_mut(&CARL).unwrap().level = LOST_LEVEL;
            }
        }
        if let Some(active) = self.user {
            let level = if self.level.is_some() && self.holder == Holder::LostUser {
                LOST_LEVEL
            } else {
                API_USER
            };
            put_user(observed, LOST_USER, active, level);
            let known = RememberedApiUser {
                id: LOST_USER,
                tracking: None,
                delivered: None,
                fields: [].into(),
                protected_data: None,
            };
            observed.remembered.api_users.insert(handle("lost"), known);
        }
    }
}

fn put_user(observed: &mut Observed, id: ResourceId, active: bool, level: LevelId) {
    let user = Resource {
        first_name: "Tasky".to_owned(),
        last_name: if id == LOST_USER {
            "Lost"
        } else {
            "Integration"
        }
        .to_owned(),
        email: "psa@contoso.example".to_owned(),
        user_name: format!("key{id}"),
        active,
        license_type: LicenseType::ApiUser,
        level,
        location: None,
        texts: [].into(),
    };
    resources(observed).insert(id, user);
}

impl Replaced {
    fn put(self, desired: &mut Desired, observed: &mut Observed) {
        if self.other_vendor && tasky(desired).credentials.is_some() {
            tasky(desired).tracking = Some(vendor("DeskDirector - DeskDirector Portal"));
        }
        if let Some(active) = self.earlier {
            put_user(observed, REPLACED, active, API_USER);
            let replaced = &mut observed.remembered.replaced;
            replaced.insert(handle("tasky"), [REPLACED].into());
        }
        if self.begun {
            let begun = StepId("api-user/tasky".to_owned());
            observed.remembered.unfinished.insert(begun);
        }
    }
}

impl Seen {
    fn put(self, desired: &mut Desired, observed: &mut Observed) {
        if let Some((is_old, is_other)) = self.captured {
            let at = if is_old { "2026-10-01" } else { "2026-11-20" };
            let at: Timestamp = format!("{at}T12:00:00Z").parse().unwrap();
            for level in levels(observed).values_mut() {
                let seen = [ALLOW, CAN_LOGIN].map(|cell| {
                    let state = CellState::Known {
                        value: CellValue::Flag(!is_other),
                        source: Source::Console,
                        at,
                    };
                    (CellId::new(cell), state)
                });
                level.cells.extend(seen);
            }
        }
        if let Some([is_read, changed, contradicted]) = self.rights {
            let add = CellId::new("serviceDesk.objects.tickets.add");
            let cells = &mut tasky_api(desired).cells;
            cells.insert(add, CellValue::Flag(true));
            see(observed, is_read, changed, contradicted);
        }
        if self.put_back {
            let again = PutBack {
                times: 2,
                since: Timestamp::UNIX_EPOCH,
            };
            for step in ["assign/101", "level/tasky-api", "api-user/tasky/fields"] {
                let put_back = &mut observed.remembered.put_back;
                put_back.insert(StepId(step.to_owned()), again.clone());
            }
        }
    }
}

fn see(observed: &mut Observed, is_read: bool, changed: bool, contradicted: bool) {
    let rights = |letters: &str| {
        let access = EntityAccess::try_from(letters.to_owned()).unwrap();
        EffectiveRights([("Ticket".to_owned(), access)].into())
    };
    let now = rights(if contradicted { "NNNN" } else { "AAAA" });
    let then = RightsThen {
        user: TASKY,
        rights: if changed { rights("RRRR") } else { now.clone() },
        at: Timestamp::UNIX_EPOCH,
    };
    observed.remembered.rights.insert(TASKY_LEVEL, then);
    let effective = Effective {
        user: TASKY,
        level: TASKY_LEVEL,
        rights: if is_read {
            Reading::Read(now)
        } else {
            Reading::Failed(Unread::Refused("no".to_owned()))
        },
    };
    observed.effective.insert(handle("tasky"), effective);
}
