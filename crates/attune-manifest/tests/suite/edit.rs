//! Edits: what changes, and that nothing else does.

use attune_manifest::edit::{EditError, append, remove, set};

/// Text before, path, value, text after.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn check(edit: fn(&str, &str, &str) -> Result<String, EditError>, cases: &[Case]) {
    for (before, path, value, after) in cases {
        let edited = edit(before, path, value);
        assert_eq!(
            edited.as_deref().map_err(ToString::to_string),
            Ok(*after),
            "{before:?} at {path}"
        );
    }
}

#[test]
fn values_are_replaced() {
    check(
        set,
        &[
            (
                "a: 1   # one\nb: 2 # two\n",
                "a",
                "true",
                "a: true   # one\nb: 2 # two\n",
            ),
            (
                "a: {b: 1,  c: no } # t\n",
                "a.c",
                "true",
                "a: {b: 1,  c: true } # t\n",
            ),
            (
                "a: {name: Tech, impersonate: no}",
                "a.impersonate",
                "[x, y]",
                "a: {name: Tech, impersonate: [x, y]}",
            ),
            ("a: [1, {b: 2}, 3]\n", "a[1].b", "x", "a: [1, {b: x}, 3]\n"),
            (
                "a:\n- b: 1\n  c: 2\n- d\n",
                "a[1]",
                "\"*\"",
                "a:\n- b: 1\n  c: 2\n- \"*\"\n",
            ),
            ("a:\n- b: 1\n  c: 2\n- d\n", "a[0]", "x", "a:\n- x\n- d\n"),
            (
                "a:  # head\n  b: 1\n  c:\n    d: 2\n\n# next\ne: 1\n",
                "a",
                "none",
                "a: none  # head\n\n# next\ne: 1\n",
            ),
            (
                "a: |  # why\n  text\n  # more\n\nb: 1\n",
                "a",
                "x",
                "a: x  # why\n\nb: 1\n",
            ),
            ("a: \"x\n  y\" # c\n", "a", "z", "a: z # c\n"),
            ("a:\n  # why\n  x # c\n", "a", "y", "a:\n  # why\n  y # c\n"),
            (
                "a:\r\n  b: 1 # c\r\nd: 2\r\n",
                "a.b",
                "x",
                "a:\r\n  b: x # c\r\nd: 2\r\n",
            ),
            ("a:\r\n  b: 1\r\n  c: 1\r\nd: 2", "a", "x", "a: x\r\nd: 2"),
            (
                "\u{feff}ä: \"ü\" # é\nb: 2\n",
                "ä",
                "日本",
                "\u{feff}ä: 日本 # é\nb: 2\n",
            ),
            (
                "\"a.b\": {'c d': 1}\n",
                "'a.b'.c d",
                "2",
                "\"a.b\": {'c d': 2}\n",
            ),
            ("a: 1\n", "a", "All, Mine", "a: \"All, Mine\"\n"),
            ("a: [x: 1]\n", "a[0].x", "2", "a: [x: 2]\n"),
        ],
    );
}

