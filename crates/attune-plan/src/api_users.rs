//! What the blocks under `apiUsers` demand.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserForm, Change, Channel, DesiredApiUser, Field, FieldChange, FieldValue, Handle, LevelRef,
    Place, Problem, ProblemKind, Proof, Reason, Resource, ResourceId, Step, StepId, nearest,
};

use crate::context::{Context, person};
use crate::impersonation::assign;
use crate::targets::{Key, Targets};

/// What the blocks amount to.
#[derive(Default)]
pub(crate) struct ApiUsers {
    pub(crate) steps: Vec<Step>,
    /// The API users that are there and that a block stands for.
    pub(crate) managed: BTreeSet<ResourceId>,
}

/// The steps that every block needs.
pub(crate) fn steps(
    context: &Context<'_>,
    targets: &Targets,
    problems: &mut Vec<Problem>,
) -> ApiUsers {
    let mut users = ApiUsers::default();
    for (handle, user) in &context.desired.api_users {
        let place = Place("apiUsers".to_owned()).key(handle);
        check_vendor(context, user, &place, problems);
        let location = location(context, user, &place, problems);
        let Some(key) = targets.of_handle(&user.security_level) else {
            // The level has a problem of its own.
            continue;
        };
        let Some(level) = targets.reference(context, key) else {
            continue;
        };
        match find(context, handle, user, &place, problems) {
            Found::Nobody => users.steps.push(create(handle, user, level)),
            Found::There(id, resource) => {
                users.managed.insert(id);
                users
                    .steps
                    .extend(update(context, handle, user, id, resource, location));
                if !is_held(key, resource) {
                    let needs = level.made_by().cloned().into_iter().collect();
                    users
                        .steps
                        .push(assign(context, id, resource, level, needs, Reason::Differs));
                }
            }
            Found::Unclear => {}
        }
    }
    users
}

/// Whom a block means.
enum Found<'a> {
    /// Nobody yet.
    Nobody,
    /// An API user that is there.
    There(ResourceId, &'a Resource),
    /// Several; a problem was said.
    Unclear,
}

/// The step that creates the API user of a block.
pub(crate) fn create_step(handle: &Handle) -> StepId {
    StepId(format!("api-user/{handle}"))
}

/// Finds the API user of a block: by the ledger, else by e-mail address and name.
fn find<'a>(
    context: &Context<'a>,
    handle: &Handle,
    user: &DesiredApiUser,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Found<'a> {
    if let Some(known) = context.observed.remembered.api_users.get(handle)
        && let Some(resource) = context.resources.get(&known.id)
    {
        if known.integration_vendor != user.integration_vendor {
            problems.push(Problem {
                place: place.key("integrationVendor"),
                kind: ProblemKind::VendorImmutable,
                message: format!(
                    "this API user was made for \"{}\", and the vendor cannot be changed after saving",
                    known.integration_vendor
                ),
                help: "Put the old vendor back, or describe the new API user under a handle of its own.".to_owned(),
            });
        }
        return Found::There(known.id, resource);
    }
    if context.is_unfinished(&create_step(handle)) {
        // Apply looks first; what an interrupted run left behind is finished, not doubled.
        return Found::Nobody;
    }
    let alike: Vec<(ResourceId, &Resource)> = context
        .resources
        .iter()
        .filter(|(_, resource)| {
            resource.is_api_user()
                && resource.email.eq_ignore_ascii_case(&user.email)
                && resource.first_name == user.first_name
                && resource.last_name == user.last_name
        })
        .map(|(id, resource)| (*id, resource))
        .collect();
    match alike.as_slice() {
        [] => Found::Nobody,
        [(id, resource)] => Found::There(*id, resource),
        several => {
            problems.push(Problem {
                place: place.clone(),
                kind: ProblemKind::Ambiguous,
                message: format!(
                    "this tenant has {} API users named {} {} with this e-mail address",
                    several.len(),
                    user.first_name,
                    user.last_name
                ),
                help: "Rename all but one, or give this one another name.".to_owned(),
            });
            Found::Unclear
        }
    }
}

fn is_held(key: &Key, resource: &Resource) -> bool {
    match key {
        Key::Existing(id) => resource.level == *id,
        Key::New(_) => false,
    }
}

