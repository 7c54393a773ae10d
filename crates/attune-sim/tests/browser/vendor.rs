//! The vendor whose product the walkthrough connects, over REST.

use attune_sim::Simulator;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

/// A person on `Service Desk User (system)`.
pub(crate) const TESS: i64 = 29_682_886;
/// A person on the custom level `Helpdesk Lead`.
pub(crate) const PRIYA: i64 = 29_682_891;

/// What the walkthrough hands over, and the identifier that only the vendor knows.
pub(crate) struct Vendor {
    pub(crate) key: String,
    pub(crate) secret: String,
    pub(crate) code: &'static str,
}

impl Vendor {
    /// One request, as a person where one is given.
    pub(crate) async fn call(
        &self,
        simulator: &Simulator,
        person: Option<i64>,
        method: Method,
        path: &str,
        body: &Value,
    ) -> (StatusCode, Value) {
        let url = format!("{}V1.0/{path}", simulator.rest_url());
        let mut request = Client::new()
            .request(method.clone(), url)
            .header("UserName", &self.key)
            .header("Secret", &self.secret)
            .header("ApiIntegrationCode", self.code);
        if let Some(person) = person {
            request = request.header("ImpersonationResourceId", person);
        }
        if method != Method::GET {
            request = request.json(body);
        }
        let response = request.send().await.expect("the simulator answers");
        let status = response.status();
        let body = response.bytes().await.expect("a body");
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Adds a note to a ticket as a person: the status, and the note as it then reads.
    pub(crate) async fn note(&self, simulator: &Simulator, person: i64) -> (StatusCode, Value) {
        let note =
            json!({"description": "Called back.", "title": "Call", "noteType": 1, "publish": 2});
        let path = "Tickets/8001/Notes";
        let (status, made) = self
            .call(simulator, Some(person), Method::POST, path, &note)
            .await;
        if status != StatusCode::OK {
            return (status, made);
        }
        let path = format!("TicketNotes/{}", made["itemId"]);
        let (status, read) = self
            .call(simulator, None, Method::GET, &path, &Value::Null)
            .await;
        (status, read["item"].clone())
    }

    /// Whether the credentials are accepted.
    pub(crate) async fn signs_in(&self, simulator: &Simulator) -> bool {
        let answer = self.call(simulator, None, Method::GET, "Version", &Value::Null);
        answer.await.0 == StatusCode::OK
    }
}
