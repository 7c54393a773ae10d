//! What a command said, without the secret that it was given.

/// So many characters of a secret in a row are not shown: a part of it can come back quoted, wrapped or cut.
const TELLING: usize = 5;
/// What is shown of a command's words, in characters.
const LONGEST: usize = 600;

/// The end of what a command said, on one line, with stars for whatever it has in common with `secret`.
pub(super) fn masked(said: &[u8], secret: &str) -> String {
    let said = String::from_utf8_lossy(said);
    let said: Vec<char> = said.chars().collect();
    let hidden = hidden(&said, &secret.chars().collect::<Vec<char>>());
    let mut shown = String::with_capacity(said.len());
    let mut in_secret = false;
    for (c, is_hidden) in said.into_iter().zip(hidden) {
        if !is_hidden {
            shown.push(if c.is_control() { ' ' } else { c });
        } else if !in_secret {
            shown.push_str("***");
        }
        in_secret = is_hidden;
    }
    end(&shown)
}

/// Which characters stand in a row that the secret has too.
fn hidden(said: &[char], secret: &[char]) -> Vec<bool> {
    let mut hidden = vec![false; said.len()];
    let row = TELLING.min(secret.len());
    if row == 0 {
        return hidden;
    }
    for (at, window) in said.windows(row).enumerate() {
        if secret.windows(row).any(|part| part == window) {
            hidden
                .iter_mut()
                .skip(at)
                .take(row)
                .for_each(|one| *one = true);
        }
    }
    hidden
}

/// Its last words, with single blanks.
fn end(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let length = text.chars().count();
    let mut shown = String::new();
    if length > LONGEST {
        shown.push_str("... ");
    }
    let rest: String = text.chars().skip(length.saturating_sub(LONGEST)).collect();
    shown.push_str(&rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_of_a_secret_is_shown() {
        let secret = "q7\"Zr!pW9\\xKe2";
        let said = format!(
            "cannot store {{\"secret\": {secret:?}}}\n\x1b[31mcut: {} and {}; pW9 is nothing",
            &secret[..8],
            &secret[6..]
        );
        assert_eq!(
            masked(said.as_bytes(), secret),
            "cannot store {\"secret\": \"q7\\***\"} [31mcut: *** and ***; pW9 is nothing"
        );
    }

    #[test]
    fn a_short_secret_is_masked_as_a_whole_and_no_secret_masks_nothing() {
        assert_eq!(masked(b"abc abx", "abc"), "*** abx");
        assert_eq!(masked(b" a\r\nb ", ""), "a b");
    }

    #[test]
    fn the_end_of_much_is_shown() {
        let said = "x".repeat(LONGEST) + "end";
        let shown = masked(said.as_bytes(), "");
        assert!(shown.starts_with("... xxx") && shown.ends_with("xend"));
        assert_eq!(shown.len(), LONGEST + 4);
    }
}