fn check_vendor(
    context: &Context<'_>,
    user: &DesiredApiUser,
    place: &Place,
    problems: &mut Vec<Problem>,
) {
    let Some(vendors) = context.vendors else {
        return;
    };
    if vendors.contains(&user.integration_vendor) {
        return;
    }
    problems.push(Problem {
        place: place.key("integrationVendor"),
        kind: ProblemKind::UnknownVendor,
        message: format!(
            "this tenant lists no integration vendor named \"{}\"",
            user.integration_vendor
        ),
        help: nearest(&user.integration_vendor, vendors.iter().map(String::as_str)).map_or_else(
            || "Spell it as the list in the API user form does: `Vendor - Integration`.".to_owned(),
            |near| format!("Did you mean \"{near}\"?"),
        ),
    });
}

fn location(
    context: &Context<'_>,
    user: &DesiredApiUser,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Option<i64> {
    let wanted = user.primary_internal_location.as_ref()?;
    let locations = &context.fields.locations;
    let found = locations
        .iter()
        .find(|(_, name)| *name == wanted)
        .map(|(id, _)| *id);
    if found.is_none() {
        problems.push(Problem {
            place: place.key("primaryInternalLocation"),
            kind: ProblemKind::UnknownLocation,
            message: format!("this tenant has no internal location named \"{wanted}\""),
            help: nearest(wanted, locations.values().map(String::as_str)).map_or_else(
                || {
                    "Name a location as the admin console shows it, or leave the line out."
                        .to_owned()
                },
                |near| format!("Did you mean \"{near}\"?"),
            ),
        });
    }
    found
}

fn create(handle: &Handle, user: &DesiredApiUser, level: LevelRef) -> Step {
    let DesiredApiUser {
        first_name,
        last_name,
        email,
        active,
        security_level: _,
        primary_internal_location,
        integration_vendor,
        credentials,
    } = user;
    let needs: BTreeSet<StepId> = level.made_by().cloned().into_iter().collect();
    Step {
        id: create_step(handle),
        change: Change::CreateApiUser {
            handle: handle.clone(),
            form: ApiUserForm {
                first_name: first_name.clone(),
                last_name: last_name.clone(),
                email: email.clone(),
                active: active.unwrap_or(true),
                level,
                primary_internal_location: primary_internal_location.clone(),
                integration_vendor: integration_vendor.clone(),
            },
            credentials: credentials.clone(),
        },
        reason: Reason::Missing,
        channel: Channel::Operator,
        proof: Proof::RestBehaviour,
        risks: Vec::new(),
        needs,
    }
}

/// The step that changes what differs; none where nothing does.
fn update(
    context: &Context<'_>,
    handle: &Handle,
    user: &DesiredApiUser,
    id: ResourceId,
    resource: &Resource,
    location: Option<i64>,
) -> Option<Step> {
    let text = |before: &str, after: &str| FieldChange {
        before: FieldValue::Text(before.to_owned()),
        after: FieldValue::Text(after.to_owned()),
    };
    let mut fields = BTreeMap::new();
    if resource.first_name != user.first_name {
        fields.insert(
            Field::FirstName,
            text(&resource.first_name, &user.first_name),
        );
    }
    if resource.last_name != user.last_name {
        fields.insert(Field::LastName, text(&resource.last_name, &user.last_name));
    }
    if resource.email != user.email {
        fields.insert(Field::Email, text(&resource.email, &user.email));
    }
    if let Some(active) = user.active.filter(|wanted| *wanted != resource.active) {
        let change = FieldChange {
            before: FieldValue::Flag(resource.active),
            after: FieldValue::Flag(active),
        };
        fields.insert(Field::IsActive, change);
    }
    if let Some(wanted) = location
        && resource.location != Some(wanted)
    {
        let change = FieldChange {
            before: resource
                .location
                .map_or_else(|| FieldValue::Text(String::new()), FieldValue::Number),
            after: FieldValue::Number(wanted),
        };
        fields.insert(Field::LocationId, change);
    }
    if fields.is_empty() {
        return None;
    }
    let writable = fields
        .keys()
        .all(|field| context.fields.is_writable(field.rest_name()));
    Some(Step {
        id: StepId(format!("api-user/{handle}/fields")),
        change: Change::UpdateApiUser {
            handle: handle.clone(),
            user: person(id, resource),
            fields,
            integration_vendor: user.integration_vendor.clone(),
        },
        reason: Reason::Differs,
        channel: if writable {
            Channel::Rest
        } else {
            Channel::Operator
        },
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    })
}
