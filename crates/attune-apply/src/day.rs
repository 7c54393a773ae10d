//! From moments to days.

use attune_model::{Date, Timestamp};
use jiff::tz::Offset;

/// The day of a moment, UTC.
pub(crate) fn day(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date()
}
