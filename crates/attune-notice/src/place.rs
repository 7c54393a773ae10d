//! Addresses that notices may be sent to.

use attune_http::Flaw;
use attune_model::Secret;
use url::Url;

/// Takes an address: `https`, or plain `http` on this machine only; no user name or password in it.
///
/// # Errors
///
/// What is wrong with it. The text never repeats the address: that of a webhook is a secret.
pub(crate) fn address(text: &str) -> Result<Url, String> {
    attune_http::checked(text).map_err(|flaw| match flaw {
        Flaw::ClearText => {
            "plain http would send it in clear text (http is for this machine only)".to_owned()
        }
        Flaw::NotAnAddress(_) | Flaw::Credentials | Flaw::Scheme => format!("the address {flaw}"),
    })
}

/// Takes the address of a webhook, as [`address`] does.
pub(crate) fn secret_address(text: &Secret) -> Result<Url, String> {
    address(text.expose().trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_is_for_this_machine_only() {
        for text in [
            "http://127.0.0.1:4000/hook",
            "http://[::1]:4000/hook",
            "https://hooks.example/x",
        ] {
            assert!(address(text).is_ok(), "{text}");
        }
        for text in [
            "http://hooks.example/x",
            "http://127.0.0.1.evil.example/",
            "http://10.0.0.1/",
        ] {
            assert!(
                address(text).is_err_and(|cause| cause.contains("clear text")),
                "{text}"
            );
        }
    }

    #[test]
    fn an_address_is_never_repeated() {
        for text in [
            "https://user:hunter2@hooks.example/",
            "ftp://hooks.example/hunter2",
            "hunter2",
        ] {
            assert!(
                address(text).is_err_and(|cause| !cause.contains("hunter2")),
                "{text}"
            );
        }
    }
}
