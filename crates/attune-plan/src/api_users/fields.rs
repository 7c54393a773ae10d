//! The fields of an API user that differ, or that nobody can see.

use std::collections::BTreeMap;

use attune_model::{
    Change, Channel, DesiredApiUser, Field, FieldChange, FieldState, FieldValue, OwnershipWord,
    ProblemKind, Proof, Reason, RememberedApiUser, Resource, ResourceId, Step, StepId,
};

use super::Block;
use crate::context::{Context, person};
use crate::findings::Findings;

/// The step that sets them; none where everything is as the block says.
pub(super) fn step(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    location: Option<i64>,
    findings: &mut Findings,
) -> Option<Step> {
    let mut fields: BTreeMap<Field, FieldChange> = wanted(context, block, location)
        .into_iter()
        .map(|(field, after)| {
            let before = state(context, block, id, resource, field);
            (field, FieldChange { before, after })
        })
        .filter(|(field, change)| !is_same(*field, &change.before, &change.after))
        .collect();
    let is_inactivated = fields
        .get(&Field::IsActive)
        .is_some_and(|change| change.after == FieldValue::Flag(false));
    let is_over = context.is_over(block.user.expires);
    if is_inactivated && context.owned.resource(resource, OwnershipWord::Protect) {
        fields.remove(&Field::IsActive);
        findings.problem(
            &block.place.key(if is_over { "expires" } else { "active" }),
            ProblemKind::Protected,
            format!(
                "{} is protected, and would be inactivated",
                person(id, resource)
            ),
            "Change the manifest, or take the protection away under `policy` first.",
        );
    }
    if fields.is_empty() {
        return None;
    }
    let is_writable = |field: &Field| {
        field
            .rest_name()
            .is_some_and(|name| context.fields.is_writable(name))
    };
    Some(Step {
        id: StepId(format!("api-user/{}/fields", block.handle)),
        reason: if is_inactivated && is_over {
            Reason::Expired
        } else if fields
            .values()
            .all(|change| change.before == FieldState::Unknown)
        {
            Reason::Unknown
        } else {
            Reason::Differs
        },
        channel: if fields.keys().all(is_writable) {
            Channel::Rest
        } else {
            Channel::Operator
        },
        proof: if fields.keys().all(|field| field.rest_name().is_some()) {
            Proof::RestFact
        } else {
            Proof::ConsoleReread
        },
        change: Change::UpdateApiUser {
            handle: block.handle.clone(),
            user: person(id, resource),
            fields,
            tracking: block.user.tracking.clone(),
        },
        risks: Vec::new(),
        needs: [].into(),
    })
}

/// What the block says of the fields that can be changed after saving.
fn wanted(
    context: &Context<'_>,
    block: &Block<'_>,
    location: Option<i64>,
) -> BTreeMap<Field, FieldValue> {
    let DesiredApiUser {
        adopt: _,
        first_name,
        middle_name,
        last_name,
        email,
        email_type,
        active,
        locked,
        security_level: _,
        date_format,
        time_format,
        number_format,
        primary_internal_location: _,
        key: _,
        tracking: _,
        lines_of_business,
        views_unassigned,
        protected_data: _,
        credentials: _,
        credentials_max_age_days: _,
        rotation: _,
        expires,
    } = block.user;
    let unless_accepted = |key: &str, text: &String| {
        (!context.accepted.covers(&block.place.key(key))).then(|| text.clone())
    };
    let texts = [
        (Field::FirstName, unless_accepted("firstName", first_name)),
        (Field::MiddleName, middle_name.clone()),
        (Field::LastName, unless_accepted("lastName", last_name)),
        (Field::Email, unless_accepted("email", email)),
        (Field::EmailTypeCode, email_type.clone()),
        (Field::DateFormat, date_format.clone()),
        (Field::TimeFormat, time_format.clone()),
        (Field::NumberFormat, number_format.clone()),
    ];
    let active = if context.is_over(*expires) {
        Some(false)
    } else {
        *active
    };
    let flags = [
        (Field::IsActive, active),
        (Field::Locked, *locked),
        (Field::ViewsUnassigned, *views_unassigned),
    ];
    let others = [
        (Field::LocationId, location.map(FieldValue::Number)),
        (
            Field::LinesOfBusiness,
            lines_of_business.clone().map(FieldValue::List),
        ),
    ];
    texts
        .into_iter()
        .map(|(field, text)| (field, text.map(FieldValue::Text)))
        .chain(flags.map(|(field, flag)| (field, flag.map(FieldValue::Flag))))
        .chain(others)
        .filter_map(|(field, value)| Some((field, value?)))
        .collect()
}

/// What is known of a field: as REST reports it, else as the ledger remembers it.
fn state(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
    field: Field,
) -> FieldState {
    let text = |text: &String| Some(FieldValue::Text(text.clone()));
    let reported = match field {
        Field::FirstName => text(&resource.first_name),
        Field::LastName => text(&resource.last_name),
        Field::Email => text(&resource.email),
        Field::IsActive => Some(FieldValue::Flag(resource.active)),
        Field::LocationId => resource.location.map(FieldValue::Number),
        Field::UserType => Some(FieldValue::Number(resource.level.0)),
        Field::MiddleName
        | Field::EmailTypeCode
        | Field::DateFormat
        | Field::TimeFormat
        | Field::NumberFormat => resource.texts.get(&field).and_then(text),
        Field::LinesOfBusiness | Field::Locked | Field::ViewsUnassigned => None,
    };
    reported
        .or_else(|| remembered(context, block, id)?.fields.get(&field).cloned())
        .map_or(FieldState::Unknown, FieldState::Known)
}

/// The form shows `Primary` where REST says `PRIMARY` (`rest.md` 1.2).
fn is_same(field: Field, before: &FieldState, after: &FieldValue) -> bool {
    match (before.value(), after) {
        (Some(FieldValue::Text(before)), FieldValue::Text(after))
            if field == Field::EmailTypeCode =>
        {
            before.eq_ignore_ascii_case(after)
        }
        (before, after) => before == Some(after),
    }
}

/// What the ledger remembers of the API user that a block stands for.
pub(super) fn remembered<'a>(
    context: &Context<'a>,
    block: &Block<'_>,
    id: ResourceId,
) -> Option<&'a RememberedApiUser> {
    context
        .observed
        .remembered
        .api_users
        .get(block.handle)
        .filter(|known| known.id == id)
}
