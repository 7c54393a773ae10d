//! What is claimed of an API user: that it is there, its `Active` box, its level, that it signs in.

use attune_model::{Claim, DesiredApiUser, Handle, Proof, Verdict};

use super::hands::{Hands, NoHand};
use super::levels::word;
use super::tenant::Tenant;
use super::{claim, not_shown, reported};
use crate::day;
use crate::effective::seen_at;

pub(super) fn claims(
    look: Tenant<'_>,
    handle: &Handle,
    wanted: &DesiredApiUser,
    hands: &Hands,
    claims: &mut Vec<Claim>,
) {
    let object = format!(
        "API user {} {} <{}>",
        wanted.first_name, wanted.last_name, wanted.email
    );
    if let Err(why) = look.resources() {
        let why = format!("the people and API users could not be read: {why}");
        claims.push(claim(&object, "is there", not_shown(why)));
        return;
    }
    let Some((id, resource)) = look.user_of(handle, wanted) else {
        let verdict = reported(
            false,
            "REST lists none, or more than one, with this name and address",
        );
        claims.push(claim(&object, "is there", verdict));
        return;
    };
    let there = reported(true, format!("REST lists it as resource {id}"));
    claims.push(claim(&object, "is there", there));
    let active = if look.is_over(wanted.expires) {
        Some(false)
    } else {
        wanted.active
    };
    if let Some(active) = active {
        let verdict = reported(
            resource.active == active,
            format!("REST reports it as {}", word(resource.active)),
        );
        claims.push(claim(&object, format!("is {}", word(active)), verdict));
    }
    let choice = &wanted.security_level;
    let holds = match look.chosen(choice) {
        Some(level) => reported(
            resource.level == level,
            format!("REST reports \"{}\"", look.level_name(resource.level)),
        ),
        None => not_shown("that level is not there, or could not be read"),
    };
    let what = format!("holds \"{}\"", look.name_of(choice));
    claims.push(claim(&object, what, holds));
    if active == Some(false) || wanted.locked == Some(true) {
        return;
    }
    if let Some(hand) = hands.of(handle) {
        let verdict = match hand {
            Ok(_) => Verdict::Shown {
                proof: Proof::RestBehaviour,
                evidence: "REST accepts its key and secret".to_owned(),
            },
            Err(NoHand {
                why: _,
                is_refused: true,
            }) if let Some(then) = seen_at(look.remembered, id) => Verdict::Contradicted {
                evidence: format!(
                    "REST refuses its key and secret, which it accepted on {}",
                    day(then)
                ),
            },
            Err(no_hand) => not_shown(no_hand.why.as_str()),
        };
        claims.push(claim(&object, "signs in", verdict));
    }
}
