//! A request for a page.

use attune_model::{LevelId, ResourceId};
use axum::http::{HeaderMap, Method};
use url::form_urlencoded;

/// A request as the server received it.
#[derive(Clone, Copy)]
pub(crate) struct PageRequest<'a> {
    /// The method.
    pub(crate) method: &'a Method,
    /// The path below the console's address.
    pub(crate) path: &'a str,
    /// What stands behind the question mark, still encoded.
    pub(crate) query: &'a str,
    /// The headers.
    pub(crate) headers: &'a HeaderMap,
    /// The body.
    pub(crate) body: &'a [u8],
}

impl PageRequest<'_> {
    /// Whether it changes something.
    pub(super) fn is_post(&self) -> bool {
        self.method == Method::POST
    }

    /// A parameter of the query part.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.into_owned())
    }

    /// The level that the address names; 0, which no level has, where it names none.
    pub(super) fn level(&self) -> LevelId {
        LevelId(self.number("securityLevelId"))
    }

    /// The resource that the address names; 0, which no resource has, where it names none.
    pub(super) fn resource(&self, parameter: &str) -> ResourceId {
        ResourceId(self.number(parameter))
    }

    fn number(&self, parameter: &str) -> i64 {
        self.parameter(parameter)
            .and_then(|value| value.parse().ok())
            .unwrap_or_default()
    }
}
