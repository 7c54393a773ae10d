//! What the errors of a store mean, in few words.

use std::error::Error as _;

use object_store::Error;

use crate::objects::Trouble;

/// How much of a store's words is repeated, in characters.
const WORDS: usize = 300;

/// What an error means for what was asked.
pub(super) fn trouble(error: &Error) -> Trouble {
    let cause = words(error);
    let is_refusal = matches!(
        error,
        Error::AlreadyExists { .. } | Error::Precondition { .. } | Error::NotModified { .. }
    );
    if is_refusal {
        return Trouble::Refused(cause);
    }
    let is_unclear = matches!(error, Error::Generic { .. } | Error::JoinError { .. });
    if is_unclear && !is_client_error(&cause) {
        return Trouble::Lost(cause);
    }
    Trouble::Denied(cause)
}

/// Whether an object is missing since its bucket is.
pub(super) fn is_without_bucket(source: &(dyn std::error::Error + 'static)) -> bool {
    let words = source.to_string();
    [
        "NoSuchBucket",
        "ContainerNotFound",
        "The specified bucket does not exist",
    ]
    .iter()
    .any(|word| words.contains(word))
}

/// A status of the 400s that says that the request itself is wrong; the store has then done nothing.
fn is_client_error(cause: &str) -> bool {
    let status = cause.split("status code: 4").nth(1);
    // 408 and 429 ask to come again.
    status.is_some_and(|rest| !rest.starts_with("08") && !rest.starts_with("29"))
}

/// The innermost words of an error, without line breaks and not at any length.
///
/// Addresses stand in the outer ones only: one with a shared access signature would be a secret.
fn words(error: &Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let outer = status_of(error);
    let inner = code_of(&innermost.to_string());
    let words = match outer {
        Some(status) if !inner.contains(&status) => format!("{status}: {inner}"),
        Some(_) | None => inner,
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().take(WORDS).collect()
}

/// `status code: 403 Forbidden` of an answer.
fn status_of(error: &Error) -> Option<String> {
    let text = error.source()?.to_string();
    let at = text.find("status code: ")?;
    let rest = text.get(at..)?;
    let end = rest
        .get(13..)?
        .find([':', '\n'])
        .map_or(rest.len(), |end| end + 13);
    rest.get(..end).map(str::to_owned)
}

/// The code of an answer in XML, such as `NoSuchBucket`; all of it where it has none.
fn code_of(text: &str) -> String {
    let code = text
        .split("<Code>")
        .nth(1)
        .and_then(|rest| rest.split("</Code>").next());
    code.unwrap_or(text).to_owned()
}
