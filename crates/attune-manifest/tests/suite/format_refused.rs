//! Texts that are not laid out.

use attune_manifest::format::{FormatError, format};
use attune_manifest::render;
use insta::assert_snapshot;

/// What is said of a text.
fn said(text: &str) -> String {
    match format(text) {
        Ok(text) => text,
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_attune_does_not_read() {
    let cases = [
        (
            "a: 1\n\tb: 2\n",
            "2:1: a tab stands where YAML wants spaces",
        ),
        (
            "a: 1\nä: &x 2\n",
            "2:7: a YAML anchor stands before this value, and anchors are not allowed",
        ),
        (
            "a: *x\n",
            "1:4: text that begins with `*` is a YAML alias, and aliases are not allowed",
        ),
        ("a: !!str 1\n", "1:4: YAML tags are not allowed"),
        ("a: 1\nb: {c: 1, c: 2}\n", "2:11: `c` stands here twice"),
        (
            "a: 1\n---\nb: 1\n",
            "2:1: a manifest describes one tenant, and a second document begins here",
        ),
        (
            "a: [1\n",
            "1:4: a bracket is not closed, or a comma is missing",
        ),
        ("text\n", "1:1: a file is a map or a list at its top"),
        (
            "? a\n: 1\n",
            "1:1: this is written in a way that attune does not lay out",
        ),
        ("a:\n  : 1\n", "2:3: a key is missing before this colon"),
        (
            "{\"a\n  b\": 1}\n",
            "1:2: this key goes on over several lines",
        ),
        (
            " --- a: 1\n",
            "1:2: this key begins like a line between documents",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected, "{text:?}");
    }
}

#[test]
fn a_refusal_is_drawn_with_its_line_and_without_secrets() {
    let error = format("secret: hunter2\na: {b: 1, secret: hunter2, b: 2}\n").unwrap_err();
    let FormatError::Refused(refusal) = error else {
        unreachable!()
    };
    assert_eq!((refusal.line(), refusal.column()), (2, 28));
    assert_eq!(
        refusal.help(),
        "keep one of the two, or give the second another name"
    );
    assert_snapshot!(render(&[refusal.diagnostic("attune.yaml")], false), @r"
    error[duplicate-key]: `b` stands here twice
     --> attune.yaml:2:28
      |
    2 | a: {b: 1, secret: *******, b: 2}
      |     - first here           ^ again
      |
      = help: keep one of the two, or give the second another name
    ");
}
