//! The HTTP client.

use std::time::Duration;

use reqwest::{Certificate, Client, redirect, retry};
use url::Url;

/// The first handshake with a zone's host took 11 seconds once (`rest.md` 9).
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Autotask ends a call after five minutes (`rest.md` 6).
const TIMEOUT: Duration = Duration::from_mins(5);

/// Makes a client for the host of `url`.
///
/// # Errors
///
/// Why there is none, such as a system without root certificates.
pub(crate) fn client(url: &Url) -> Result<Client, String> {
    // An error means that a provider is installed already, which serves as well.
    drop(rustls::crypto::ring::default_provider().install_default());
    let builder = Client::builder()
        .user_agent(concat!("attune/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        // Following one would carry the credentials to another host.
        .redirect(redirect::Policy::none())
        // `crate::retry` decides, and never repeats a write.
        .retry(retry::never());
    let builder = if url.scheme() == "http" {
        // The simulator on this machine: clear text must not pass a proxy, and no certificates are needed.
        builder.no_proxy().tls_certs_only(Vec::<Certificate>::new())
    } else {
        builder
    };
    builder.build().map_err(|error| {
        format!(
            "no HTTP client can be made (are root certificates installed?): {}",
            causes(error)
        )
    })
}

/// The words of an error and of what caused it, without the address.
pub(crate) fn causes(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
