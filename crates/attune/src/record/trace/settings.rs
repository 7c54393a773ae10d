//! What the environment says of traces, in the standard variables of OpenTelemetry.

use opentelemetry::KeyValue;
use reqwest::header::{HeaderName, HeaderValue};
use url::Url;

use crate::environment::variable;

/// The path below the address for all signals.
///
/// Source: OpenTelemetry Protocol Exporter, "Endpoint URLs for OTLP/HTTP".
const TRACES: &str = "v1/traces";

/// Where traces go, and what they say of whoever sends them.
#[derive(Debug)]
pub(super) struct Settings {
    /// Where they are sent; may be sent to.
    pub(super) endpoint: Url,
    /// What `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME` say, above what attune says of itself.
    pub(super) resource: Vec<KeyValue>,
}

impl Settings {
    /// Nothing where no collector is named, or nothing is to be sent.
    ///
    /// # Errors
    /// Which variable is wrong, and why, without its value.
    pub(super) fn of_environment() -> Result<Option<Self>, String> {
        if variable("OTEL_SDK_DISABLED").is_some_and(|word| word.eq_ignore_ascii_case("true")) {
            return Ok(None);
        }
        let Some(endpoint) = endpoint()? else {
            return Ok(None);
        };
        check_headers()?;
        Ok(Some(Self {
            endpoint,
            resource: resource()?,
        }))
    }
}

fn endpoint() -> Result<Option<Url>, String> {
    let checked = |name: &str, text: &str| {
        attune_http::checked(text).map_err(|flaw| format!("{name} {flaw}"))
    };
    let name = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    if let Some(text) = variable(name) {
        return checked(name, &text).map(Some);
    }
    let name = "OTEL_EXPORTER_OTLP_ENDPOINT";
    let Some(text) = variable(name) else {
        return Ok(None);
    };
    let mut url = checked(name, &text)?;
    let path = format!("{}/{TRACES}", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(Some(url))
}

/// Looks whether the headers can be sent. The exporter reads them itself, and passes over what it cannot read.
fn check_headers() -> Result<(), String> {
    let names = [
        "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
        "OTEL_EXPORTER_OTLP_HEADERS",
    ];
    let texts = names
        .into_iter()
        .filter_map(|name| Some((name, variable(name)?)));
    for (name, text) in texts {
        let fits = |(key, value): (String, String)| {
            HeaderName::try_from(key).is_ok() && HeaderValue::try_from(value).is_ok()
        };
        let are_headers = pairs(&text).is_some_and(|pairs| pairs.into_iter().all(fits));
        if !are_headers {
            return Err(format!("{name} is no list of HEADER=VALUE"));
        }
    }
    Ok(())
}

fn resource() -> Result<Vec<KeyValue>, String> {
    let mut all = vec![
        KeyValue::new("service.name", "attune"),
        KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
    ];
    let name = "OTEL_RESOURCE_ATTRIBUTES";
    if let Some(text) = variable(name) {
        let pairs = pairs(&text).ok_or_else(|| format!("{name} is no list of KEY=VALUE"))?;
        all.extend(
            pairs
                .into_iter()
                .map(|(key, value)| KeyValue::new(key, value)),
        );
    }
    if let Some(service) = variable("OTEL_SERVICE_NAME") {
        all.push(KeyValue::new("service.name", service));
    }
    Ok(all)
}

/// Reads `key=value,key=value`, where values are percent-encoded; nothing where it is no such list.
///
/// Source: OpenTelemetry Resource SDK, "Specifying resource information via an environment variable".
fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let entries = text.split(',').map(str::trim);
    let entries = entries.filter(|entry| !entry.is_empty());
    let pairs = entries.map(|entry| {
        let (key, value) = entry.split_once('=')?;
        Some((key.trim().to_owned(), decoded(value.trim())?))
    });
    pairs.collect()
}

/// A text in which `%2C` stands for a comma.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            u8::from_str_radix(digits, 16).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn attributes_are_pairs_with_encoded_values() {
        let owned = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            pairs(" team=noc, note=a%2Cb%3Dc ,,empty="),
            Some(vec![
                owned("team", "noc"),
                owned("note", "a,b=c"),
                owned("empty", "")
            ])
        );
        for text in ["team", "team=%2", "team=%zz", "team=%ff"] {
            assert_eq!(pairs(text), None, "{text}");
        }
    }
}
