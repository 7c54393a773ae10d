//! Queries, page by page (`rest.md` 5).

use std::collections::{BTreeMap, BTreeSet};

use attune_apply::ports::ReadError;
use reqwest::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

use crate::connect::Autotask;
use crate::error::Asked;
use crate::wire::Page;

/// The most that a page holds.
const PAGE: u32 = 500;

impl Autotask {
    /// All rows of an entity that fit every condition, by number.
    ///
    /// The page addresses are asked with POST and the body of the first request: that is what a query begun with POST
    /// needs.
    pub(crate) async fn query<T: DeserializeOwned>(
        &self,
        path: &str,
        conditions: &[Value],
        number: fn(&T) -> i64,
    ) -> Result<BTreeMap<i64, T>, ReadError> {
        let asked = self.asked(path);
        let body = json!({"MaxRecords": PAGE, "filter": conditions});
        let mut request = self.request(Method::POST, path, Some(body));
        let mut rows = BTreeMap::new();
        let mut visited = BTreeSet::from([request.url.clone()]);
        loop {
            let page: Page<T> = match self.sender.read(&request, asked).await {
                Ok(page) => page,
                Err(error) => return Err(broken_off(rows.len(), error)),
            };
            let known = rows.len();
            rows.extend(page.items.into_iter().map(|row| (number(&row), row)));
            let Some(next) = page.page_details.next_page_url else {
                return Ok(rows);
            };
            request.url = self
                .page(&next, asked)
                .map_err(|error| broken_off(rows.len(), error))?;
            if !visited.insert(request.url.clone()) {
                let cause = "a page names an earlier page as the next one".to_owned();
                return Err(broken_off(rows.len(), asked.unreadable(cause)));
            }
            if rows.len() == known {
                let cause = "a page without new rows says that more follow".to_owned();
                return Err(broken_off(rows.len(), asked.unreadable(cause)));
            }
        }
    }

    /// The address of the next page, on the same host: the credentials go nowhere else.
    pub(crate) fn page(&self, text: &str, asked: Asked<'_>) -> Result<Url, ReadError> {
        let url = self
            .base
            .join(text)
            .map_err(|error| asked.unreadable(format!("pageDetails.nextPageUrl: {error}")))?;
        if url.origin() == self.base.origin() {
            Ok(url)
        } else {
            Err(asked.unreadable(format!(
                "pageDetails.nextPageUrl leads to another host, {}",
                attune_http::host(&url)
            )))
        }
    }
}

/// An error after so many records: where there are none yet, it is just itself.
fn broken_off(records: usize, cause: ReadError) -> ReadError {
    if records == 0 {
        return cause;
    }
    ReadError::Partial {
        records,
        cause: Box::new(cause),
    }
}

/// The condition that a field equals a value.
pub(crate) fn equals(field: &str, value: impl Into<Value>) -> Value {
    json!({"op": "eq", "field": field, "value": value.into()})
}
