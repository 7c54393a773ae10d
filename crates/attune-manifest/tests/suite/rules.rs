//! The page about the rules.

use std::collections::BTreeSet;

use attune_manifest::{Severity, rules};

use crate::broken;

const PAGE: &str = include_str!("../../../../docs/rules.md");

/// The texts under the headings of rules, by id, in the order of the page.
fn sections() -> Vec<(&'static str, &'static str)> {
    PAGE.split("\n## ")
        .skip(1)
        .map(|section| {
            let (id, text) = section.split_once('\n').unwrap_or((section, ""));
            let text = text.split("\n# ").next().unwrap_or_default();
            (id, text.trim())
        })
        .collect()
}

#[test]
fn each_rule_has_a_section_errors_first() {
    // Which rules warn is seen by what the broken manifests are told: each rule has one of them.
    let told: BTreeSet<(Severity, &str)> = broken::told()
        .map(|diagnostic| (diagnostic.severity, diagnostic.rule))
        .collect();
    let expected: Vec<&str> = told.into_iter().map(|(_, rule)| rule).collect();
    let headings: Vec<&str> = sections().into_iter().map(|(id, _)| id).collect();
    assert_eq!(headings, expected);
    let all: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
    assert_eq!(headings.into_iter().collect::<BTreeSet<_>>(), all);
}

#[test]
fn each_section_is_a_few_lines() {
    for (id, text) in sections() {
        assert!((1..=5).contains(&text.lines().count()), "{id}:\n{text}");
    }
}
