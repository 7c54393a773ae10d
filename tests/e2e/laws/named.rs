//! The tests that the pages about promises and threats name are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::harness::root;

const PAGES: [&str; 2] = ["docs/promises.md", "docs/threat-model.md"];

/// What a page names as `file::function`, with the line.
fn named(text: &str) -> Vec<(usize, String, String)> {
    let lines = text.lines().enumerate();
    let words = lines.flat_map(|(index, line)| {
        let words = line.split('`').skip(1).step_by(2);
        words.map(move |word| (index + 1, word))
    });
    words
        .filter_map(|(line, word)| {
            let (file, function) = word.split_once("::")?;
            Path::new(file)
                .extension()
                .is_some_and(|end| end == "rs")
                .then(|| (line, file.to_owned(), function.to_owned()))
        })
        .collect()
}

/// The functions of a file that are tests: those below an attribute `test`, of whichever crate.
fn tests(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[") {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            continue;
        }
        let line = line.strip_prefix("async ").unwrap_or(line);
        if let Some(rest) = line.strip_prefix("fn ").filter(|_| is_test) {
            found.extend(rest.split(['(', '<']).next().map(str::to_owned));
        }
        is_test &= line.starts_with("//") || line.is_empty();
    }
    found
}

/// What a page promises: the entries of its lists, each with the number of tests that it names.
fn entries(text: &str) -> Vec<(usize, usize)> {
    let mut entries: Vec<(usize, usize)> = Vec::new();
    let mut gaps = false;
    for (index, line) in text.lines().enumerate() {
        // What is a gap has no test; so has a list of them, up to the next heading.
        gaps = (gaps || line.starts_with("Gaps:")) && !line.starts_with('#');
        let number = line.split_once(". ").map_or("", |(number, _)| number);
        let is_numbered = !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit());
        if !gaps && (is_numbered || line.starts_with("- ")) {
            entries.push((index + 1, 0));
        }
        if let Some((_, count)) = entries.last_mut() {
            *count += named(line).len();
        }
    }
    entries
}

#[test]
fn the_tests_that_are_named_are_there() {
    let mut missing = Vec::new();
    for page in PAGES {
        let text = fs::read_to_string(root().join(page)).unwrap();
        for (line, file, function) in named(&text) {
            let source = fs::read_to_string(root().join(&file)).unwrap_or_default();
            if !tests(&source).contains(&function) {
                missing.push(format!("{page}:{line}: {file}::{function}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_is_promised_names_a_test() {
    for page in PAGES {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let entries = entries(&text);
        assert!(entries.len() > 20, "{page}: {}", entries.len());
        for (line, tests) in entries {
            assert!(tests > 0, "{page}:{line} names no test");
        }
    }
}

#[test]
fn promises_are_numbered_in_order() {
    let text = fs::read_to_string(root().join(PAGES[0])).unwrap();
    let numbers: Vec<usize> = text
        .lines()
        .filter_map(|line| line.split_once(". ")?.0.parse().ok())
        .collect();
    let expected: Vec<usize> = (1..=numbers.len()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_reader_of_tests_can_fail() {
    let source = "#[test]\nfn a() {}\nfn b() {}\n#[tokio::test]\n#[expect(x, reason = \"y\")]\nasync fn c<T>() {}\n#[cfg(test)]\nfn d() {}\n";
    assert_eq!(tests(source), ["a".to_owned(), "c".to_owned()].into());
    assert_eq!(
        named("a `x.rs::b` and `Type::c`, `y.rs`\n`z.rs::d`"),
        [
            (1, "x.rs".to_owned(), "b".to_owned()),
            (2, "z.rs".to_owned(), "d".to_owned())
        ]
    );
    assert_eq!(
        entries("1. a `x.rs::b`\n2. c\n- d\n`x.rs::e`\nGaps:\n- f\n"),
        [(1, 1), (2, 0), (3, 1)]
    );
}
