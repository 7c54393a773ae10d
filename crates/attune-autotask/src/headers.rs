//! The headers that carry credentials (`rest.md` 4.1).

use attune_model::{Credentials, ResourceId, Secret};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

const USER_NAME: HeaderName = HeaderName::from_static("username");
const SECRET: HeaderName = HeaderName::from_static("secret");
const INTEGRATION_CODE: HeaderName = HeaderName::from_static("apiintegrationcode");
const IMPERSONATION: HeaderName = HeaderName::from_static("impersonationresourceid");

/// The three headers of a signed request. Secret values are marked sensitive, so that they never print.
///
/// # Errors
///
/// Names the value that no header can carry, without repeating it.
pub(crate) fn signed(
    credentials: &Credentials,
    integration_code: &Secret,
) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_NAME, value("key", &credentials.key)?);
    headers.insert(SECRET, sensitive("secret", &credentials.secret)?);
    headers.insert(
        INTEGRATION_CODE,
        sensitive("integration code", integration_code)?,
    );
    Ok(headers)
}

/// Adds the header that makes a request a person's own.
///
/// On a query it is refused where the table's `View` box is off, so only a probe sends it there (`rest.md` 7).
pub(crate) fn impersonate(headers: &mut HeaderMap, person: ResourceId) {
    headers.insert(IMPERSONATION, HeaderValue::from(person.0));
}

/// Puts another integration code in place of the one that is there.
///
/// # Errors
///
/// As [`signed`].
pub(crate) fn set_integration_code(headers: &mut HeaderMap, code: &Secret) -> Result<(), String> {
    headers.insert(INTEGRATION_CODE, sensitive("integration code", code)?);
    Ok(())
}

fn sensitive(what: &str, secret: &Secret) -> Result<HeaderValue, String> {
    let mut value = value(what, secret.expose())?;
    value.set_sensitive(true);
    Ok(value)
}

fn value(what: &str, text: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(text).map_err(|_| {
        format!(
            "the {what} holds a character that an HTTP header cannot carry, such as a line break"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(secret: &str) -> Credentials {
        Credentials {
            key: "attune@contoso.example".to_owned(),
            secret: Secret::new(secret),
        }
    }

    #[test]
    fn secret_headers_do_not_print() {
        let headers = signed(&credentials("hunter2"), &Secret::new("CODE27")).unwrap();
        let printed = format!("{headers:?}");
        assert!(printed.contains("attune@contoso.example"), "{printed}");
        assert!(
            !printed.contains("hunter2") && !printed.contains("CODE27"),
            "{printed}"
        );
    }

    #[test]
    fn a_secret_that_no_header_carries_is_named_and_not_repeated() {
        assert_eq!(
            signed(&credentials("hunter2\n"), &Secret::new("CODE27")),
            Err("the secret holds a character that an HTTP header cannot carry, such as a line break".to_owned())
        );
    }
}
