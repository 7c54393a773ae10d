//! An API user of a simulated tenant, as an integration uses it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Place, Sim, call_as};

/// What the simulator says to whoever may not create something.
pub(crate) const MAY_NOT_CREATE: &str =
    "The logged in Resource does not have the adequate permissions to create this entity type.";

/// Credentials, with the tracking identifier of the integration's vendor.
pub(crate) struct Account<'a> {
    sim: &'a Sim,
    pub(crate) user_name: String,
    pub(crate) secret: String,
    pub(crate) identifier: String,
}

impl<'a> Account<'a> {
    /// The API user that attune itself signs in with, on `API User (system)`.
    pub(crate) fn own(sim: &'a Sim) -> Self {
        Self {
            sim,
            user_name: sim.user_name.clone(),
            secret: sim.secret.clone(),
            identifier: sim.integration_code.clone(),
        }
    }

    /// Datto RMM's, which no manifest here is about, on `API User (system)`.
    pub(crate) fn datto(sim: &'a Sim) -> Self {
        Self {
            sim,
            user_name: "dattormm3h8v5zc@contoso.example".to_owned(),
            secret: "not-a-real-secret-dattorm".to_owned(),
            identifier: "SIMULATED00DATTORMM00000106".to_owned(),
        }
    }

    /// The one whose credentials an apply delivered.
    pub(crate) fn delivered(sim: &'a Sim, place: &Place, file: &str, identifier: &str) -> Self {
        let delivered: Value = serde_json::from_str(&place.read(file)).unwrap();
        Self {
            sim,
            user_name: delivered["userName"].as_str().unwrap().to_owned(),
            secret: delivered["secret"].as_str().unwrap().to_owned(),
            identifier: identifier.to_owned(),
        }
    }

    /// The base of the tenant's REST API.
    pub(crate) fn rest(&self) -> &str {
        &self.sim.rest
    }

    /// Status and answer of a request, in the name of a person if one is given.
    fn ask(
        &self,
        method: Method,
        path: &str,
        person: Option<i64>,
        body: Option<Value>,
    ) -> (u16, Value) {
        let credentials = [&*self.user_name, &self.secret, &self.identifier];
        call_as(&self.sim.rest, method, path, credentials, person, body)
    }

    /// Creates something and reads it back from `entity`, or says in what words it is refused.
    pub(crate) fn create(
        &self,
        path: &str,
        entity: &str,
        person: Option<i64>,
        body: &Value,
    ) -> Result<Value, String> {
        let (status, answer) = self.ask(Method::POST, path, person, Some(body.clone()));
        if status == 200 {
            return Ok(self.read(&format!("{entity}/{}", answer["itemId"])));
        }
        assert_eq!(status, 500, "{answer}");
        Err(answer["errors"][0].as_str().unwrap().to_owned())
    }

    /// A record.
    pub(crate) fn read(&self, path: &str) -> Value {
        let (status, answer) = self.ask(Method::GET, path, None, None);
        assert_eq!(status, 200, "{answer}");
        answer["item"].clone()
    }

    /// Whether it cannot sign in.
    pub(crate) fn is_refused(&self) -> bool {
        self.ask(Method::GET, "Version", None, None).0 == 401
    }

    /// What an entity's fields are.
    pub(crate) fn fields(&self, entity: &str) -> Vec<Value> {
        let path = format!("{entity}/entityInformation/fields");
        let (status, answer) = self.ask(Method::GET, &path, None, None);
        assert_eq!(status, 200, "{answer}");
        answer["fields"].as_array().unwrap().clone()
    }

    /// A new ticket of Fabrikam Dental, with more in its body.
    pub(crate) fn ticket(&self, person: Option<i64>, more: &Value) -> Result<Value, String> {
        let body =
            json!({"title": "From an integration", "companyID": 174, "status": 1, "priority": 2});
        self.create("Tickets", "Tickets", person, &with(body, more))
    }

    /// A new note, seen by all, on a ticket of Fabrikam Dental.
    pub(crate) fn note(&self, person: Option<i64>, more: &Value) -> Result<Value, String> {
        let body =
            json!({"title": "A note", "description": "Written.", "noteType": 1, "publish": 1});
        let path = "Tickets/8001/Notes";
        self.create(path, "TicketNotes", person, &with(body, more))
    }

    /// A new webhook for tickets.
    pub(crate) fn webhook(&self) -> Result<Value, String> {
        let body = json!({
            "name": "Changes", "webhookUrl": "https://hooks.example/in",
            "deactivationUrl": "https://hooks.example/off", "isActive": true,
            "isSubscribedToCreateEvents": true, "isSubscribedToDeleteEvents": false,
            "isSubscribedToUpdateEvents": true, "sendThresholdExceededNotification": false,
        });
        self.create("TicketWebhooks", "TicketWebhooks", None, &body)
    }
}

fn with(mut body: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}
