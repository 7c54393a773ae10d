//! Sees by impersonated queries whether levels let their holders be impersonated (`console.md` 4, note 2).
//!
//! An impersonated call runs with the person's own rights, cut by the table of the API user's level, and every refusal
//! has the same words. So one query of one row is asked in up to four ways:
//!
//! - without a person: it has to work;
//! - as a person who cannot exist: it has to be refused, else the header is ignored and nothing that works shows
//!   anything;
//! - as a holder of another level: one that works shows that the API user's own table lets it through;
//! - as a holder of the level in question.
//!
//! Where the last works, the flag is on. Where it is refused although the others came out as they have to, the flag is
//! taken to be off: that such a refusal comes from the flag alone was never shown on a live tenant, a person whose own
//! level sees no such record may be refused as well, and the evidence says so.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::RESOURCE_IMPERSONATION;
use attune_model::{CellId, CellState, CellValue, Credentials, LevelId, ResourceId};

use super::flag;
use super::hands::{Hand, Hands};
use super::tenant::Tenant;
use crate::ports::{ActError, Probe};

/// How many holders of a level are asked for at most.
const HOLDERS: usize = 2;

/// A number that no person has: the highest that the column of a database may hold.
const NOBODY: ResourceId = ResourceId(2_147_483_647);

/// What is queried, each with the row of the impersonation table that lets it through.
const ENTITIES: [(&str, &str); 2] = [
    ("Companies", "crm.accounts"),
    ("Tickets", "serviceDesk.tickets"),
];

/// What impersonated queries showed.
pub(super) struct Probed {
    /// Why nobody could ask.
    no_caller: Option<String>,
    answers: BTreeMap<LevelId, Answer>,
    /// The names of those whose query worked, by level.
    control: BTreeMap<LevelId, String>,
    who: String,
}

/// What a level's holders were answered.
enum Answer {
    Works(String),
    Refused(Vec<String>),
    Lost(String),
    NoHolder,
}

/// What is seen of a level's flag.
pub(super) enum Seen {
    On(String),
    Off(String),
    Unclear(String),
}

/// An API user and an entity by which the flag shows.
struct Caller<'a> {
    credentials: &'a Credentials,
    entity: &'static str,
    who: String,
}

/// Asks for every level that a rule means, and for others where a control is needed.
pub(super) async fn probe<T: Probe>(tenant: &T, look: Tenant<'_>, hands: &Hands) -> Probed {
    let mut probed = Probed {
        no_caller: None,
        answers: BTreeMap::new(),
        control: BTreeMap::new(),
        who: String::new(),
    };
    let caller = match Caller::find(tenant, look, hands).await {
        Ok(caller) => caller,
        Err(why) => {
            probed.no_caller = Some(why);
            return probed;
        }
    };
    probed.who.clone_from(&caller.who);
    let rules = look.desired.impersonation.values();
    let meant: BTreeSet<LevelId> = rules.flat_map(|rule| flag::meant(look, rule)).collect();
    for level in meant {
        probed.ask(tenant, look, &caller, level).await;
    }
    for level in flag::taken_to_be_on(look) {
        if !probed.control.is_empty() {
            break;
        }
        if !probed.answers.contains_key(&level) {
            probed.ask(tenant, look, &caller, level).await;
        }
    }
    probed
}

impl Probed {
    async fn ask<T: Probe>(
        &mut self,
        tenant: &T,
        look: Tenant<'_>,
        caller: &Caller<'_>,
        level: LevelId,
    ) {
        let mut answer = Answer::NoHolder;
        for (id, person) in look.active_people(level).take(HOLDERS) {
            let name = person.full_name();
            match caller.peek(tenant, Some(id)).await {
                Ok(()) => {
                    self.control.insert(level, name.clone());
                    answer = Answer::Works(name);
                    break;
                }
                Err(error) => answer = answer.and(name, error),
            }
        }
        self.answers.insert(level, answer);
    }

