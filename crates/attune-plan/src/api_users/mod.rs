//! What the blocks under `apiUsers` demand.

mod adopt;
mod create;
mod credentials;
mod fields;
mod find;
mod location;
mod protected_data;
mod replacement;
mod retire;
mod rotation;
mod tracking;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserRef, DesiredApiUser, Handle, LevelRef, Note, OwnershipWord, Person, Place, ProblemKind,
    Reason, Resource, ResourceId, Step, StepId,
};

use crate::context::{Context, person};
use crate::findings::Findings;
use crate::level_choice::{Choice, Holder, resolve};
use crate::moves::{assign, protected_level};
use crate::targets::{Key, Targets};

pub(crate) use create::create_step;
use find::{Found, find};
use rotation::Due;

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

impl Block<'_> {
    /// Whether whom it stands for is to be able to sign in.
    fn signs_in(&self, context: &Context<'_>) -> bool {
        let user = self.user;
        user.active != Some(false) && user.locked != Some(true) && !context.is_over(user.expires)
    }
}

/// What a block stands for after this plan.
struct Stands<'a> {
    block: Block<'a>,
    user: ApiUserRef,
    /// The one in whose place this plan puts it.
    replaces: Option<ResourceId>,
}

/// The steps that every block needs.
pub(crate) fn steps(context: &Context<'_>, targets: &Targets, findings: &mut Findings) -> ApiUsers {
    let mut users = ApiUsers::default();
    let mut stand = Vec::new();
    for (handle, user) in &context.desired.api_users {
        let block = Block {
            handle,
            user,
            place: Place("apiUsers".to_owned()).key(handle),
        };
        let first = users.steps.len();
        let stands = block_steps(context, targets, &block, &mut users, findings);
        users.come_from(&block.place, first);
        stand.extend(stands.map(|(user, replaces)| Stands {
            block,
            user,
            replaces,
        }));
    }
    // Whom a block stands for is known only after all of them.
    let kept = kept(context, &users.managed);
    for Stands {
        block,
        user,
        replaces,
    } in stand
    {
        let first = users.steps.len();
        let replaced = retire::replaced(context, &block, replaces);
        let retired = retire::steps(context, &block, &replaced, &kept, &user, findings);
        users.steps.extend(retired);
        users.managed.extend(replaced);
        users.come_from(&block.place, first);
    }
    users
}

impl ApiUsers {
    /// Notes that the steps from `first` on come from a place.
    fn come_from(&mut self, place: &Place, first: usize) {
        let steps = self.steps.iter().skip(first);
        let origins = steps.map(|step| (step.id.clone(), place.clone()));
        self.origins.extend(origins);
    }
}

/// Whom a block stands for, one that is accepted as a whole included.
fn kept(context: &Context<'_>, managed: &BTreeSet<ResourceId>) -> BTreeSet<ResourceId> {
    let accepted = context
        .written
        .api_users
        .keys()
        .filter(|handle| !context.desired.api_users.contains_key(*handle))
        .filter_map(|handle| context.observed.remembered.api_users.get(handle));
    let accepted = accepted.map(|known| known.id);
    managed.iter().copied().chain(accepted).collect()
}

/// Whom the block stands for, and whom this plan replaces by that one; `None` where it stands for nobody.
fn block_steps(
    context: &Context<'_>,
    targets: &Targets,
    block: &Block<'_>,
    users: &mut ApiUsers,
    findings: &mut Findings,
) -> Option<(ApiUserRef, Option<ResourceId>)> {
    match find(context, block, findings) {
        Found::Nobody => {
            let user = block.user;
            if is_ignored(context, block, &user.email, findings) {
                return None;
            }
            if let Some(day) = user.expires.filter(|day| context.is_over(Some(*day))) {
                findings.notes.push(Note::Advice(format!(
                    "The API user {} is not made: its last day was {day}.",
                    name(user)
                )));
                return None;
            }
            tracking::check(context, block, findings);
            let made = create(
                context,
                targets,
                block,
                Reason::Missing,
                None,
                users,
                findings,
            )?;
            Some((made, None))
        }
        Found::There(id, resource) => {
            if is_ignored(context, block, &resource.email, findings) {
                users.managed.insert(id);
                return None;
            }
            tracking::check(context, block, findings);
            let due = match tracking::other(context, block, id) {
                Some(known)
                    if replacement::is_possible(context, block, known, id, resource, findings) =>
                {
                    Some(Due::Successor(Reason::Replaced))
                }
                Some(_) => None,
                None => rotation::due(context, block, id, resource, findings),
            };
            let mut own = Vec::new();
            match due {
                Some(Due::Successor(reason)) => {
                    let old = Some(person(id, resource));
                    let made = create(context, targets, block, reason, old, users, findings);
                    if made.is_none() {
                        users.managed.insert(id);
                    }
                    return made.map(|made| (made, Some(id)));
                }
                Some(Due::Secret(reason)) => own.extend(rotation::step(
                    context, block, reason, id, resource, findings,
                )),
                None => {}
            }
            users.managed.insert(id);
            there(context, targets, block, id, resource, &mut own, findings);
            // What is adopted is noted first: a run that is interrupted then finds it as attune's.
            if let Some(adopt) = adopt::step(context, block, id, resource) {
                for step in &mut own {
                    step.needs.insert(adopt.id.clone());
                }
                users.steps.push(adopt);
            }
            users.steps.extend(own);
            Some((ApiUserRef::Existing(person(id, resource)), None))
        }
        Found::Unclear => None,
    }
}

fn name(user: &DesiredApiUser) -> String {
    format!("{} {} <{}>", user.first_name, user.last_name, user.email)
}

/// The API user that is to be made; `None` where it is not made, which is said.
fn create(
    context: &Context<'_>,
    targets: &Targets,
    block: &Block<'_>,
    reason: Reason,
    replaces: Option<Person>,
    users: &mut ApiUsers,
    findings: &mut Findings,
) -> Option<ApiUserRef> {
    let user = block.user;
    // What the form needs is looked up for its problems; the form itself takes the name.
    location::find(context, block, findings);
    match level(context, targets, block, findings) {
        Choice::Level(key) => {
            let level = targets.reference(context, &key)?;
            let step = create::step(block, level, reason, replaces, findings)?;
            let made = ApiUserRef::Planned {
                step: step.id.clone(),
                name: format!("{} {}", user.first_name, user.last_name),
                email: user.email.clone(),
            };
            users.steps.push(step);
            let boxes = protected_data::step(context, block, made.clone());
            users.steps.extend(boxes);
            Some(made)
        }
        Choice::NotMade => {
            findings.notes.push(Note::Advice(format!(
                "The API user {} is not made: its security level is not there.",
                name(user)
            )));
            None
        }
        Choice::Unclear => None,
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
