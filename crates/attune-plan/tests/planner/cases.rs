//! How many cases a law is tried with.

use proptest::test_runner::{Config, FileFailurePersistence};

/// What proptest tries where nobody says otherwise.
const USUAL: u32 = 256;

/// A law that is usually tried with so many cases; `PROPTEST_CASES` scales all laws alike, from 256.
///
/// What breaks one is kept in `proptest-regressions` and tried first from then on.
pub(crate) fn law(cases: u32) -> Config {
    let asked = Config::default().cases;
    let cases = (cases.saturating_mul(asked) / USUAL).max(1);
    Config {
        cases,
        max_global_rejects: cases.saturating_mul(50),
        failure_persistence: Some(Box::new(FileFailurePersistence::SourceParallel(
            "proptest-regressions",
        ))),
        ..Config::default()
    }
}
