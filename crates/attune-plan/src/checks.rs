//! Which checks are due.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use attune_model::{
    Change, Channel, CheckTask, DesiredApiUser, DesiredCheck, DesiredLevel, Handle, LevelChoice,
    LevelName, Person, Place, ProblemKind, Proof, Reason, ResourceId, Step, StepId,
};
use sha2::{Digest as _, Sha256};

use crate::api_users::create_step;
use crate::context::{Context, person};
use crate::findings::Findings;
use crate::moves::Moves;
use crate::people::with_email;
use crate::targets::{Key, Targets};

/// A step for every check that something in this plan concerns, or that never passed as things are now.
pub(crate) fn steps(
    context: &Context<'_>,
    targets: &Targets,
    moves: &Moves,
    others: &[Step],
    findings: &mut Findings,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let planned: BTreeSet<&StepId> = others.iter().map(|step| &step.id).collect();
    for (handle, check) in &context.desired.checks {
        let place = Place("checks".to_owned()).key(handle);
        let Some(user) = context.desired.api_users.get(&check.api_user) else {
            continue;
        };
        if context.is_over(user.expires) {
            // It is inactive, or was never made: nobody can sign in as it.
            continue;
        }
        let Some(credentials) = &user.credentials else {
            findings.problem(
                &place.key("apiUser"),
                ProblemKind::NoCredentials,
                format!("{} has no `credentials` to sign in with", check.api_user),
                "Add `credentials` with the file that has its key and secret.",
            );
            continue;
        };
        let Some((id, who)) = actor(context, check, &place, findings) else {
            continue;
        };
        let needs = needs(context, targets, moves, check, id, &planned);
        let relies_on = relies_on(context, targets, moves, check, id);
        let passed = context.observed.remembered.checks.get(handle);
        if needs.is_empty() && passed == Some(&relies_on) {
            continue;
        }
        steps.push(Step {
            id: StepId(format!("check/{handle}")),
            change: Change::Check(CheckTask {
                handle: handle.clone(),
                api_user: check.api_user.clone(),
                credentials: credentials.clone(),
                acts_as: who,
                ticket: check.ticket.clone(),
                relies_on,
            }),
            reason: Reason::CheckIsDue,
            channel: Channel::Rest,
            proof: Proof::RestBehaviour,
            risks: Vec::new(),
            needs,
        });
    }
    steps
}

/// The person to act as.
fn actor(
    context: &Context<'_>,
    check: &DesiredCheck,
    place: &Place,
    findings: &mut Findings,
) -> Option<(ResourceId, Person)> {
    let found = with_email(context, &check.acts_as);
    let mut wrong = |kind, message: String, help: &str| {
        findings.problem(&place.key("actsAs"), kind, message, help);
    };
    match found.as_slice() {
        [(id, resource)] if resource.active => return Some((*id, person(*id, resource))),
        [(_, resource)] => wrong(
            ProblemKind::UnknownPerson,
            format!(
                "{} is inactive, and nobody can act as an inactive person",
                resource.full_name()
            ),
            "Name an active person.",
        ),
        [] => wrong(
            ProblemKind::UnknownPerson,
            format!(
                "this tenant has no person with the e-mail address {}",
                check.acts_as
            ),
            "Name a person of this tenant by e-mail address.",
        ),
        _ => wrong(
            ProblemKind::Ambiguous,
            format!("several people have the e-mail address {}", check.acts_as),
            "Name a person whose address is their own.",
        ),
    }
    None
}

/// The steps of this plan that the check must wait for.
fn needs(
    context: &Context<'_>,
    targets: &Targets,
    moves: &Moves,
    check: &DesiredCheck,
    person: ResourceId,
    planned: &BTreeSet<&StepId>,
) -> BTreeSet<StepId> {
    let level_step = |key: Option<&Key>| {
        key.and_then(|key| targets.get(key))
            .map(|target| target.step.clone())
    };
    let own_level = context
        .desired
        .api_users
        .get(&check.api_user)
        .and_then(|user| match &user.security_level {
            LevelChoice::Block(handle) => targets.of_handle(handle).cloned(),
            LevelChoice::Named(name) => targets.named(name).first().cloned(),
        });
    let remembered = context.observed.remembered.api_users.get(&check.api_user);
    let candidates = [
        level_step(own_level.as_ref()),
        level_step(moves.level_after(context, person).as_ref()),
        Some(create_step(&check.api_user)),
        Some(StepId(format!("api-user/{}/fields", check.api_user))),
        Some(StepId(format!(
            "api-user/{}/protected-data",
            check.api_user
        ))),
        Some(StepId(format!("assign/{person}"))),
        remembered.map(|known| StepId(format!("assign/{}", known.id))),
    ];
    candidates
        .into_iter()
        .flatten()
        .filter(|id| planned.contains(id))
        .collect()
}

/// A digest of everything in the manifest and the tenant that a pass stands for.
fn relies_on(
    context: &Context<'_>,
    targets: &Targets,
    moves: &Moves,
    check: &DesiredCheck,
    person: ResourceId,
) -> String {
    let user = context.desired.api_users.get(&check.api_user);
    let level = user.and_then(|user| match &user.security_level {
        LevelChoice::Block(handle) => context.desired.security_levels.get(handle),
        LevelChoice::Named(_) => None,
    });
    // How things came to be attune's, and how often secrets are replaced, is nothing that a pass stands for.
    let level = level.cloned().map(|level| DesiredLevel {
        was: None,
        adopt: false,
        ..level
    });
    let user = user.cloned().map(|user| DesiredApiUser {
        adopt: false,
        rotation: None,
        ..user
    });
    let held: Option<LevelName> = moves
        .level_after(context, person)
        .map(|key| targets.name_after(context, &key));
    let parts: (&Handle, _, _, ResourceId, _, _) =
        (&check.api_user, level, &held, person, &check.ticket, user);
    // Plain data of this workspace: it always serialises, and an empty text would only make the check run again.
    let text = serde_json::to_string(&parts).unwrap_or_default();
    let mut digest = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing into a String cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}
