//! Addresses that may be sent to.

use url::{Host, ParseError, Url};

/// What is wrong with an address. The texts never repeat the address, which could hold a password or be one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Not an address at all.
    #[error("is not a URL: {0}")]
    NotAnAddress(ParseError),
    /// A user name or a password stands in it.
    #[error("must not hold a user name or password")]
    Credentials,
    /// Plain http to another machine.
    #[error("is plain http, which is for this machine only; use https")]
    ClearText,
    /// Neither https nor http.
    #[error("does not begin with https")]
    Scheme,
}

/// Takes an address: `https`, or plain `http` on this machine; no user name or password in it.
///
/// # Errors
///
/// What is wrong with it.
pub fn checked(text: &str) -> Result<Url, Flaw> {
    let url = Url::parse(text).map_err(Flaw::NotAnAddress)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Flaw::Credentials);
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_this_machine(&url) => Ok(url),
        "http" => Err(Flaw::ClearText),
        _ => Err(Flaw::Scheme),
    }
}

/// Whether an address that was [checked] is plain http, and so one of this machine.
pub fn is_plain(url: &Url) -> bool {
    url.scheme() == "http"
}

/// Host and port, as error texts name them.
pub fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// Whether an address is one of this machine.
pub fn is_this_machine(url: &Url) -> bool {
    url.host().is_some_and(|host| is_loopback(&host))
}

/// Whether a server's name, such as `localhost` or `::1`, means this machine.
pub fn names_this_machine(name: &str) -> bool {
    Host::parse(name)
        .or_else(|_| Host::parse(&format!("[{name}]")))
        .is_ok_and(|host| is_loopback(&host))
}

fn is_loopback<T: AsRef<str>>(host: &Host<T>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_taken() {
        for text in [
            "https://webservices14.autotask.net/ATServicesRest",
            "http://127.0.0.1:4000/hook",
            "http://127.8.0.1/",
            "http://[::1]:4000/",
            "http://localhost:4000/",
        ] {
            assert_eq!(checked(text).map(String::from), Ok(text.to_owned()));
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
            assert_eq!(checked(text), Err(Flaw::ClearText), "{text}");
        }
    }

    #[test]
    fn other_addresses_are_refused_and_never_repeated() {
        for (text, says) in [
            (
                "https://user:hunter2@hooks.example/",
                "must not hold a user name or password",
            ),
            (
                "https://hunter2@hooks.example/",
                "must not hold a user name or password",
            ),
            ("ftp://127.0.0.1/hunter2", "does not begin with https"),
            ("hunter2", "is not a URL: relative URL without a base"),
        ] {
            assert_eq!(checked(text).unwrap_err().to_string(), says);
        }
    }

    #[test]
    fn hosts_carry_the_port_where_it_is_not_the_usual_one() {
        for (text, expected) in [
            ("https://a.example/x", "a.example"),
            ("http://127.0.0.1:4000/x", "127.0.0.1:4000"),
        ] {
            assert_eq!(host(&Url::parse(text).unwrap()), expected);
        }
    }

    #[test]
    fn names_of_this_machine() {
        for name in ["localhost", "127.0.0.1", "::1", "127.8.0.1"] {
            assert!(names_this_machine(name), "{name}");
        }
        for name in ["mail.example", "10.0.0.1", "localhost.evil.example", ""] {
            assert!(!names_this_machine(name), "{name}");
        }
    }
}
