//! From a report of the doctor to the switches of a simulated tenant.

use attune_doctor::questions::{
    AccessWords, ApiVersions, BulkInformation, Content, InactiveLevels, InformationAsPerson,
    Mistake, Outcome, PicklistValues, QueryAsPerson, ResourceField, Writability,
};
use attune_doctor::{Answers, Finding, RefusalKind, Report};
use attune_sim::{BadIntegrationCode, Behaviour, Leniency};

/// Sets every switch that an answer decides; what the report does not answer stays as it is.
pub(super) fn set(behaviour: &mut Behaviour, report: &Report) {
    if let Some(answers) = &report.answers {
        fields(behaviour, answers);
        lists(behaviour, answers);
        information(behaviour, answers);
        refusals(behaviour, answers);
    }
}

fn fields(behaviour: &mut Behaviour, answers: &Answers) {
    let Some(fields) = answers.resource_fields.answer() else {
        return;
    };
    for (field, switch) in [
        (ResourceField::UserType, &mut behaviour.user_type_writable),
        (ResourceField::IsActive, &mut behaviour.is_active_writable),
        (ResourceField::UserName, &mut behaviour.user_name_writable),
        (ResourceField::LocationId, &mut behaviour.location_writable),
    ] {
        match fields.0.get(&field) {
            Some(Writability::Writable) => *switch = true,
            Some(Writability::ReadOnly) => *switch = false,
            Some(Writability::NotSaid | Writability::Missing) | None => {}
        }
    }
}

fn lists(behaviour: &mut Behaviour, answers: &Answers) {
    match answers.inactive_levels.answer() {
        Some(InactiveLevels::Listed) => {
            behaviour.inactive_levels = attune_sim::InactiveLevels::Listed;
        }
        Some(InactiveLevels::NotListed) => {
            behaviour.inactive_levels = attune_sim::InactiveLevels::LeftOut;
        }
        None => {}
    }
    match answers.picklist_values.answer() {
        Some(PicklistValues::Texts) => {
            behaviour.picklist_values = attune_sim::PicklistValues::Texts;
        }
        Some(PicklistValues::Numbers) => {
            behaviour.picklist_values = attune_sim::PicklistValues::Numbers;
        }
        Some(PicklistValues::Otherwise) | None => {}
    }
    match answers.api_versions.answer() {
        Some(ApiVersions::Plain) => behaviour.api_versions = attune_sim::ApiVersions::Plain,
        Some(ApiVersions::WithV) => behaviour.api_versions = attune_sim::ApiVersions::WithV,
        Some(ApiVersions::Otherwise) | None => {}
    }
}

fn information(behaviour: &mut Behaviour, answers: &Answers) {
    match answers.bulk_information.answer() {
        Some(BulkInformation::Entities(_)) => {
            behaviour.bulk_information = attune_sim::BulkInformation::Answered;
        }
        Some(BulkInformation::Otherwise | BulkInformation::Refused(_)) => {
            behaviour.bulk_information = attune_sim::BulkInformation::Missing;
        }
        None => {}
    }
    match answers.access_words.answer() {
        Some(AccessWords::Words) => behaviour.access_words = attune_sim::AccessWords::Words,
        Some(AccessWords::Numbers) => behaviour.access_words = attune_sim::AccessWords::Numbers,
        Some(AccessWords::Otherwise) | None => {}
    }
    match answers.information_as_person.answer() {
        Some(InformationAsPerson::NoDifference) => {
            behaviour.information_as_person = attune_sim::InformationAsPerson::Caller;
        }
        Some(InformationAsPerson::Differs) => {
            behaviour.information_as_person = attune_sim::InformationAsPerson::Person;
        }
        Some(InformationAsPerson::Refused(_)) | None => {}
    }
    match answers.query_as_person.answer() {
        Some(QueryAsPerson::Enforced(_)) => {
            behaviour.query_as_person = attune_sim::QueryAsPerson::Enforced;
        }
        Some(QueryAsPerson::Ignored) => {
            behaviour.query_as_person = attune_sim::QueryAsPerson::Ignored;
        }
        None => {}
    }
}

fn refusals(behaviour: &mut Behaviour, answers: &Answers) {
    let outcome = |mistake: Mistake| {
        let refusals = answers.refusals.answer()?;
        refusals.0.get(&mistake).and_then(Finding::answer)
    };
    match outcome(Mistake::UnknownOperator) {
        Some(Outcome::Answered(Content::Rows)) => behaviour.unknown_operators = Leniency::Ignored,
        Some(Outcome::Refused(_)) => behaviour.unknown_operators = Leniency::Refused,
        Some(Outcome::Answered(Content::NoRows | Content::NoItem | Content::Otherwise)) | None => {}
    }
    if let Some(Outcome::Refused(refusal)) = outcome(Mistake::WrongIntegrationCode) {
        match refusal.kind {
            RefusalKind::Credentials => {
                behaviour.bad_integration_code = BadIntegrationCode::Unauthorized;
            }
            RefusalKind::IntegrationCode => {
                behaviour.bad_integration_code = BadIntegrationCode::Error;
            }
            RefusalKind::Right
            | RefusalKind::Zone
            | RefusalKind::Throttled
            | RefusalKind::WebPage
            | RefusalKind::Other
            | RefusalKind::Silent => {}
        }
    }
}
