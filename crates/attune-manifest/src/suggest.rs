//! Suggestions and lists of words for messages.

use attune_model::nearest;

/// `did you mean ...?`, or what `otherwise` says.
pub(crate) fn did_you_mean(
    word: &str,
    candidates: &[&str],
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(word, candidates.iter().copied())
        .map_or_else(otherwise, |near| format!("did you mean `{near}`?"))
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
