//! The examining port: questions whose answers are of interest as such.

use attune_apply::ports::{Ask, ComplaintKind, Examine, Guise, ReadError, Reply};
use attune_model::{Credentials, Secret};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::answer::Complaint;
use crate::connect::Autotask;
use crate::headers;
use crate::request::Request;

/// A secret that no API user has: those are longer.
const NO_SECRET: &str = "wrong-on-purpose";

/// An integration code that nobody has, as long as a real one (`rest.md` 4.1).
const NO_INTEGRATION_CODE: &str = "WRONGONPURPOSE0000000000000";

impl Examine for Autotask {
    async fn examine(&self, ask: &Ask, guise: Guise) -> Result<Reply, ReadError> {
        let (what, mut request) = self.question(ask)?;
        let asked = self.asked(&what);
        self.disguise(&mut request.headers, guise)
            .map_err(|cause| asked.unreachable(cause))?;
        let answer = match guise {
            Guise::Caller | Guise::Person(_) => self.sender.send_read(&request).await,
            Guise::WrongSecret | Guise::WrongIntegrationCode => self.sender.send(&request).await,
        };
        let answer = answer.map_err(|failure| asked.unreachable(failure.into_cause()))?;
        Ok(Reply {
            status: answer.status.as_u16(),
            complaint: answer.complaint().as_ref().map(kind),
            body: answer.json(),
        })
    }
}

impl Autotask {
    /// What is asked, for errors, and the request.
    fn question(&self, ask: &Ask) -> Result<(String, Request), ReadError> {
        let post = |path: String, body: &Value| {
            let request = self.request(Method::POST, &path, Some(body.clone()));
            (path, request)
        };
        Ok(match ask {
            Ask::Get(path) => (path.clone(), self.request(Method::GET, path, None)),
            Ask::Query { entity, body } => post(format!("{entity}/query"), body),
            Ask::Count { entity, body } => post(format!("{entity}/query/count"), body),
            Ask::NextPage { url, body } => {
                let what = "the next page";
                let method = body.as_ref().map_or(Method::GET, |_| Method::POST);
                let mut request = self.request(method, "", body.clone());
                request.url = self.page(url, self.asked(what))?;
                (what.to_owned(), request)
            }
            Ask::Zone { user } => {
                let mut request = self.unsigned("v1.0/zoneInformation");
                let user = user.unwrap_or(&self.key);
                request.url.query_pairs_mut().append_pair("user", user);
                ("zoneInformation".to_owned(), request)
            }
            Ask::ApiVersions => {
                let path = "versionInformation";
                (path.to_owned(), self.unsigned(path))
            }
        })
    }

    /// A GET without credentials.
    fn unsigned(&self, path: &str) -> Request {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path()));
        Request {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: None,
        }
    }

    fn disguise(&self, headers: &mut HeaderMap, guise: Guise) -> Result<(), String> {
        match guise {
            Guise::Caller => {}
            Guise::Person(person) => headers::impersonate(headers, person),
            Guise::WrongSecret => {
                let credentials = Credentials {
                    key: self.key.clone(),
                    secret: Secret::new(NO_SECRET),
                };
                headers.extend(headers::signed(&credentials, &self.integration_code)?);
            }
            Guise::WrongIntegrationCode => {
                headers::set_integration_code(headers, &Secret::new(NO_INTEGRATION_CODE))?;
            }
        }
        Ok(())
    }
}

fn kind(complaint: &Complaint) -> ComplaintKind {
    match complaint {
        Complaint::CredentialsRefused => ComplaintKind::CredentialsRefused,
        Complaint::IntegrationCode(_) => ComplaintKind::IntegrationCode,
        Complaint::RightMissing(_) => ComplaintKind::RightMissing,
        Complaint::UnknownZone => ComplaintKind::UnknownZone,
        Complaint::Throttled(_) => ComplaintKind::Throttled,
        Complaint::WebPage => ComplaintKind::WebPage,
        Complaint::Said(_) => ComplaintKind::Said,
        Complaint::Silent => ComplaintKind::Silent,
    }
}
