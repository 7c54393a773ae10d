//! The step that creates an API user.

use attune_model::{
    ApiUserForm, Change, Channel, CredentialSink, DesiredApiUser, Handle, LevelRef, Person,
    ProblemKind, Proof, Reason, Step, StepId, Tracking,
};

use super::{Block, made_by};
use crate::findings::Findings;

/// The id of the step that creates the API user of a block.
pub(crate) fn create_step(handle: &Handle) -> StepId {
    StepId(format!("api-user/{handle}"))
}

/// `None` where the block leaves out what a new API user needs, which is said.
pub(super) fn step(
    block: &Block<'_>,
    level: LevelRef,
    reason: Reason,
    replaces: Option<Person>,
    findings: &mut Findings,
) -> Option<Step> {
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
        primary_internal_location,
        key,
        tracking,
        lines_of_business,
        views_unassigned,
        protected_data: _,
        credentials,
        credentials_max_age_days: _,
        rotation: _,
        expires: _,
    } = block.user;
    let (tracking, credentials) = needed(block, tracking.as_ref(), credentials.as_ref(), findings)?;
    let needs = made_by(&level);
    Some(Step {
        id: create_step(block.handle),
        change: Change::CreateApiUser {
            handle: block.handle.clone(),
            form: Box::new(ApiUserForm {
                first_name: first_name.clone(),
                middle_name: middle_name.clone(),
                last_name: last_name.clone(),
                email: email.clone(),
                email_type: email_type.clone(),
                active: active.unwrap_or(true),
                locked: *locked,
                level,
                date_format: date_format.clone(),
                time_format: time_format.clone(),
                number_format: number_format.clone(),
                primary_internal_location: primary_internal_location.clone(),
                key: key.clone(),
                tracking,
                lines_of_business: lines_of_business.clone(),
                views_unassigned: *views_unassigned,
            }),
            credentials,
            replaces,
        },
        reason,
        channel: Channel::Operator,
        proof: Proof::RestBehaviour,
        risks: Vec::new(),
        needs,
    })
}

fn needed(
    block: &Block<'_>,
    tracking: Option<&Tracking>,
    credentials: Option<&CredentialSink>,
    findings: &mut Findings,
) -> Option<(Tracking, CredentialSink)> {
    let mut missing = |key: &str, help: &str| {
        findings.problem(
            &block.place.key(key),
            ProblemKind::UnknownApiUser,
            format!(
                "this tenant has no API user {} {} <{}>, and `{key}` is missing to make it",
                block.user.first_name, block.user.last_name, block.user.email
            ),
            help,
        );
    };
    if tracking.is_none() {
        missing(
            "integrationVendor",
            "Add `integrationVendor` or `customIntegration`, or correct name and address.",
        );
    }
    if credentials.is_none() {
        missing(
            "credentials",
            "Add `credentials` with the file for key and secret, or correct name and address.",
        );
    }
    Some((tracking?.clone(), credentials?.clone()))
}
