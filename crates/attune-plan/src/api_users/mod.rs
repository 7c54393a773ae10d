//! What the blocks under `apiUsers` demand.

mod adopt;
mod create;
mod credentials;
mod fields;
mod find;
mod location;
mod protected_data;
mod tracking;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserRef, DesiredApiUser, Handle, LevelRef, Note, OwnershipWord, Place, ProblemKind, Reason,
    Resource, ResourceId, Step, StepId,
};

use crate::context::{Context, person};
use crate::findings::Findings;
use crate::level_choice::{Choice, Holder, resolve};
use crate::moves::{assign, protected_level};
use crate::targets::{Key, Targets};

pub(crate) use create::create_step;
use find::{Found, find};

/// What the blocks amount to.
#[derive(Default)]
pub(crate) struct ApiUsers {
    pub(crate) steps: Vec<Step>,
    /// The API users that are there and that a block stands for.
    pub(crate) managed: BTreeSet<ResourceId>,
    /// The block behind each step.
    pub(crate) origins: BTreeMap<StepId, Place>,
}

/// A block and where it stands.
struct Block<'a> {
    handle: &'a Handle,
    user: &'a DesiredApiUser,
    place: Place,
}

/// The steps that every block needs.
pub(crate) fn steps(context: &Context<'_>, targets: &Targets, findings: &mut Findings) -> ApiUsers {
    let mut users = ApiUsers::default();
    for (handle, user) in &context.desired.api_users {
        let block = Block {
            handle,
            user,
            place: Place("apiUsers".to_owned()).key(handle),
        };
        let first = users.steps.len();
        block_steps(context, targets, &block, &mut users, findings);
        let origins = users.steps.iter().skip(first);
        let origins = origins.map(|step| (step.id.clone(), block.place.clone()));
        users.origins.extend(origins);
    }
    users
}

fn block_steps(
    context: &Context<'_>,
    targets: &Targets,
    block: &Block<'_>,
    users: &mut ApiUsers,
    findings: &mut Findings,
) {
    match find(context, block, findings) {
        Found::Nobody => missing(context, targets, block, users, findings),
        Found::There(id, resource) => {
            users.managed.insert(id);
            if is_ignored(context, block, &resource.email, findings) {
                return;
            }
            tracking::check(context, block, findings);
            let mut own = Vec::new();
            there(context, targets, block, id, resource, &mut own, findings);
            // What is adopted is noted first: a run that is interrupted then finds it as attune's.
            if let Some(adopt) = adopt::step(context, block, id, resource) {
                for step in &mut own {
                    step.needs.insert(adopt.id.clone());
                }
                users.steps.push(adopt);
            }
            users.steps.extend(own);
        }
        Found::Unclear => {}
    }
}

fn missing(
    context: &Context<'_>,
    targets: &Targets,
    block: &Block<'_>,
    users: &mut ApiUsers,
    findings: &mut Findings,
) {
    let user = block.user;
    if is_ignored(context, block, &user.email, findings) {
        return;
    }
    let name = format!("{} {} <{}>", user.first_name, user.last_name, user.email);
    if let Some(day) = user.expires.filter(|day| context.is_over(Some(*day))) {
        findings.notes.push(Note::Advice(format!(
            "The API user {name} is not made: its last day was {day}."
        )));
        return;
    }
    tracking::check(context, block, findings);
    // What the form needs is looked up for its problems; the form itself takes the name.
    location::find(context, block, findings);
    match level(context, targets, block, findings) {
        Choice::Level(key) => {
            if let Some(level) = targets.reference(context, &key)
                && let Some(step) = create::step(block, level, findings)
            {
                let made = ApiUserRef::Planned {
                    step: step.id.clone(),
                    name: format!("{} {}", user.first_name, user.last_name),
                    email: user.email.clone(),
                };
                users.steps.push(step);
                users
                    .steps
                    .extend(protected_data::step(context, block, made));
            }
        }
        Choice::NotMade => findings.notes.push(Note::Advice(format!(
            "The API user {name} is not made: its security level is not there."
        ))),
        Choice::Unclear => {}
    }
}

fn there(
    context: &Context<'_>,
    targets: &Targets,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    steps: &mut Vec<Step>,
    findings: &mut Findings,
) {
    let location = location::find(context, block, findings);
    let who = ApiUserRef::Existing(person(id, resource));
    steps.extend(fields::step(
        context, block, id, resource, location, findings,
    ));
    steps.extend(protected_data::step(context, block, who));
    findings
        .notes
        .extend(credentials::advice(context, block, id, resource));
    let place = block.place.key("securityLevel");
    if let Choice::Level(key) = level(context, targets, block, findings)
        && key != Key::Existing(resource.level)
        && !context.accepted.covers(&place)
        && let Some(level) = targets.reference(context, &key)
    {
        if context.owned.resource(resource, OwnershipWord::Protect) {
            protected_level(&person(id, resource), &place, findings);
            return;
        }
        let needs = made_by(&level);
        let step = assign(context, id, resource, level, needs, Reason::Differs);
        steps.push(step);
    }
}

fn made_by(level: &LevelRef) -> BTreeSet<StepId> {
    level.made_by().cloned().into_iter().collect()
}

fn level(
    context: &Context<'_>,
    targets: &Targets,
    block: &Block<'_>,
    findings: &mut Findings,
) -> Choice {
    resolve(
        context,
        targets,
        &block.user.security_level,
        Holder::ApiUser,
        &block.place.key("securityLevel"),
        findings,
    )
}

/// Whether the policy ignores whom the block stands for; says so.
fn is_ignored(
    context: &Context<'_>,
    block: &Block<'_>,
    email: &str,
    findings: &mut Findings,
) -> bool {
    let ignored = [email, &block.user.email]
        .into_iter()
        .any(|email| context.owned.api_user(email, OwnershipWord::Ignore));
    if ignored {
        findings.problem(
            &block.place,
            ProblemKind::Ignored,
            format!("the policy says to ignore the API user {email}"),
            "Remove the block, or the line under `policy`.",
        );
    }
    ignored
}
