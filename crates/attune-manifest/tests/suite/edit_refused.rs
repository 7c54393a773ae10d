//! Edits that are not made.

use attune_manifest::edit::{EditError, append, remove, set};

/// What is said, and what to do.
fn said(edited: Result<String, EditError>) -> (String, String) {
    match edited {
        Ok(text) => (text, String::new()),
        Err(error) => (error.to_string(), error.refusal().help().to_owned()),
    }
}

#[test]
fn paths_that_cannot_be_read() {
    let help = "write `levels.helpdesk.emails[0]`; keys that hold dots or brackets go in quotes";
    let cases = [
        ("", "the path: 1:1: a key is missing here"),
        ("a..b", "the path: 1:3: a key is missing here"),
        (
            "a[x]",
            "the path: 1:4: brackets hold the number of a list entry, from 0",
        ),
        (
            "a[1",
            "the path: 1:4: brackets hold the number of a list entry, from 0",
        ),
        ("a.\"b", "the path: 1:3: this quote is not closed"),
        (
            "a[0]b",
            "the path: 1:5: a dot or a bracket should come here",
        ),
    ];
    for (path, message) in cases {
        assert_eq!(
            said(set("a: 1\n", path, "x")),
            (message.to_owned(), help.to_owned())
        );
    }
}

#[test]
fn values_that_are_not_one() {
    let cases = [
        ("", "the value: 1:1: the value is empty"),
        (
            "a\nb",
            "the value: 1:1: the value holds a line break or a control character",
        ),
        (
            "a: b",
            "the value: 1:1: the value is no scalar, and no list or map in brackets",
        ),
        (
            "a # b",
            "the value: 1:1: the value is no scalar, and no list or map in brackets",
        ),
        (
            "- a",
            "the value: 1:1: the value is no scalar, and no list or map in brackets",
        ),
        (
            "*@contoso.example",
            "the value: 1:1: text that begins with `*` is a YAML alias, and aliases are not allowed",
        ),
        (
            "[a",
            "the value: 1:1: this is no YAML: unclosed bracket '['",
        ),
    ];
    for (value, message) in cases {
        assert_eq!(said(set("a: 1\n", "a", value)).0, message, "{value:?}");
    }
}

#[test]
fn places_that_do_not_fit() {
    let text = "a:\n  b: [1, 2]\n  c: x\nd: {\n  e: 1 # one\n  }\n";
    let cases = [
        (
            set(text, "a.b.c", "x"),
            "2:3: `a.b` is no map",
            "check the path",
        ),
        (
            set(text, "a[0]", "x"),
            "1:1: `a` is no list",
            "check the path",
        ),
        (
            set(text, "a.c.d", "x"),
            "3:3: `a.c` is no map",
            "check the path",
        ),
        (
            set(text, "[0]", "x"),
            "1:1: the file is no list",
            "check the path",
        ),
        (
            set(text, "a.b[2]", "x"),
            "2:3: `a.b` has 2 entries",
            "entries count from 0; append adds one",
        ),
        (
            set(text, "a.x[0]", "x"),
            "1:1: there is no list at `a`",
            "append makes a list; set does not",
        ),
        (
            append(text, "a.c", "x"),
            "3:3: `a.c` is no list",
            "append adds to a list; use set to replace the value",
        ),
        (
            remove(text, "a.x"),
            "1:1: nothing stands at `a.x`",
            "check the path; keys that hold dots are put in quotes",
        ),
        (
            set(text, "d", "x"),
            "4:1: comments inside of this value would be lost",
            "change the keys below one by one, or remove this one first",
        ),
        (
            remove("a:\n  b: 1\n  # below\n", "a.b"),
            "2:3: comments beside this entry would lose their place",
            "remove what is around it, or make the change by hand",
        ),
        (
            remove("a: {b: 1, b: 2}\n", "a.b"),
            "1:11: `b` stands here twice",
            "keep one of the two, or give the second another name",
        ),
    ];
    for (edited, message, help) in cases {
        assert_eq!(said(edited), (message.to_owned(), help.to_owned()));
    }
}

#[test]
fn a_refused_value_is_not_shown() {
    let error = set("a: 1\n", "a", "hunter2: [").unwrap_err();
    let drawn = attune_manifest::render(&[error.refusal().diagnostic("value")], false);
    assert!(
        !format!("{drawn} {error} {error:?}").contains("hunter2"),
        "{drawn}"
    );
}
