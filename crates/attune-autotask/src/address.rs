//! Addresses that credentials may be sent to.

use attune_http::Flaw;
use url::Url;

/// Takes a base address: `https`, or plain `http` on this machine only, since the credentials travel as headers.
///
/// The result ends in `/`, so that paths can be joined to it.
///
/// # Errors
///
/// What is wrong with the address; the text never repeats the address, which could hold a password.
pub(crate) fn base(text: &str) -> Result<Url, String> {
    let mut url = attune_http::checked(text).map_err(|flaw| match flaw {
        Flaw::ClearText => "plain http would send the credentials in clear text; use https (http is for this machine only)".to_owned(),
        Flaw::NotAnAddress(_) | Flaw::Credentials | Flaw::Scheme => format!("the address {flaw}"),
    })?;
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_accepted() {
        for (text, expected) in [
            (
                "https://webservices14.autotask.net/ATServicesRest",
                "https://webservices14.autotask.net/ATServicesRest/",
            ),
            (
                "http://127.0.0.1:4000/ATServicesRest/?x=1#y",
                "http://127.0.0.1:4000/ATServicesRest/",
            ),
            ("http://[::1]:4000/", "http://[::1]:4000/"),
            ("http://localhost:4000", "http://localhost:4000/"),
        ] {
            assert_eq!(base(text).map(String::from), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn clear_text_to_another_machine_is_refused() {
        for text in [
            "http://webservices14.autotask.net/",
            "http://127.0.0.1.evil.example/",
            "http://localhost.evil.example/",
            "http://10.0.0.1/",
        ] {
            assert!(
                base(text).is_err_and(|cause| cause.contains("clear text")),
                "{text}"
            );
        }
        assert!(base("ftp://127.0.0.1/").is_err());
        assert!(base("webservices14").is_err());
    }

    #[test]
    fn a_password_in_an_address_is_refused_without_repeating_it() {
        let refused = base("https://user:hunter2@webservices14.autotask.net/");
        assert!(refused.is_err_and(|cause| !cause.contains("hunter2")));
    }
}
