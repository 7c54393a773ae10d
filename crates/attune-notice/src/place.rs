//! Addresses that notices may be sent to.

use attune_model::Secret;
use url::{Host, Url};

/// Takes an address: `https`, or plain `http` on this machine only; no user name or password in it.
///
/// # Errors
///
/// What is wrong with it. The text never repeats the address: that of a webhook is a secret.
pub(crate) fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("the address is not a URL ({error})"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address must not hold a user name or password".to_owned());
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if url.host().is_some_and(|host| is_loopback(&host)) => Ok(url),
        "http" => {
            Err("plain http would send it in clear text (http is for this machine only)".to_owned())
        }
        _ => Err("the address does not begin with https".to_owned()),
    }
}

/// Takes the address of a webhook, as [`address`] does.
pub(crate) fn secret_address(text: &Secret) -> Result<Url, String> {
    address(text.expose().trim())
}

/// Host and port, as errors name them.
pub(crate) fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// Whether a server's name means this machine.
pub(crate) fn is_this_machine(name: &str) -> bool {
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

    #[test]
    fn names_of_this_machine() {
        for name in ["localhost", "127.0.0.1", "::1", "127.8.0.1"] {
            assert!(is_this_machine(name), "{name}");
        }
        for name in ["mail.example", "10.0.0.1", "localhost.evil.example", ""] {
            assert!(!is_this_machine(name), "{name}");
        }
    }
}
