//! Lists of names, as sentences have them.

/// How many names a sentence has.
const NAMED: usize = 5;

/// Names in a row: at most five, then how many more there are.
pub(crate) fn listed(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}
