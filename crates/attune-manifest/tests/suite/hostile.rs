//! Texts that are made to do harm.

use std::fs;

use attune_manifest::{LoadError, load, render};
use proptest::prelude::*;

use crate::harm;
use crate::{FULL, read, wrong};

/// The ids of what is wrong, each with its line and column.
fn ids(text: &str) -> Vec<String> {
    let error = read(text).err();
    error
        .iter()
        .flat_map(LoadError::diagnostics)
        .map(|diagnostic| match &diagnostic.location {
            Some(location) => format!("{} {}:{}", diagnostic.rule, location.line, location.column),
            None => diagnostic.rule.to_owned(),
        })
        .collect()
}

#[test]
fn an_alias_bomb_is_not_expanded() {
    let ids = ids(&harm::alias_bomb());
    assert_eq!(ids.len(), 10 + 81);
    assert!(ids.iter().all(|id| id.starts_with("no-aliases ")));
}

#[test]
fn brackets_without_end() {
    assert_eq!(ids(&"[".repeat(20_000)), ["too-large 1:33"]);
    assert_eq!(ids(&"{a: ".repeat(20_000)), ["too-large 1:129"]);
}

#[test]
fn blocks_without_end() {
    assert_eq!(ids(&harm::blocks()), ["too-large 33:33"]);
    assert_eq!(ids(&"- ".repeat(20_000)), ["too-large 1:65"]);
}

#[test]
fn more_keys_than_any_manifest_has() {
    let lines: Vec<String> = (0..10_001).map(|key| format!("k{key}: 1")).collect();
    assert_eq!(ids(&lines.join("\n")), ["too-large 10000:8"]);
}

#[test]
fn text_that_is_too_long() {
    assert_eq!(ids(&"#".repeat(1024 * 1024 + 1)), ["too-large 1:1"]);
    assert_eq!(ids(&"#".repeat(1024 * 1024)), ["empty-manifest 1:1"]);
}

#[test]
fn no_file_does_harm() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.yaml");
    for (name, bytes) in harm::all() {
        fs::write(&path, &bytes).unwrap();
        let Err(error) = load(&path) else { continue };
        let drawn = render(error.diagnostics(), false);
        assert!(!drawn.is_empty(), "{name}");
        assert!(drawn.len() < 2 * 1024 * 1024, "{name}: {}", drawn.len());
        assert!(!drawn.contains("hunter2"), "{name}");
    }
}

#[test]
fn of_very_many_errors_the_first_are_drawn_and_the_rest_counted() {
    let keys: String = (0..150).map(|at| format!("k{at}: 1\n")).collect();
    let drawn = wrong(&format!("attune: 1\ntenant: contoso\n{keys}"));
    assert_eq!(drawn.matches("error[unknown-key]").count(), 100);
    assert!(drawn.contains("--> attune.yaml:102:1\n"));
    assert!(
        drawn.ends_with("\nnote: 50 more are not shown\n"),
        "{drawn}"
    );
}

#[test]
fn a_very_long_line_is_named_and_not_drawn() {
    let value = "ü".repeat(20_000);
    let drawn = wrong(&format!(
        "{{attune: 1, tenant: contoso, a: \"{value}\", b: 1}}\n"
    ));
    assert!(drawn.contains("--> attune.yaml:1:20037\n"), "{drawn}");
    assert!(drawn.len() < 2_000, "{}", drawn.len());
}

#[test]
fn escapes_do_not_reach_the_terminal() {
    let drawn = wrong("attune: 1\ntenant: \"\\e[31mred\"\n\"\\e[31m\": 1\n");
    assert!(!drawn.contains('\u{1b}'), "{drawn}");
}

fn survives(text: &str) {
    let (first, second) = (read(text), read(text));
    match (first, second) {
        (Err(first), Err(second)) => {
            let plain = render(first.diagnostics(), false);
            assert!(!plain.is_empty());
            assert_eq!(plain, render(second.diagnostics(), false));
            assert!(!render(first.diagnostics(), true).is_empty());
        }
        (first, second) => assert_eq!(first.is_ok(), second.is_ok()),
    }
}

proptest! {
    // What once failed is kept beside the suite and tried first.
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn text_like_yaml_is_read_or_refused(text in "([a-z]{1,3}: ?|- |[ \\t]{1,4}|\r?\n|[\\[\\]{},&*!|>'\"%@#:ü]|attune: 1\n|tenant: ){0,60}") {
        survives(&text);
    }

    #[test]
    fn a_damaged_manifest_is_read_or_refused(
        start in 0..FULL.len(),
        length in 0_usize..40,
        put in "[ a-z\\n:{}\\[\\]\"'é*&-]{0,8}",
    ) {
        let end = (start + length).min(FULL.len());
        let text = format!("{}{put}{}", &FULL[..start], &FULL[end..]);
        survives(&text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attune.yaml");
        fs::write(&path, bytes).unwrap();
        if let Err(error) = load(&path) {
            prop_assert!(!render(error.diagnostics(), false).is_empty());
        }
    }

    #[test]
    fn a_manifest_with_other_bytes_is_read_or_refused(
        changes in prop::collection::vec((0..FULL.len(), any::<u8>()), 1..6),
    ) {
        let mut bytes = FULL.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        survives(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_literal_secret_is_never_shown(
        secret in "[a-zA-Z0-9]{12,20}",
        shape in 0_usize..12,
        tail in "[ \\n:{}\\[\\]\"'*&-]{0,4}",
    ) {
        let block = match shape {
            0 => format!("connection:\n  secret: {secret}"),
            1 => format!("connection:\n  secret: '{secret}'"),
            2 => format!("connection:\n  secret: |\n    {secret}"),
            3 => format!("connection:\n  secret: {{{secret}}}"),
            4 => format!("connection:\n  secret: [{secret}]"),
            5 => format!("connection:\n  secret: {{env: {secret}!}}"),
            6 => format!("connection:\n  secret: {{value: {secret}}}"),
            7 => format!("connection:\n  secret\n    {secret}"),
            8 => format!("connection:\n  secret={secret}\n  userName: {{env: A}}"),
            9 => format!("connection: {{secret {secret}}}"),
            10 => format!("secret: {{{secret}: {secret}}}"),
            _ => format!("apiUsers: {{tasky: {{password: \"{secret}"),
        };
        let text = format!("attune: 1\ntenant: contoso\n{block}{tail}\n");
        let drawn = wrong(&text);
        prop_assert!(!drawn.contains(&secret), "{}", drawn);
    }
}
