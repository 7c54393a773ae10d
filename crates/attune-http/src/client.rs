//! The HTTP client.

use reqwest::{Certificate, Client, ClientBuilder, redirect, retry};

/// Begins a client for https, or for plain http on this machine; whoever makes it sets how long it waits.
pub fn builder(is_plain: bool) -> ClientBuilder {
    // An error means that a provider is installed already, which serves as well.
    drop(rustls::crypto::ring::default_provider().install_default());
    let builder = Client::builder()
        .user_agent(concat!("attune/", env!("CARGO_PKG_VERSION")))
        // Following one would carry what is sent, and the secrets in headers, to another host.
        .redirect(redirect::Policy::none())
        // Whoever sends decides that, and never repeats a write unseen.
        .retry(retry::never());
    if is_plain {
        // This machine: clear text must not pass a proxy, and no certificates are needed.
        builder.no_proxy().tls_certs_only(Vec::<Certificate>::new())
    } else {
        builder.https_only(true)
    }
}

/// The words of an error and of what caused it, without the address.
pub fn causes(error: reqwest::Error) -> String {
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
