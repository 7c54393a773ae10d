//! Texts that are no YAML, or more of YAML than a manifest may have.

use crate::wrong;

#[test]
fn bad_indentation() {
    let text = r"attune: 1
tenant: contoso
apiUsers:
    tasky:
      firstName: Tasky
   other: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: the indentation of this line fits nothing above it
     --> attune.yaml:6:4
      |
    6 |    other: {}
      |    ^ indented otherwise than its neighbours
      |
      = help: indent all keys of a block alike, by two spaces for each level
    "#);
}

#[test]
fn tabs() {
    let text = "attune: 1\ntenant: contoso\napiUsers:\n\ttasky: {}\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a tab stands where YAML wants spaces
     --> attune.yaml:4:1
      |
    4 |     tasky: {}
      | ^^^^ tab
      |
      = help: use spaces, two for each level; most editors can put spaces in place of tabs
    "#);
}

#[test]
fn a_tab_after_good_lines() {
    let text = "attune: 1\ntenant: contoso\napiUsers:\n  tasky: {}\n\tother: {}\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a tab stands where YAML wants spaces
     --> attune.yaml:5:1
      |
    5 |     other: {}
      | ^^^^ tab
      |
      = help: use spaces, two for each level; most editors can put spaces in place of tabs
    "#);
}

#[test]
fn an_open_quote() {
    let text = r"attune: 1
tenant: 'contoso
apiUsers: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: text in quotes is not closed
     --> attune.yaml:3:1
      |
    2 | tenant: 'contoso
      |         - opened here
    3 | apiUsers: {}
      | ^ the closing quote should come before this
      |
      = help: close the quote; in single quotes a `'` is written `''`
    "#);
}

