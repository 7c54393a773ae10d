//! Addresses of servers that take the place of a vendor's own.

use attune_http::Flaw;

use crate::StoreError;

/// Takes the address that a variable names: `https`, or plain `http` on this machine only, since what is kept names people.
///
/// Whether it is plain comes with it. The error never repeats the address, which could hold a password.
pub(crate) fn endpoint(variable: &'static str, text: &str) -> Result<Endpoint, StoreError> {
    match attune_http::checked(text) {
        Ok(url) => Ok(Endpoint {
            url: text.trim_end_matches('/').to_owned(),
            is_plain: attune_http::is_plain(&url),
        }),
        Err(flaw) => Err(StoreError::Endpoint {
            variable,
            why: match flaw {
                Flaw::NotAnAddress(_) | Flaw::Scheme => "is no address such as https://s3.example",
                Flaw::Credentials => "holds a user name or password; use the variables for them",
                Flaw::ClearText => "is plain http, which is for this machine only; use https",
            },
        }),
    }
}

/// A server.
#[derive(Debug)]
pub(crate) struct Endpoint {
    /// Without a slash at its end.
    pub(crate) url: String,
    /// Whether it speaks plain http, on this machine.
    pub(crate) is_plain: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_stays_on_this_machine() {
        for (text, url, is_plain) in [
            ("https://s3.example/", "https://s3.example", false),
            ("http://127.0.0.1:9000/", "http://127.0.0.1:9000", true),
            (
                "http://[::1]:9000/account",
                "http://[::1]:9000/account",
                true,
            ),
        ] {
            let found = endpoint("AWS_ENDPOINT_URL", text).unwrap();
            assert_eq!((&*found.url, found.is_plain), (url, is_plain));
        }
        for text in [
            "http://s3.example",
            "http://127.0.0.1.evil.example",
            "http://10.0.0.1",
        ] {
            let error = endpoint("AWS_ENDPOINT_URL", text).unwrap_err().to_string();
            assert_eq!(
                error,
                "AWS_ENDPOINT_URL is plain http, which is for this machine only; use https"
            );
        }
    }

    #[test]
    fn a_password_is_refused_and_not_repeated() {
        let error = endpoint("AWS_ENDPOINT_URL", "https://a:hunter2@s3.example").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
