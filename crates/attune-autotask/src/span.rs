//! What a trace shows of a request.

use tracing::Span;
use tracing::field::Empty;

use crate::answer::Answer;
use crate::request::{Failure, Request};

/// A span for one attempt of a request: method, host, and the path without numbers of records.
///
/// Headers, bodies and queries hold secrets and personal data, and stay out.
pub(crate) fn of(request: &Request, attempt: u32) -> Span {
    let path = template(request.url.path());
    tracing::info_span!(
        target: "attune::span",
        "request",
        otel.name = format!("{} {path}", request.method),
        otel.kind = "client",
        otel.status_code = Empty,
        server.address = attune_http::host(&request.url),
        http.request.method = request.method.as_str(),
        http.response.status_code = Empty,
        url.template = path,
        attune.attempt = i64::from(attempt),
    )
}

/// Notes how it ended. Errors of the network have no words here: these could name what was sent.
pub(crate) fn ended(span: &Span, result: &Result<Answer, Failure>) {
    let status = result.as_ref().ok().map(|answer| answer.status);
    if let Some(status) = status {
        span.record("http.response.status_code", i64::from(status.as_u16()));
    }
    if status.is_none_or(|status| !status.is_success()) {
        span.record("otel.status_code", "ERROR");
    }
}

/// A path with `{id}` in place of every number.
fn template(path: &str) -> String {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let shown = |part| if is_number(part) { "{id}" } else { part };
    path.split('/').map(shown).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn numbers_of_records_are_replaced() {
        assert_eq!(
            template("/ATServicesRest/V1.0/Tickets/4711/Notes/2"),
            "/ATServicesRest/V1.0/Tickets/{id}/Notes/{id}"
        );
        assert_eq!(template("/V1.0/Resources/query"), "/V1.0/Resources/query");
    }
}
