//! How many cases a law is tried with.

use proptest::test_runner::{Config, FileFailurePersistence};

/// A law that is tried with so many cases, or with as many as `PROPTEST_CASES` says.
///
/// What breaks one is kept in `regressions` and tried first from then on.
pub(super) fn law(cases: u32, regressions: &'static str) -> Config {
    Config {
        max_shrink_iters: 200,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        ..Config::with_cases(cases)
    }
}
