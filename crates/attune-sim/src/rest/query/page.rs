//! Pages of a query's answer, in the order of the numbers.

use axum::http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::rest::Request;
use crate::tenant::Entity;

/// Which page; travels as JSON in the parameter `paging`. Only `pageSize` was seen in recordings.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    page_size: usize,
    page_number: usize,
}

impl Page {
    /// The first page.
    pub(super) fn first(page_size: usize) -> Self {
        Self {
            page_size: page_size.max(1),
            page_number: 1,
        }
    }

    /// The page that an address means.
    pub(super) fn of(request: &Request<'_>) -> Option<Self> {
        let page: Self = serde_json::from_str(&request.parameter("paging")?).ok()?;
        (page.page_number > 0 && (1..=super::PAGE).contains(&page.page_size)).then_some(page)
    }

    /// How many records stand on the pages before.
    pub(super) fn before(self) -> usize {
        self.page_size.saturating_mul(self.page_number - 1)
    }

    /// `pageDetails` of a page with so many records; whether there are `more`.
    pub(super) fn details(
        self,
        request: &Request<'_>,
        entity: Entity,
        count: usize,
        more: bool,
    ) -> Value {
        let next = more.then_some(self.page_number + 1);
        let before = Some(self.page_number - 1).filter(|number| *number > 0);
        json!({
            "count": count,
            "requestCount": self.page_size,
            "prevPageUrl": before.map(|number| self.address(request, entity, number)),
            "nextPageUrl": next.map(|number| self.address(request, entity, number)),
        })
    }

    /// The address of another page. One that is fetched by GET carries the query.
    fn address(self, request: &Request<'_>, entity: Entity, page_number: usize) -> String {
        let page = json!(Self {
            page_number,
            ..self
        });
        let mut parameters = form_urlencoded::Serializer::new(String::new());
        parameters.append_pair("paging", &page.to_string());
        if request.method == Method::GET {
            parameters.append_pair("search", &request.parameter("search").unwrap_or_default());
        }
        format!(
            "{}/ATServicesRest/V1.0/{}/query/next?{}",
            request.origin,
            entity.segment(),
            parameters.finish()
        )
    }
}
