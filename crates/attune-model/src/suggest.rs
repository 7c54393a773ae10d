//! The nearest of some names, for messages.

/// The candidate that `wanted` was probably meant to be; none where nothing is near.
///
/// Letters' case does not count.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&wanted, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = ["API User (system)", "Sales (system)"];
        assert_eq!(
            nearest("API Users (system)", names),
            Some("API User (system)")
        );
        assert_eq!(nearest("Quartermaster", names), None);
    }
}
