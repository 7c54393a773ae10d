//! The HTTP client.

use std::time::Duration;

use attune_http::causes;
use reqwest::Client;
use url::Url;

/// The first handshake with a zone's host took 11 seconds once (`rest.md` 9).
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// Autotask ends a call after five minutes (`rest.md` 6).
const TIMEOUT: Duration = Duration::from_mins(5);

/// Makes a client for the host of `url`. What is sent again is decided in `crate::retry`.
///
/// # Errors
///
/// Why there is none, such as a system without root certificates.
pub(crate) fn client(url: &Url) -> Result<Client, String> {
    let builder = attune_http::builder(attune_http::is_plain(url))
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT);
    builder.build().map_err(|error| {
        format!(
            "no HTTP client can be made (are root certificates installed?): {}",
            causes(error)
        )
    })
}
