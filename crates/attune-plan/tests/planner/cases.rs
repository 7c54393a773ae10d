//! How many cases a law is tried with.

use proptest::test_runner::{Config, FileFailurePersistence};

/// A law that is tried with so many cases, or with as many as `PROPTEST_CASES` says.
///
/// What breaks one is kept in `proptest-regressions` and tried first from then on. Most manifests that are made up have no
/// problem, those that have one are passed over.
pub(crate) fn law(cases: u32) -> Config {
    Config {
        max_global_rejects: 1_000_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::SourceParallel(
            "proptest-regressions",
        ))),
        ..Config::with_cases(cases)
    }
}