#[test]
fn values_that_are_left_out_are_filled_in() {
    check(
        set,
        &[
            ("a:\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
            (
                "a:  # nothing yet\nb: 1\n",
                "a",
                "x",
                "a: x  # nothing yet\nb: 1\n",
            ),
            ("a:", "a", "x", "a: x"),
            ("a:\n  -\n  - 1\n", "a[0]", "x", "a:\n  - x\n  - 1\n"),
            ("{a, b: 1}\n", "a", "x", "{a: x, b: 1}\n"),
            ("{a: , b: 1}\n", "a.c", "x", "{a: {c: x} , b: 1}\n"),
            (
                "a:  # nothing yet\n  # still\nb: 1\n",
                "a.c.d",
                "x",
                "a:  # nothing yet\n  c:\n    d: x\n  # still\nb: 1\n",
            ),
            ("a:\n  -\n", "a[0].b", "x", "a:\n  -\n    b: x\n"),
        ],
    );
}

#[test]
fn missing_keys_go_after_the_others() {
    check(
        set,
        &[
            ("a: 1", "b", "2", "a: 1\nb: 2"),
            ("", "a.b", "2", "a:\n  b: 2\n"),
            ("# only this", "a", "2", "# only this\na: 2\n"),
            (
                "a:\n    b: 1\n\n# about c\nc: 2\n",
                "a.x.y",
                "3",
                "a:\n    b: 1\n    x:\n      y: 3\n\n# about c\nc: 2\n",
            ),
            (
                "a:\n  b:\n    c: 1 # one\n    # two\n  # three\nd: 2\n",
                "a.x",
                "3",
                "a:\n  b:\n    c: 1 # one\n    # two\n  x: 3\n  # three\nd: 2\n",
            ),
            ("a: 1\n\nb: 2\n", "c", "3", "a: 1\n\nb: 2\n\nc: 3\n"),
            (
                "a: 1\r\nb:\r\n  c: 2\r\nd: 3\r\n",
                "b.x",
                "4",
                "a: 1\r\nb:\r\n  c: 2\r\n  x: 4\r\nd: 3\r\n",
            ),
            (
                "a:\n  t: |\n    text\n\nb: 1\n",
                "a.x",
                "2",
                "a:\n  t: |\n    text\n  x: 2\n\nb: 1\n",
            ),
            (
                "a:\n  - b: 1\n    c: 2\n  - d\n",
                "a[0].x",
                "3",
                "a:\n  - b: 1\n    c: 2\n    x: 3\n  - d\n",
            ),
            ("a: {}  # none\n", "a.x.y", "1", "a: {x: {y: 1}}  # none\n"),
            (
                "a: {b: 1}\n",
                "a.x.y",
                "{z: 2}",
                "a: {b: 1, x: {y: {z: 2}}}\n",
            ),
            ("a: {b: 1,}\n", "a.x", "2", "a: {b: 1, x: 2}\n"),
            (
                "a: {\n    b: 1, # one\n    c: 2 # two\n  }\n",
                "a.x",
                "3",
                "a: {\n    b: 1, # one\n    c: 2, # two\n    x: 3\n  }\n",
            ),
            (
                "policy:\n  apiUsers: {}\n",
                "policy.apiUsers.\"psa@contoso.example\".protect",
                "true",
                "policy:\n  apiUsers: {psa@contoso.example: {protect: true}}\n",
            ),
            (
                "policy:\n  people: {} # nobody\n",
                "policy.prune",
                "true",
                "policy:\n  people: {} # nobody\n  prune: true\n",
            ),
            (
                "a:\n  b: 1\n",
                "a.\"Legacy *: x\"",
                "1",
                "a:\n  b: 1\n  \"Legacy *: x\": 1\n",
            ),
            (
                "a:\n  b: 1\n",
                "a.\"*\"",
                "none",
                "a:\n  b: 1\n  \"*\": none\n",
            ),
        ],
    );
}

#[test]
fn lists_grow_at_their_end() {
    check(
        append,
        &[
            (
                "a: # h\n  - 1 # one\n  # tail\n\n# about b\nb: 2\n",
                "a",
                "x",
                "a: # h\n  - 1 # one\n  - x\n  # tail\n\n# about b\nb: 2\n",
            ),
            (
                "a:\n- b: 1\n  c: 2\n",
                "a",
                "{b: 3}",
                "a:\n- b: 1\n  c: 2\n- {b: 3}\n",
            ),
            (
                "a: [1, 2]  # h\n",
                "a",
                "\"*@x\"",
                "a: [1, 2, \"*@x\"]  # h\n",
            ),
            ("a: [ ]\n", "a", "x", "a: [x ]\n"),
            (
                "a: [\n  1, # one\n  2 # two\n  ]\n",
                "a",
                "3",
                "a: [\n  1, # one\n  2, # two\n  3\n  ]\n",
            ),
            (
                "a: [\n  1, # one\n  2, # two\n  ]\n",
                "a",
                "3",
                "a: [\n  1, # one\n  2, # two\n  3\n  ]\n",
            ),
            ("a:\n  - [1]\n", "a[0]", "x", "a:\n  - [1, x]\n"),
            ("a:\nb: 1\n", "a", "x", "a: [x]\nb: 1\n"),
            ("a: 1\n", "b.c", "x", "a: 1\nb:\n  c: [x]\n"),
        ],
    );
}

#[test]
fn entries_go_with_their_comments() {
    let cases = [
        (
            "a: 1 # one\n# about b\nb: 2 # two\n# about c\nc: 3\n",
            "b",
            "a: 1 # one\n# about c\nc: 3\n",
        ),
        ("# the file\na: 1\nb: 2\n", "a", "# the file\nb: 2\n"),
        (
            "a: 1\n# group\n\n# about b\nb: 2\nc: 3\n",
            "b",
            "a: 1\n# group\n\nc: 3\n",
        ),
        (
            "a: 1\n\nb:\n  c: 2\n  # two\n\nd: 3\n",
            "b",
            "a: 1\n\nd: 3\n",
        ),
        ("a: 1\n\nb: 2\n", "b", "a: 1\n"),
        ("a: 1\nb: 2", "b", "a: 1\n"),
        ("a: {b: 1, c: 2}\n", "a.c", "a: {b: 1}\n"),
        ("a: {b: 1, c: 2}\n", "a.b", "a: {c: 2}\n"),
        ("a: [1, 2, 3]\n", "a[1]", "a: [1, 3]\n"),
        ("a: [1]\n", "a[0]", "a: []\n"),
        (
            "a: {\n  b: 1, # one\n  # about c\n  c: 2 # two\n  }\n",
            "a.c",
            "a: {\n  b: 1, # one\n  }\n",
        ),
        (
            "a: {b: 1, # one\n  c: 2}\n",
            "a.c",
            "a: {b: 1, # one\n  }\n",
        ),
        (
            "a:  # head\n  # about b\n  b: 1 # one\nc: 2\n",
            "a.b",
            "a: {}  # head\nc: 2\n",
        ),
        (
            "a:\n  - b: 1 # one\n    c: 2\n  - d\n",
            "a[0].b",
            "a:\n  - c: 2\n  - d\n",
        ),
        ("a:\n  - b: 1\n  - d\n", "a[0].b", "a:\n  - {}\n  - d\n"),
        ("a:\n  - b: 1\n", "a[0]", "a: []\n"),
        ("a: [x: 1]\n", "a[0].x", "a: [{}]\n"),
        (
            "a: 1\r\n\r\nb: 2\r\n\r\nc: 3\r\n",
            "b",
            "a: 1\r\n\r\nc: 3\r\n",
        ),
        ("# all\na: 1\n", "a", "# all\n"),
    ];
    for (before, path, after) in cases {
        let edited = remove(before, path);
        assert_eq!(
            edited.as_deref().map_err(ToString::to_string),
            Ok(after),
            "{before:?} at {path}"
        );
    }
}
