//! The acting port: signing in as an API user, writing as a person.

use attune_apply::ports::{ActAs, ActError, Authorship, NewNote, NewTicket};
use attune_model::{Credentials, ResourceId};
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::answer::{Answer, Complaint};
use crate::connect::Autotask;
use crate::error::{complained_of_write, failed_to_look};
use crate::headers;
use crate::query::equals;
use crate::request::Request;
use crate::wire::{Authored, Titled, Version};

/// `noteType` of the check's note: task summary, in the picklist that a public integration recorded from its tenant in
/// June 2026. That every tenant keeps it is an assumption.
const NOTE_TYPE: i64 = 1;

/// `publish` of the check's note: internal project team. Two public integrations recorded it with the same label from
/// their tenants; they disagree on whether 1, all Autotask users, reaches customers, so 1 is not used.
const PUBLISH: i64 = 2;

/// The integration code that goes with foreign credentials is the connection's own.
///
/// An API user made for a vendor has that vendor's tracking identifier, which only the vendor knows (`security.md` 4).
/// A live tenant may therefore refuse a sign-in although key and secret are right; what it does then was not observed.
impl ActAs for Autotask {
    async fn sign_in(&self, credentials: &Credentials) -> Result<(), ActError> {
        // The cheapest call that needs credentials (`rest.md` 2).
        let request = self
            .request_as(credentials, None, Method::GET, "Version", None)
            .map_err(ActError::Refused)?;
        let answer = self
            .sender
            .send(&request)
            .await
            .map_err(|failure| ActError::Lost(failure.into_cause()))?;
        let Version {} = accepted(&answer)?;
        Ok(())
    }

    async fn find_ticket(&self, title: &str) -> Result<Option<i64>, ActError> {
        self.find("Tickets/query", &[equals("title", title)], title)
            .await
    }

    async fn find_note(&self, ticket: i64, title: &str) -> Result<Option<i64>, ActError> {
        let conditions = [equals("ticketID", ticket), equals("title", title)];
        self.find("TicketNotes/query", &conditions, title).await
    }

    async fn create_ticket(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        ticket: &NewTicket<'_>,
    ) -> Result<i64, ActError> {
        let mut body = json!({
            "title": ticket.title,
            "companyID": ticket.numbers.company_id,
            "status": ticket.numbers.status,
            "priority": ticket.numbers.priority,
        });
        if let Some(queue) = ticket.numbers.queue_id {
            body["queueID"] = Value::from(queue);
        }
        self.create(credentials, person, "Tickets", body).await
    }

    async fn create_note(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        note: &NewNote<'_>,
    ) -> Result<i64, ActError> {
        let body = json!({
            "ticketID": note.ticket,
            "title": note.title,
            "description": note.text,
            "noteType": NOTE_TYPE,
            "publish": PUBLISH,
        });
        // A note is created below its ticket and queried at the top level (`rest.md` 5).
        let path = format!("Tickets/{}/Notes", note.ticket);
        self.create(credentials, person, &path, body).await
    }

    async fn author_of_ticket(&self, ticket: i64) -> Result<Authorship, ActError> {
        self.author("Tickets/query", &[equals("id", ticket)], ticket)
            .await
    }

    async fn author_of_note(&self, ticket: i64, note: i64) -> Result<Authorship, ActError> {
        let conditions = [equals("id", note), equals("ticketID", ticket)];
        self.author("TicketNotes/query", &conditions, note).await
    }
}

impl Autotask {
    /// A request with other credentials than the connection's, as a person where one is given.
    ///
    /// # Errors
    ///
    /// Names the credential that no header can carry.
    pub(crate) fn request_as(
        &self,
        credentials: &Credentials,
        person: Option<ResourceId>,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Request, String> {
        let mut request = self.request(method, path, body);
        request.headers = headers::signed(credentials, &self.integration_code)?;
        if let Some(person) = person {
            headers::impersonate(&mut request.headers, person);
        }
        Ok(request)
    }

    async fn create(
        &self,
        credentials: &Credentials,
        person: ResourceId,
        path: &str,
        body: Value,
    ) -> Result<i64, ActError> {
        let request = self
            .request_as(credentials, Some(person), Method::POST, path, Some(body))
            .map_err(ActError::Refused)?;
        self.sender.write(&request).await.into_act()
    }

    /// The lowest number with exactly this title: the database compares more loosely than attune.
    async fn find(
        &self,
        path: &str,
        conditions: &[Value],
        title: &str,
    ) -> Result<Option<i64>, ActError> {
        let rows = self
            .query(path, conditions, |row: &Titled| row.id)
            .await
            .map_err(|error| failed_to_look(&error))?;
        Ok(rows
            .into_iter()
            .find(|(_, row)| row.title.as_deref() == Some(title))
            .map(|(number, _)| number))
    }

    async fn author(
        &self,
        path: &str,
        conditions: &[Value],
        number: i64,
    ) -> Result<Authorship, ActError> {
        let mut rows = self
            .query(path, conditions, |row: &Authored| row.id)
            .await
            .map_err(|error| failed_to_look(&error))?;
        let row = rows.remove(&number).ok_or_else(|| {
            ActError::Refused(format!("{path} does not find the record {number}"))
        })?;
        Ok(Authorship {
            creator: row.creator.map(ResourceId),
            impersonator: row.impersonator.map(ResourceId),
        })
    }
}

/// The data of an answer to foreign credentials, or what is wrong with them.
pub(crate) fn accepted<T: DeserializeOwned>(answer: &Answer) -> Result<T, ActError> {
    match answer.complaint() {
        Some(Complaint::IntegrationCode(words)) => return Err(ActError::IdentifierRefused(words)),
        Some(complaint) => {
            complained_of_write(answer, complaint).into_act()?;
        }
        None => {}
    }
    answer
        .data()
        .map_err(|cause| ActError::Lost(format!("the answer cannot be understood: {cause}")))
}
