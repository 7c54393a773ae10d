//! Words of the tenant, lists of names, ranges of numbers.

use crate::clean;

/// Longer texts are cut: no name in Autotask is as long, and a report must stay readable.
const LONGEST: usize = 300;

/// A text of the tenant, cleaned, with the number of characters that are left out where it is too long.
pub(crate) fn words(text: &str) -> String {
    cut(text, LONGEST)
}

/// The same for a sentence of attune's with several names in it.
pub(crate) fn sentence(text: &str) -> String {
    cut(text, 3 * LONGEST)
}

fn cut(text: &str, longest: usize) -> String {
    let length = text.chars().count();
    if length <= longest {
        return clean(text);
    }
    let kept: String = text.chars().take(longest).collect();
    format!("{}... ({} more characters)", clean(&kept), length - longest)
}

/// The first of a list, and how many are left out. One more than `most` is shown rather than counted.
pub(crate) fn fold<T>(items: &[T], most: usize) -> (&[T], usize) {
    if items.len() <= most.saturating_add(1) {
        return (items, 0);
    }
    let (shown, rest) = items.split_at(most);
    (shown, rest.len())
}

/// `step 3`, `steps 1-4, 7`; the numbers are in ascending order.
pub(crate) fn numbers(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            Some(_) | None => ranges.push((*number, *number)),
        }
    }
    let parts: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("{first}-{last}"),
        })
        .collect();
    let word = if numbers.len() == 1 { "step" } else { "steps" };
    format!("{word} {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_ranges() {
        assert_eq!(numbers(&[3]), "step 3");
        assert_eq!(numbers(&[1, 2, 3, 5, 7, 8]), "steps 1-3, 5, 7-8");
    }

    #[test]
    fn one_more_is_shown_rather_than_counted() {
        assert_eq!(fold(&[1, 2, 3], 2), (&[1, 2, 3][..], 0));
        assert_eq!(fold(&[1, 2, 3, 4], 2), (&[1, 2][..], 2));
    }

    #[test]
    fn a_long_text_says_what_is_left_out() {
        let cut = words(&"x".repeat(10_000));
        assert!(cut.ends_with("xx... (9700 more characters)"));
        assert_eq!(
            cut.chars().count(),
            300 + "... (9700 more characters)".len()
        );
    }
}
