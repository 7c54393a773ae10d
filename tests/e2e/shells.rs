//! What shells and manual readers are given.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::harness::Place;

/// Hands a text to a program; what it prints, where it is content.
fn content(program: &str, arguments: &[&str], text: &str) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect(program);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(text.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.is_empty(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn completions_are_a_script_that_knows_commands_and_words() {
    let place = Place::empty();
    let script = place.attune_alone(&["completions", "bash"]).exits(0).stdout;
    // A new shell reads it, and completes the beginning of a command and of a word.
    let ask = "\nCOMP_WORDS=(attune dri) COMP_CWORD=1 COMP_CPOS=0; _attune attune dri attune; echo \"${COMPREPLY[@]}\"\
               \nCOMP_WORDS=(attune apply --allow ta) COMP_CWORD=3; _attune attune ta --allow; echo \"${COMPREPLY[@]}\"";
    assert_eq!(
        content("bash", &[], &format!("{script}{ask}")),
        "drift\ntake-over\n"
    );
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = place.attune_alone(&["completions", shell]).exits(0).stdout;
        assert!(script.contains("drift"), "{shell}");
    }
    place.attune_alone(&["completions", "cmd"]).exits(64);
}

#[test]
fn the_manual_page_has_every_command() {
    let place = Place::empty();
    let page = place.attune_alone(&["man"]).exits(0).stdout;
    for section in ["ATTUNE PLAN", "ATTUNE RECIPES SHOW", "ATTUNE SIM SERVE"] {
        assert!(page.contains(&format!(".SH {section}\n")), "{section}");
    }
    for option in ["\\-\\-detailed\\-exitcode", "\\-\\-since\\-last"] {
        assert!(page.contains(option), "{option}");
    }
    assert!(!page.contains("ATTUNE HELP"), "{page}");
}
