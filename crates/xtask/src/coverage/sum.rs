//! What of a crate is covered.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::lcov::Lines;

/// The table's first line.
pub(crate) const HEADER: &str = "crate              lines  covered  percent";

/// The lines of a crate that hold code, without its tests.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    name: String,
    lines: usize,
    covered: usize,
    /// The lines that nothing ran with what stands there, by file.
    pub(crate) uncovered: String,
}

impl Sum {
    /// Whether so many percent are covered, or more.
    pub(crate) fn reaches(&self, percent: usize) -> bool {
        self.covered * 100 >= self.lines * percent
    }

    fn add(&mut self, file: &str, source: &str, lines: &Lines) {
        let mut uncovered = String::new();
        for (number, text) in counted(source) {
            let Some(count) = lines.get(&number) else {
                continue;
            };
            self.lines += 1;
            if *count > 0 {
                self.covered += 1;
            } else {
                // Writing to a string does not fail.
                _ = writeln!(uncovered, "{number:>6} {text}");
            }
        }
        if !uncovered.is_empty() {
            _ = write!(self.uncovered, "{file}\n{uncovered}\n");
        }
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            lines,
            covered,
            uncovered: _,
        } = self;
        let of_ten_thousand = covered * 10_000 / lines;
        write!(
            f,
            "{name:<16} {lines:>7}  {covered:>7}  {:>4}.{:02}",
            of_ten_thousand / 100,
            of_ten_thousand % 100
        )
    }
}

/// The sum of a crate's files below `src`.
pub(crate) fn of(name: &str, root: &Path, files: &BTreeMap<String, Lines>) -> Result<Sum> {
    let mut sum = Sum {
        name: name.to_owned(),
        ..Sum::default()
    };
    for (file, lines) in files {
        let Ok(file) = Path::new(file).strip_prefix(root) else {
            continue;
        };
        let is_test = file.ends_with("tests.rs");
        if !is_test && file.starts_with(format!("crates/{name}/src")) {
            let path = root.join(file);
            let source = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            sum.add(&file.to_string_lossy(), &source, lines);
        }
    }
    ensure!(sum.lines > 0, "nothing of {name} was measured");
    Ok(sum)
}

/// The lines that count, with their numbers: not a file's own tests, which are its end, and not what nothing but the compiler
/// runs, the functions that compute a table and that nobody outside can call.
fn counted(source: &str) -> Vec<(usize, &str)> {
    let lines = source.lines().take_while(|line| *line != "#[cfg(test)]");
    let mut counted = Vec::new();
    let mut ends_with: Option<String> = None;
    for (index, line) in lines.enumerate() {
        let (indent, code) = line.split_at(line.len() - line.trim_start().len());
        if code.starts_with("const fn ") || code.starts_with("pub(super) const fn ") {
            ends_with = Some(format!("{indent}}}"));
        }
        if ends_with.is_none() {
            counted.push((index + 1, line));
        }
        ends_with = ends_with.filter(|end| end != line);
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "const fn x() -> u8 {\n    1\n}\n\nfn a() {\n    b();\n}\n\n#[cfg(test)]\nmod tests {\n    fn c() {}\n}\n";

    #[test]
    fn what_is_not_run_is_listed_without_tests_and_tables() {
        let mut sum = Sum {
            name: "attune-x".to_owned(),
            ..Sum::default()
        };
        let lines = Lines::from([(1, 0), (2, 0), (3, 0), (5, 4), (6, 0), (7, 4), (11, 0)]);
        sum.add("crates/attune-x/src/a.rs", SOURCE, &lines);
        assert_eq!(
            sum.uncovered,
            "crates/attune-x/src/a.rs\n     6     b();\n\n"
        );
        assert_eq!(
            sum.to_string(),
            "attune-x               3        2    66.66"
        );
        assert!(sum.reaches(66));
        assert!(!sum.reaches(67));
    }
}
