//! The nearest of some names, for messages.

/// Words longer than this are not compared: nobody mistypes them by one letter.
const LONGEST: usize = 64;

/// The candidate that `wanted` was probably meant to be; none where nothing is near.
///
/// Near is a third of the letters changed, added, dropped or swapped; upper and lower case do not count.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let length = wanted.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        // Every letter more or less is a change of its own.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| {
            let distance = strsim::osa_distance(&wanted, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = ["API User (system)", "Sales (system)", "canLogin"];
        assert_eq!(
            nearest("API Users (system)", names),
            Some("API User (system)")
        );
        assert_eq!(nearest("canlogni", names), Some("canLogin"));
        assert_eq!(nearest("Quartermaster", names), None);
        assert_eq!(nearest("", names), None);
    }
}
