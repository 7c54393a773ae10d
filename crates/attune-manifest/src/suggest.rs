//! Suggestions and lists of words for messages.

use attune_model::nearest;

/// `did you mean ...?`, or what `otherwise` says.
pub(crate) fn did_you_mean(
    word: &str,
    candidates: &[&str],
    otherwise: impl FnOnce() -> String,
) -> String {
    near(word, candidates).map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
}

/// The candidate that was probably meant.
///
/// Words of another length are left out before letters are compared: a file may have thousands of unknown keys.
pub(crate) fn near<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let length = word.chars().count();
    let alike = candidates
        .iter()
        .copied()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= length / 3 + 1);
    nearest(word, alike)
}

/// `` `a`, `b` or `c` ``.
pub(crate) fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_well() {
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
