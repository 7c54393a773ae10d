//! What a page request is answered with.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use maud::Markup;

/// A page; browsers keep no copy of it.
pub(super) fn page(status: StatusCode, markup: Markup) -> Response {
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (status, headers, Html(markup.into_string())).into_response()
}

/// The way to another page of the console.
pub(super) fn go(url: &str) -> Response {
    // The pages' own addresses are made of plain letters; what a query carries was checked before.
    let to = HeaderValue::from_str(url).unwrap_or(HeaderValue::from_static("/console/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// A file that is part of the program.
pub(super) fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
