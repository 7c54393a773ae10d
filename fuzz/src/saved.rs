//! Files of saved plans.

use attune::fuzzing::{sealed, show};

use crate::printed::is_harmless;

/// A file from anywhere is refused or shown without harm, also where somebody gave what it says the right checksum; saved again
/// it is the same plan.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    file(text);
    if let Some(text) = sealed(text) {
        file(&text);
    }
}

fn file(text: &str) {
    match show(text) {
        Err(error) => is_harmless(&error),
        Ok(shown) => {
            is_harmless(&shown.words);
            let again = show(&shown.file).map(|again| (plan_in(&again.words), again.file));
            assert_eq!(
                again,
                Ok((plan_in(&shown.words), shown.file)),
                "another plan"
            );
        }
    }
}

/// What is said behind the first line, which has the checksum: what a newer attune wrote beside is not written again, so that
/// can be another.
fn plan_in(words: &str) -> String {
    words.lines().skip(1).collect::<Vec<_>>().join("\n")
}