    /// What is seen of a level's flag.
    pub(super) fn seen(&self, level: LevelId) -> Seen {
        if let Some(why) = &self.no_caller {
            return Seen::Unclear(why.clone());
        }
        let who = &self.who;
        match self.answers.get(&level) {
            Some(Answer::Works(name)) => Seen::On(format!(
                "{who} as {name}, and is refused as somebody who does not exist"
            )),
            Some(Answer::Lost(why)) => Seen::Unclear(why.clone()),
            Some(Answer::NoHolder) | None => {
                Seen::Unclear("nobody active holds it, so nobody can be impersonated".to_owned())
            }
            Some(Answer::Refused(names)) => {
                let names = names.join(" and as ");
                match self.control.iter().find(|(of, _)| **of != level) {
                    Some((_, other)) => Seen::Off(format!(
                        "{who} as {other}, and is refused as {names}; that the flag alone is the reason was never \
                         shown on a live tenant"
                    )),
                    None => Seen::Unclear(format!(
                        "{who} without a person, and is refused as {names}, but nobody else works either: it may be \
                         the table of the API user's own level"
                    )),
                }
            }
        }
    }
}

impl Answer {
    /// With the answer for one more holder.
    fn and(self, name: String, error: ActError) -> Self {
        match (self, error) {
            (Self::Refused(mut names), ActError::Refused(_)) => {
                names.push(name);
                Self::Refused(names)
            }
            (Self::NoHolder, ActError::Refused(_)) => Self::Refused(vec![name]),
            (Self::Lost(why), _) => Self::Lost(why),
            (
                _,
                error @ (ActError::CredentialsRefused
                | ActError::IdentifierRefused(_)
                | ActError::Lost(_)),
            ) => Self::Lost(format!("asked for as {name}: {error}")),
            (answer @ Self::Works(_), ActError::Refused(_)) => answer,
        }
    }
}

impl<'a> Caller<'a> {
    /// The first API user and entity with which the query works without a person, and is refused as one who does not
    /// exist.
    async fn find<T: Probe>(
        tenant: &T,
        look: Tenant<'_>,
        hands: &'a Hands,
    ) -> Result<Self, String> {
        let mut why =
            "no API user whose credentials are at hand holds a level that may view companies or tickets as a person"
                .to_owned();
        for hand in hands.signed_in() {
            for (entity, row) in ENTITIES {
                if !may_view(look, hand, row) {
                    continue;
                }
                let caller = Self {
                    credentials: &hand.credentials,
                    entity,
                    who: format!("{} may query {entity}", hand.name),
                };
                match caller.controls(tenant).await {
                    Ok(()) => return Ok(caller),
                    Err(failed) => why = failed,
                }
            }
        }
        Err(why)
    }

    async fn controls<T: Probe>(&self, tenant: &T) -> Result<(), String> {
        let Self { entity, who, .. } = self;
        self.peek(tenant, None)
            .await
            .map_err(|error| format!("that {who} was not seen, also without a person ({error})"))?;
        match self.peek(tenant, Some(NOBODY)).await {
            Err(ActError::Refused(_)) => Ok(()),
            Ok(()) => Err(format!(
                "{who} also as somebody who does not exist: {entity} do not heed whom they are asked for as"
            )),
            Err(
                error @ (ActError::CredentialsRefused
                | ActError::IdentifierRefused(_)
                | ActError::Lost(_)),
            ) => Err(format!("asked for as somebody who does not exist: {error}")),
        }
    }

    async fn peek<T: Probe>(&self, tenant: &T, person: Option<ResourceId>) -> Result<(), ActError> {
        tenant.peek(self.credentials, self.entity, person).await
    }
}

/// Whether the `View` box of a row is wanted, or was last seen, on the level that an API user holds.
fn may_view(look: Tenant<'_>, hand: &Hand, row: &str) -> bool {
    let cell = CellId::new(format!("{RESOURCE_IMPERSONATION}.{row}.view"));
    let on = CellValue::Flag(true);
    let wanted = look
        .desired
        .security_levels
        .iter()
        .filter(|(handle, _)| look.level_of(handle) == Some(hand.level))
        .find_map(|(_, block)| block.cells.get(&cell));
    let seen = look
        .levels()
        .ok()
        .and_then(|levels| levels.get(&hand.level))
        .map(|level| level.cell(&cell));
    wanted == Some(&on) || matches!(seen, Some(CellState::Known { value, .. }) if value == on)
}
