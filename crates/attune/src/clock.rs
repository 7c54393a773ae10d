//! The only place that asks for the time.

use attune_model::{Date, Timestamp};

/// Now.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The day, UTC.
pub(crate) fn today() -> Date {
    now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// A name for this run, such as `20261121T210000.123456Z-4711`.
pub(crate) fn run_name() -> String {
    format!(
        "{}-{}",
        now().strftime("%Y%m%dT%H%M%S.%6fZ"),
        std::process::id()
    )
}
