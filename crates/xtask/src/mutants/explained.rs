//! The survivors that `docs/mutants.md` explains.

use std::collections::BTreeMap;

/// How often a mutation may survive, by file and mutation.
pub(crate) type Explained = BTreeMap<(String, String), usize>;

/// The rows of the page's tables: a file and a mutation, each in backticks, then why. One row stands for one survivor.
pub(crate) fn of(page: &str) -> Explained {
    let mut explained = Explained::new();
    for row in page.lines().filter(|line| line.starts_with("| `crates/")) {
        let mut words = row.split('`').skip(1).step_by(2);
        if let (Some(file), Some(mutation)) = (words.next(), words.next()) {
            *explained
                .entry((file.to_owned(), mutation.to_owned()))
                .or_default() += 1;
        }
    }
    explained
}

/// What of the survivors no row is left for.
pub(crate) fn unexplained(survivors: &[String], mut explained: Explained) -> Vec<&str> {
    let mut left = Vec::new();
    for survivor in survivors {
        match explained.get_mut(&key(survivor)) {
            Some(rows) if *rows > 0 => *rows -= 1,
            Some(_) | None => left.push(survivor.as_str()),
        }
    }
    left
}

/// A line like `crates/a/src/b.rs:12:5: replace x -> bool with true`, without the place in the file, which moves.
fn key(survivor: &str) -> (String, String) {
    let (place, mutation) = survivor.split_once(": ").unwrap_or((survivor, ""));
    let file = place.split(':').next().unwrap_or(place);
    (file.to_owned(), mutation.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_explains_one_survivor() {
        let page = "| place | mutation | why |\n|---|---|---|\n| `crates/a.rs` | `replace < with <= in f` | no matter |\n";
        let survivors = [
            "crates/a.rs:1:2: replace < with <= in f",
            "crates/a.rs:9:2: replace < with <= in f",
            "crates/b.rs:1:2: replace < with <= in f",
        ]
        .map(str::to_owned);
        assert_eq!(
            unexplained(&survivors, of(page)),
            [survivors[1].as_str(), survivors[2].as_str()]
        );
    }
}
