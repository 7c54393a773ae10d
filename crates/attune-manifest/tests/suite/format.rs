//! The layout.

use std::path::Path;

use attune_manifest::format::format;
use insta::assert_snapshot;

use crate::FULL;

/// A file of the repository.
fn page(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap_or_default()
}

/// The YAML blocks of a page.
fn blocks(page: &str) -> Vec<&str> {
    let after = page.split("```yaml\n").skip(1);
    after
        .filter_map(|rest| Some(rest.split_once("```")?.0))
        .collect()
}

/// The text with one blank before each comment at the end of a line.
fn close_up(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once(" #") {
        Some((code, comment)) if !code.trim().is_empty() => {
            format!("{} #{comment}\n", code.trim_end())
        }
        Some(_) | None => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn the_pages_and_examples_lack_only_the_columns_of_comments() {
    let page_text = page("docs/manifest.md");
    let example = page("manifests/examples/tasky.yaml");
    let texts = blocks(&page_text);
    assert!(texts.len() > 3, "docs/manifest.md has no blocks");
    assert!(!example.is_empty());
    for text in texts.into_iter().chain([example.as_str(), FULL]) {
        let formatted = format(text).unwrap();
        assert_eq!(close_up(&formatted), close_up(text.trim_start()));
        assert_eq!(format(&formatted).unwrap(), formatted);
    }
}

#[test]
fn blanks_indentation_and_empty_lines() {
    let text = "\u{feff}\n\n# top   \nattune:   1\ntenant:    contoso\t\n\n\n\nlevels:\n\n- name:   \"A\"\n  emails: [ 'x' ,y,\n     z ]\n\n-   { a:   1,b: {c: [ ]} }\n- - 1\n  -   2\n-\n  # about k\n  k :\n      v\n...\n";
    assert_snapshot!(format(text).unwrap(), @r#"
    # top
    attune: 1
    tenant: contoso

    levels:
      - name: "A"
        emails: ['x', y, z]

      - {a: 1, b: {c: []}}
      - - 1
        - 2
      -
        # about k
        k: v
    "#);
}

#[test]
fn comments_keep_their_blocks() {
    let text = "---  # start\n# file\n\na:   # head\n   # about b\n   b: 1\n   # below b\n\n # about c\nc:\n- 1 # one\n # still in the list\n# about d\nd: |  # text\n    # no comment\n     x\n\n\ne: # before\n   # the value\n   value # after\n# end\n";
    assert_snapshot!(format(text).unwrap(), @r"
    --- # start
    # file

    a: # head
      # about b
      b: 1
      # below b

    # about c
    c:
      - 1 # one
      # still in the list
    # about d
    d: | # text
      # no comment
       x

    e: # before
      # the value
      value # after
    # end
    ");
}

#[test]
fn comments_of_neighbours_share_a_column_where_they_did() {
    let text =
        "a: 1       # one\nlonger: 2  # two\nb: 3 # three\nc: 4    # four\n\nd: 5    # five\n";
    assert_snapshot!(format(text).unwrap(), @r"
    a: 1      # one
    longer: 2 # two
    b: 3 # three
    c: 4 # four

    d: 5 # five
    ");
}

#[test]
fn brackets_with_comments_or_too_long_become_blocks() {
    let names = (1..12)
        .map(|n| format!("number{n}@contoso.example"))
        .collect::<Vec<_>>();
    let long = names.join(", ");
    let text = format!(
        "a: [x, # one\n  # about y\n  y,\n  {{b: 1, c: [2]}} # pair\n  # end\n  ] # all\nb: {{e: [{long}], f: {{g: 1}}}} # why\nc: [ # nothing\n  # yet\n  ]\n"
    );
    assert_snapshot!(format(&text).unwrap(), @r"
    a:
      - x # one
      # about y
      - y
      - {b: 1, c: [2]} # pair
      # end
      # all
    b: # why
      e:
        - number1@contoso.example
        - number2@contoso.example
        - number3@contoso.example
        - number4@contoso.example
        - number5@contoso.example
        - number6@contoso.example
        - number7@contoso.example
        - number8@contoso.example
        - number9@contoso.example
        - number10@contoso.example
        - number11@contoso.example
      f: {g: 1}
    c: [] # nothing
    # yet
    ");
}

#[test]
fn a_line_may_be_120_characters_long() {
    let fits = format!("a: [{}, ä]\n", "b".repeat(120 - 8));
    assert_eq!(format(&fits).unwrap(), fits);
    let long = format!("a: [{}, ä]\n", "b".repeat(120 - 7));
    assert_eq!(
        format(&long).unwrap(),
        format!("a:\n  - {}\n  - ä\n", "b".repeat(120 - 7))
    );
}

#[test]
fn texts_keep_their_kind_and_content() {
    let text = "a: 'it''s'\r\nb: \"x\\\r\n      y\"\r\nc: plain\r\n      text\r\n\r\n      more\r\nd: >-\r\n        folded\r\n          deep\r\n\r\n        end\r\ne:\r\n    - |2+\r\n         indented  \r\n\r\nf: 007\r\n";
    assert_snapshot!(format(text).unwrap(), @r#"
    a: 'it''s'
    b: "x\
      y"
    c: plain
      text

      more
    d: >-
      folded
        deep

      end
    e:
      - |2+
           indented  

    f: 007
    "#);
}

#[test]
fn nothing_stays_nothing() {
    assert_eq!(format("").unwrap(), "");
    assert_eq!(
        format("\n\n  # only\n\n\n#this\n\n").unwrap(),
        "# only\n\n#this\n"
    );
    assert_eq!(format("{ }").unwrap(), "{}\n");
}