#[test]
fn an_open_bracket() {
    let text = r"attune: 1
tenant: contoso
apiUsers: {tasky: {firstName: Tasky}
checks: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a bracket is not closed, or a comma is missing
     --> attune.yaml:4:1
      |
    3 | apiUsers: {tasky: {firstName: Tasky}
      |           - opened here
    4 | checks: {}
      | ^ a comma or the closing bracket should come before this
      |
      = help: put commas between the entries and close the bracket; lines within brackets are indented
    "#);
}

#[test]
fn a_missing_comma() {
    let text = r"attune: 1
tenant: contoso
apiUsers: {a: {} b: {}}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a bracket is not closed, or a comma is missing
     --> attune.yaml:3:18
      |
    3 | apiUsers: {a: {} b: {}}
      |           -      ^ a comma or the closing bracket should come before this
      |           |
      |           opened here
      |
      = help: put commas between the entries and close the bracket; lines within brackets are indented
    "#);
}

#[test]
fn brackets_that_do_not_match() {
    let text = r"attune: 1
tenant: contoso
apiUsers: [a, b}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: the brackets do not match
     --> attune.yaml:3:11
      |
    3 | apiUsers: [a, b}
      |           ^ no partner
      |
      = help: `[` is closed by `]`, `{` by `}`
    "#);
}

#[test]
fn a_colon_in_text() {
    let text = r"attune: 1
tenant: contoso: b
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a `:` stands where no value can begin
     --> attune.yaml:2:16
      |
    2 | tenant: contoso: b
      |                ^ this colon
      |
      = help: write a blank after the colon of a key, and no value before keys that are indented below it; put text that contains `: ` in quotes
    "#);
}

#[test]
fn a_colon_without_blank() {
    let text = r"attune:1
tenant: contoso
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a `:` stands where no value can begin
     --> attune.yaml:2:7
      |
    1 | attune:1
      | -------- read as text from here up to the mark
    2 | tenant: contoso
      |       ^ this colon
      |
      = help: write a blank after the colon of a key, and no value before keys that are indented below it; put text that contains `: ` in quotes
    "#);
}

#[test]
fn keys_below_a_key_with_a_value() {
    let text = r"attune: 1
tenant: contoso
  name: Contoso
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a `:` stands where no value can begin
     --> attune.yaml:3:7
      |
    2 | tenant: contoso
      |         ------- read as text from here up to the mark
    3 |   name: Contoso
      |       ^ this colon
      |
      = help: write a blank after the colon of a key, and no value before keys that are indented below it; put text that contains `: ` in quotes
    "#);
}

#[test]
fn a_list_on_the_line_of_its_key() {
    let text = r"attune: 1
tenant: contoso
apiUsers: - tasky
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: a list entry `- ...` cannot begin here
     --> attune.yaml:3:11
      |
    3 | apiUsers: - tasky
      |           ^ this hyphen
      |
      = help: put each entry on a line of its own below the key, or write `[a, b]`
    "#);
}

#[test]
fn text_that_begins_with_a_reserved_character() {
    let text = r"attune: 1
tenant: @contoso
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: text cannot begin with this character
     --> attune.yaml:2:9
      |
    2 | tenant: @contoso
      |         ^ needs quotes
      |
      = help: put the text in quotes
    "#);
}

#[test]
fn an_unknown_escape() {
    let text = r#"attune: 1
tenant: "\contoso"
"#;
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: in double quotes a backslash begins an escape, and this one is not known
     --> attune.yaml:2:9
      |
    2 | tenant: "\contoso"
      |         ^ in these quotes
      |
      = help: use single quotes, or write two backslashes
    "#);
}

#[test]
fn a_pattern_without_quotes() {
    let text = r"attune: 1
tenant: contoso
impersonation:
  all:
    allow: true
    levelsHeldBy: {emails: [*@contoso.example]}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[no-aliases]: text that begins with `*` is a YAML alias, and aliases are not allowed
     --> attune.yaml:6:29
      |
    6 |     levelsHeldBy: {emails: [*@contoso.example]}
      |                             ^^^^^^^^^^^^^^^^^ an alias
      |
      = help: put the text in quotes: `"*@contoso.example"`; or repeat what the alias stands for
    "#);
}

#[test]
fn anchors_and_aliases() {
    let text = r"attune: 1
tenant: &t contoso
apiUsers: *t
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[no-aliases]: a YAML anchor stands before this value, and anchors are not allowed
     --> attune.yaml:2:12
      |
    2 | tenant: &t contoso
      |            ^^^^^^^ has an anchor
      |
      = help: remove `&` and the name after it; put text that begins with `&` in quotes

    error[no-aliases]: text that begins with `*` is a YAML alias, and aliases are not allowed
     --> attune.yaml:3:11
      |
    3 | apiUsers: *t
      |           ^^ an alias
      |
      = help: put the text in quotes: `"*@contoso.example"`; or repeat what the alias stands for
    "#);
}

#[test]
fn tags() {
    let text = r"attune: !!int 1
tenant: !secret contoso
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[no-tags]: YAML tags are not allowed
     --> attune.yaml:1:9
      |
    1 | attune: !!int 1
      |         ^^^^^ a tag
      |
      = help: remove it; put text that begins with `!` in quotes

    error[no-tags]: YAML tags are not allowed
     --> attune.yaml:2:9
      |
    2 | tenant: !secret contoso
      |         ^^^^^^^ a tag
      |
      = help: remove it; put text that begins with `!` in quotes
    "#);
}

#[test]
fn a_list_as_key() {
    let text = r"attune: 1
tenant: contoso
? [a, b]
: c
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[plain-keys]: a list or a map stands where a key is expected
     --> attune.yaml:3:3
      |
    3 | ? [a, b]
      |   ^^^^^^ not a key
      |
      = help: write `key: value`; put text that begins with `{` or `[` in quotes
    "#);
}

#[test]
fn directives() {
    let text = r"%YAML 1.2
---
attune: 1
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: YAML directives are not allowed
     --> attune.yaml:1:1
      |
    1 | %YAML 1.2
      | ^ a directive
      |
      = help: remove the line; put text that begins with `%` in quotes
    "#);
}

#[test]
fn a_control_character() {
    let text = "attune: 1\ntenant: con\u{1b}[31mtoso\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[encoding]: the manifest holds the control character U+001B
     --> attune.yaml:2:12
      |
    2 | tenant: con␛[31mtoso
      |            ^ U+001B
      |
      = help: check that this is the manifest; remove the character
    "#);
}

#[test]
fn nul() {
    let text = "attune: 1\n\0\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[encoding]: the manifest holds a NUL character and is probably not a text file
     --> attune.yaml:2:1
      |
    2 | ␀
      | ^ U+0000
      |
      = help: check that this is the manifest; remove the character
    "#);
}

#[test]
fn nothing() {
    let text = "";
    insta::assert_snapshot!(wrong(text), @r#"
    error[empty-manifest]: the manifest is empty
    --> attune.yaml
     = help: the smallest valid manifest is
             attune: 1
             tenant: contoso
    "#);
}

#[test]
fn only_comments() {
    let text = "# attune: 1\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[empty-manifest]: the manifest is empty
    --> attune.yaml
     = help: the smallest valid manifest is
             attune: 1
             tenant: contoso
    "#);
}

#[test]
fn a_list_at_the_top() {
    let text = "- attune: 1\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[wrong-type]: the manifest must be a map
     --> attune.yaml:1:1
      |
    1 | - attune: 1
      | ^ a list
      |
      = help: begin with `attune: 1` and `tenant: contoso`, each on a line of its own
    "#);
}

#[test]
fn crlf_and_a_byte_order_mark() {
    let text = "\u{feff}attune: 1\r\ntenant: contoso\r\ntenat: contoso\r\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[unknown-key]: there is no key `tenat` at the top of a manifest
     --> attune.yaml:3:1
      |
    3 | tenat: contoso
      | ^^^^^ unknown key
      |
      = help: did you mean `tenant`?
    "#);
}
