//! A client for a simulator on a port of its own.

use std::net::{Ipv4Addr, SocketAddr};

use attune_model::{LevelId, LevelName, ResourceId};
use attune_sim::operator::{Answer, Call, Refusal};
use attune_sim::{Bootstrap, Simulator, Tenant};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::Value;

use crate::contract;

/// A person of the tenant `contoso` on `Service Desk User (system)`.
pub(crate) const TESS: i64 = 29_682_886;
/// A person on `Helpdesk Lead`.
pub(crate) const PRIYA: i64 = 29_682_891;
/// A person with the licence type `Team Member`.
pub(crate) const NINA: i64 = 29_682_893;
/// Attune's own API user.
pub(crate) const ATTUNE: i64 = 29_682_897;
/// `API User (system)`.
pub(crate) const API_USER: LevelId = LevelId(24);
/// `Service Desk User (system)`.
pub(crate) const SERVICE_DESK_USER: LevelId = LevelId(39);
/// `Helpdesk Lead`, a custom level of people.
pub(crate) const HELPDESK_LEAD: LevelId = LevelId(52);

/// A simulator, and a client with credentials.
pub(crate) struct World {
    pub(crate) simulator: Simulator,
    pub(crate) client: Client,
    credentials: Vec<(&'static str, String)>,
}

impl World {
    /// The tenant `contoso` and its bootstrap credentials.
    pub(crate) async fn contoso() -> Self {
        Self::of(Tenant::contoso()).await
    }

    /// This tenant and its bootstrap credentials.
    pub(crate) async fn of(tenant: Tenant) -> Self {
        // Another test of this binary may have installed it already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let simulator = Simulator::start(tenant, any_port)
            .await
            .expect("a port is free");
        let Bootstrap {
            user_name,
            secret,
            integration_code,
        } = simulator.bootstrap().clone();
        let credentials = vec![
            ("UserName", user_name),
            ("Secret", secret.expose().to_owned()),
            ("ApiIntegrationCode", integration_code.expose().to_owned()),
        ];
        Self {
            simulator,
            client: Client::new(),
            credentials,
        }
    }

    /// Another value for a header; an empty one leaves it out.
    pub(crate) fn with(mut self, header: &'static str, value: &str) -> Self {
        self.credentials.retain(|(name, _)| *name != header);
        if !value.is_empty() {
            self.credentials.push((header, value.to_owned()));
        }
        self
    }

    /// A signed request to a path below the REST address.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.simulator.rest_url());
        let request = self.client.request(method, url);
        self.credentials
            .iter()
            .fold(request, |request, (name, value)| {
                request.header(*name, value)
            })
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        answer(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        answer(self.request(Method::PATCH, path).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        answer(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::DELETE, path)).await
    }

    /// Something from the simulator's own endpoints.
    pub(crate) async fn admin(&self, method: Method, path: &str, body: &Value) -> Value {
        let url = format!("{}simulator/{path}", self.simulator.console_url());
        ok(answer(self.client.request(method, url).json(body)).await)
    }

    pub(crate) async fn post_as(
        &self,
        person: i64,
        path: &str,
        body: &Value,
    ) -> (StatusCode, Value) {
        let request = self.request(Method::POST, path).json(body);
        answer(request.header("ImpersonationResourceId", person)).await
    }

    /// One visit to an admin page.
    pub(crate) async fn visit(&self, call: Call) -> Result<Answer, Refusal> {
        let url = format!("{}simulator/operator", self.simulator.console_url());
        let request = self.client.post(url).json(&call);
        let response = request.send().await.expect("the port answers");
        match response.status() {
            StatusCode::OK => Ok(response.json().await.expect("an answer")),
            StatusCode::CONFLICT => Err(response.json().await.expect("a refusal")),
            other => panic!("the port answers {other}"),
        }
    }

    /// A visit that succeeds.
    pub(crate) async fn do_visit(&self, call: Call) -> Answer {
        match self.visit(call).await {
            Ok(answer) => answer,
            Err(refusal) => panic!("{}", refusal.refused),
        }
    }

    /// The words of a visit that is refused.
    pub(crate) async fn refused(&self, call: Call) -> String {
        match self.visit(call).await {
            Ok(_) => panic!("the page saved"),
            Err(refusal) => refusal.refused,
        }
    }

    /// Copies a level and saves the copy under a name with these cells ticked or not.
    pub(crate) async fn copy_level(
        &self,
        base: LevelId,
        name: &str,
        cells: &[(String, bool)],
    ) -> LevelId {
        let Answer::Copied { level } = self.do_visit(Call::CopyLevel { base }).await else {
            panic!("a copy was asked for");
        };
        self.do_visit(save_level(level, Some(name), cells)).await;
        level
    }
}

/// A call that saves name and boxes of a level.
pub(crate) fn save_level(level: LevelId, name: Option<&str>, cells: &[(String, bool)]) -> Call {
    Call::SaveLevel {
        level,
        name: name.map(LevelName::new),
        active: None,
        cells: cells
            .iter()
            .map(|(path, on)| {
                (
                    attune_model::CellId::new(path),
                    attune_model::CellValue::Flag(*on),
                )
            })
            .collect(),
    }
}

/// A call that gives a person another level.
pub(crate) fn assign(person: i64, level: LevelId) -> Call {
    Call::AssignLevel {
        resource: ResourceId(person),
        level,
    }
}

/// Status and JSON of an answer; `null` for an empty body. What REST answers is checked against the vendor's models.
pub(crate) async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let (client, request) = request.build_split();
    let request = request.expect("a request");
    let (method, path) = (request.method().clone(), request.url().path().to_owned());
    let response = client
        .execute(request)
        .await
        .expect("the simulator answers");
    let status = response.status();
    let body = response.bytes().await.expect("the body arrives");
    let body = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(path) = path.strip_prefix("/ATServicesRest/")
        && status == StatusCode::OK
    {
        contract::check(&method, path, &body);
    }
    (status, body)
}

/// The text of an error answer with status 500.
pub(crate) fn error((status, body): (StatusCode, Value)) -> String {
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{body}");
    body["errors"][0].as_str().expect("a text").to_owned()
}

/// The body of an answer with status 200.
pub(crate) fn ok((status, body): (StatusCode, Value)) -> Value {
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}
