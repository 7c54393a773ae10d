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

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use attune_autotask::{Autotask, ConnectOptions};
    use attune_doctor::examine;
    use attune_model::Credentials;
    use attune_sim::{Entity, Simulator, Tenant};
    use serde_json::json;

    use super::*;

    /// Somebody who is not active.
    const MIA: i64 = 29_682_895;
    /// `Old Helpdesk`, which is not active.
    const OLD_HELPDESK: i64 = 54;

    /// Every switch that a report decides, turned to what it is not by default.
    const SWITCHES: [fn(&mut Behaviour); 12] = [
        |it| it.user_type_writable = true,
        |it| it.is_active_writable = false,
        |it| it.user_name_writable = false,
        |it| it.location_writable = true,
        |it| it.inactive_levels = attune_sim::InactiveLevels::LeftOut,
        |it| it.picklist_values = attune_sim::PicklistValues::Numbers,
        |it| it.bulk_information = attune_sim::BulkInformation::Missing,
        |it| it.access_words = attune_sim::AccessWords::Numbers,
        |it| it.information_as_person = attune_sim::InformationAsPerson::Person,
        |it| it.query_as_person = attune_sim::QueryAsPerson::Ignored,
        |it| it.api_versions = attune_sim::ApiVersions::WithV,
        |it| {
            it.unknown_operators = Leniency::Refused;
            it.bad_integration_code = BadIntegrationCode::Error;
        },
    ];

    /// The built-in tenant, where somebody holds the inactive level: else nothing would show that it is left out.
    fn tenant(behaviour: Behaviour) -> Tenant {
        let mut tenant = Tenant::contoso();
        let mia = tenant.record_mut(Entity::Resources, MIA).unwrap();
        mia.insert("userType".to_owned(), json!(OLD_HELPDESK));
        tenant.behaviour = behaviour;
        tenant
    }

    async fn answers(behaviour: Behaviour) -> Answers {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let simulator = Simulator::start(tenant(behaviour), any_port).await.unwrap();
        let bootstrap = simulator.bootstrap().clone();
        let options = ConnectOptions {
            zone_url: Some(simulator.rest_url()),
            credentials: Credentials {
                key: bootstrap.user_name,
                secret: bootstrap.secret,
            },
            integration_code: bootstrap.integration_code,
        };
        let autotask = Autotask::connect(options).await.unwrap();
        let answers = examine(&autotask, true).await;
        drop(autotask);
        simulator.stop().await.unwrap();
        answers
    }

    /// The answers as a report tells them, read back.
    fn report(answers: Answers) -> Report {
        let text = serde_json::to_string(&Report::of(answers, None, 0)).unwrap();
        Report::read(&text).unwrap()
    }

    fn behaviour(switches: impl IntoIterator<Item = usize>) -> Behaviour {
        let mut behaviour = Behaviour::default();
        for number in switches {
            SWITCHES[number](&mut behaviour);
        }
        behaviour
    }

    async fn comes_back(wanted: Behaviour) {
        let seen = answers(wanted).await;
        let mut like = Behaviour::default();
        set(&mut like, &report(seen.clone()));
        assert_eq!(like, wanted);
        // What was turned elsewhere is turned back.
        let mut other = behaviour(0..SWITCHES.len());
        set(&mut other, &report(seen.clone()));
        assert_eq!(other, wanted);
        assert_eq!(answers(like).await, seen);
    }

    #[tokio::test]
    async fn every_switch_alone_comes_back() {
        comes_back(Behaviour::default()).await;
        for number in 0..SWITCHES.len() {
            comes_back(behaviour([number])).await;
        }
    }

    #[tokio::test]
    async fn switches_do_not_hide_each_other() {
        for left_out in 0..SWITCHES.len() {
            let others = (0..SWITCHES.len()).filter(|number| *number != left_out);
            comes_back(behaviour(others)).await;
        }
        for step in 2..=5 {
            comes_back(behaviour((0..SWITCHES.len()).step_by(step))).await;
            comes_back(behaviour((1..SWITCHES.len()).step_by(step))).await;
        }
    }

    #[tokio::test]
    async fn what_a_report_does_not_answer_stays() {
        let wanted = behaviour(0..SWITCHES.len());
        let mut like = wanted;
        set(&mut like, &report(Answers::default()));
        assert_eq!(like, wanted);
    }
}
