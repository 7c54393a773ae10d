//! What the doctor answers, and what it sends to know.

use attune_apply::ports::{Ask, Examine, Guise, ReadError, Reply};
use attune_doctor::questions::{
    AccessWords, InactiveLevels, Mistake, NextPage, PageAnswer, PageSize, Paging, PicklistValues,
    ValueType,
};
use attune_doctor::{Answers, Finding, Why, examine};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::world::World;

fn told(answers: &Answers) -> String {
    let lines = answers.lines().into_iter().map(|line| {
        let found = line.found.unwrap_or_else(|why| format!("({why})"));
        format!("{}: {found}\n", line.question.id)
    });
    lines.collect()
}

#[tokio::test]
async fn the_built_in_tenant_answers_as_was_recorded() {
    let world = World::contoso().await;
    assert_snapshot!(told(&examine(&world, false).await), @"
    resource-fields: writable: email, emailTypeCode, firstName, isActive, lastName, middleName, numberFormat, payrollIdentifier, userName; read-only: dateFormat, licenseType, locationID, timeFormat, userType
    system-levels: 15 of the catalogue; system levels that the catalogue does not have: 0; custom levels: 2-9
    inactive-levels: yes, marked as inactive
    picklist-values: as texts
    license-types: 1, 3, 4, 7; others: 0
    vendors: 2-9 listed, 0 of them inactive
    bulk-information: yes: 100+ entities
    access-words: in words
    information-as-person: no difference to the caller's own access was seen
    query-as-person: yes; for a person who does not exist: status 500, about a missing right, with a list of texts
    paging: pages as small as asked for; a whole address for the next one; by POST answered; by GET refused (status 405, in other words, with a `Message`); query/count answered
    zone: zoneName is a text; url ends in a slash; webUrl ends in a slash; ci is a number
    api-versions: as 1.0
    threshold: 10,000 requests: yes; in 60 minutes: yes; what was used is told
    refusals: unknown entity: status 404, in other words, with a `Message`; unknown record: answered with an empty item; unknown field: status 500, in other words, with a list of texts; unknown operator: answered with rows; no filter: status 500, in other words, with a list of texts; empty filter: answered without rows; 501 rows a page: status 500, in other words, with a list of texts; zone of an unknown login: status 500, about the zone, with a list of texts; wrong secret: not asked; wrong integration code: not asked
    ");
}

#[tokio::test]
async fn a_question_is_sent_once_and_wrong_credentials_on_request_only() {
    let world = World::contoso().await;
    examine(&world, false).await;
    let asked = world.asked.take();
    for (index, one) in asked.iter().enumerate() {
        assert!(!asked[..index].contains(one), "{one:?} is asked twice");
    }
    let wrong = |asked: &[(Ask, Guise)]| {
        let of = |wanted| asked.iter().filter(|(_, guise)| *guise == wanted).count();
        [of(Guise::WrongSecret), of(Guise::WrongIntegrationCode)]
    };
    assert_eq!(wrong(&asked), [0, 0]);
    examine(&world, true).await;
    assert_eq!(wrong(&world.asked.take()), [1, 1]);
}

#[tokio::test]
async fn a_look_is_short() {
    let world = World::contoso().await;
    examine(&world, true).await;
    assert_eq!(world.asked.take().len(), 39);
}

#[test]
fn every_question_is_in_the_docs() {
    let docs = include_str!("../../../../docs/doctor.md");
    for line in Answers::default().lines() {
        let row = format!("| `{}` |", line.question.id);
        assert!(docs.contains(&row), "no row for {row}");
    }
}

#[tokio::test]
async fn nothing_changes() {
    let world = World::contoso().await;
    let before = world.simulator.with_tenant(|tenant| tenant.dump());
    examine(&world, true).await;
    assert_eq!(world.simulator.with_tenant(|tenant| tenant.dump()), before);
}

/// The picklist of levels, where a body is the metadata of people.
fn levels(body: &mut Value) -> Option<&mut Vec<Value>> {
    let fields = body.get_mut("fields")?.as_array_mut()?;
    let field = fields
        .iter_mut()
        .find(|field| field["name"] == "userType")?;
    field["picklistValues"].as_array_mut()
}

#[tokio::test]
async fn what_nothing_shows_is_not_answered() {
    // Only active levels, and nobody holds another one.
    let world = World::contoso().await.changing(|body| {
        if let Some(levels) = levels(body) {
            levels.retain(|level| level["isActive"] == true);
        }
    });
    let answers = examine(&world, false).await;
    assert_eq!(
        answers.inactive_levels,
        Finding::NotAnswered(Why::NothingToSee)
    );
    // Some levels that people hold are missing.
    let world = World::contoso().await.changing(|body| {
        if let Some(levels) = levels(body) {
            levels.truncate(1);
        }
    });
    let answers = examine(&world, false).await;
    assert_eq!(
        answers.inactive_levels,
        Finding::Answer(InactiveLevels::NotListed)
    );
}

#[tokio::test]
async fn a_level_whose_number_cannot_be_read_is_not_missing() {
    let world = World::contoso().await.changing(|body| {
        if let Some(levels) = levels(body) {
            levels.retain(|level| level["isActive"] == true);
            for level in levels {
                level["value"] = json!("A1");
            }
        }
    });
    let answers = examine(&world, false).await;
    assert_eq!(
        answers.inactive_levels,
        Finding::NotAnswered(Why::NotUnderstood)
    );
}

/// A connection whose answers under impersonation are something else than JSON.
struct Mute(World);

impl Examine for Mute {
    async fn examine(&self, ask: &Ask, guise: Guise) -> Result<Reply, ReadError> {
        let reply = self.0.examine(ask, guise).await?;
        Ok(match guise {
            Guise::Person(_) => Reply {
                status: 200,
                complaint: None,
                body: None,
            },
            Guise::Caller | Guise::WrongSecret | Guise::WrongIntegrationCode => reply,
        })
    }
}

#[tokio::test]
async fn what_is_no_data_tells_nothing_of_impersonation() {
    let answers = examine(&Mute(World::contoso().await), false).await;
    assert_eq!(
        answers.information_as_person,
        Finding::NotAnswered(Why::NotUnderstood)
    );
    assert_eq!(
        answers.query_as_person,
        Finding::NotAnswered(Why::NotUnderstood)
    );
}

#[test]
fn a_page_that_was_asked_for_in_vain_is_not_one_that_was_not_asked_for() {
    let paging = |next| {
        let answers = Answers {
            paging: Finding::Answer(Paging {
                size: PageSize::AsAsked,
                next,
                by_post: PageAnswer::NoAnswer,
                by_get: PageAnswer::NoAnswer,
                count: PageAnswer::NoAnswer,
            }),
            ..Answers::default()
        };
        let lines = told(&answers);
        let line = lines.lines().find(|line| line.starts_with("paging"));
        line.unwrap().to_owned()
    };
    assert_snapshot!(paging(NextPage::Absolute), @"paging: pages as small as asked for; a whole address for the next one; by POST no whole answer came; by GET no whole answer came; query/count no whole answer came");
    assert_snapshot!(paging(NextPage::Missing), @"paging: pages as small as asked for; no address for the next one; by POST not asked; by GET not asked; query/count no whole answer came");
}

#[tokio::test]
async fn what_is_otherwise_than_anybody_thought_is_said_to_be() {
    let world = World::contoso().await.changing(|body| {
        if let Some(levels) = levels(body) {
            levels[0]["value"] = json!("A1");
        }
        if let Some(next) = body
            .pointer_mut("/pageDetails/nextPageUrl")
            .filter(|url| url.is_string())
        {
            *next = json!("https://elsewhere.invalid/next");
        }
        if let Some(access) = body.pointer_mut("/info/userAccessForQuery") {
            *access = json!(3);
        }
        if body.get("ci").is_some() {
            body["ci"] = json!("200117");
        }
    });
    let answers = examine(&world, false).await;
    assert_eq!(
        answers.picklist_values,
        Finding::Answer(PicklistValues::Otherwise)
    );
    assert_eq!(
        answers.access_words,
        Finding::Answer(AccessWords::Otherwise)
    );
    assert_eq!(answers.zone.answer().unwrap().ci, ValueType::Text);
    // The credentials do not follow to another host.
    let paging = answers.paging.answer().unwrap();
    assert_eq!(
        (paging.next, paging.by_post, paging.by_get),
        (
            NextPage::Absolute,
            PageAnswer::NoAnswer,
            PageAnswer::NoAnswer
        )
    );
}

#[tokio::test]
async fn answers_that_mean_nothing_are_no_answers() {
    let world = World::contoso().await.changing(|body| *body = json!([]));
    let answers = examine(&world, false).await;
    assert_eq!(
        answers.resource_fields,
        Finding::NotAnswered(Why::NotUnderstood)
    );
    assert_eq!(
        answers.license_types,
        Finding::NotAnswered(Why::NotUnderstood)
    );
    assert_eq!(
        answers.api_versions,
        Finding::NotAnswered(Why::NotUnderstood)
    );
    let refusals = answers.refusals.answer().unwrap();
    assert_eq!(
        refusals.0[&Mistake::WrongSecret],
        Finding::NotAnswered(Why::NotAsked)
    );
}
