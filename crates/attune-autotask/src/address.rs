//! Addresses that credentials may be sent to.

use url::{Host, Url};

/// Takes a base address: `https`, or plain `http` on this machine only, since the credentials travel as headers.
///
/// The result ends in `/`, so that paths can be joined to it.
///
/// # Errors
///
/// What is wrong with the address; the text never repeats the address, which could hold a password.
pub(crate) fn base(text: &str) -> Result<Url, String> {
    let mut url = Url::parse(text).map_err(|error| format!("the address is not a URL: {error}"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address must not hold a user name or password".to_owned());
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return Err(
                "plain http would send the credentials in clear text; use https (http is for this machine only)"
                    .to_owned(),
            );
        }
        other => return Err(format!("the scheme {other} is not supported; use https")),
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// Host and port, as error texts name them.
pub(crate) fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
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

    #[test]
    fn hosts_carry_the_port_where_it_is_not_the_usual_one() {
        for (text, expected) in [
            ("https://a.example/x", "a.example"),
            ("http://127.0.0.1:4000/x", "127.0.0.1:4000"),
        ] {
            assert_eq!(
                Url::parse(text).map(|url| host(&url)),
                Ok(expected.to_owned())
            );
        }
    }
}
