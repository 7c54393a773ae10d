//! One HTML file that needs nothing else: no network, no server, and no script for reading.
//!
//! Its Content-Security-Policy allows its own style and its own script, by their digests, and nothing else. The script only
//! filters what is there.

pub(crate) mod page;
mod report;
mod step;

pub use report::report;
