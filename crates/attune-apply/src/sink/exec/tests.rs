use std::fs;
use std::path::Path;
use std::time::Duration;

use attune_model::{CredentialSink, ExecSink, ResourceId};

use super::Commands;
use crate::sink::tests::{credentials, handle, key_in};
use crate::sink::{Kept, ReadBack, SecretSinks, Sink as _};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn exec(store: &[&str], fetch: Option<&[&str]>) -> ExecSink {
    ExecSink {
        store: words(store),
        fetch: fetch.map(words),
        name: "tasky".to_owned(),
    }
}

fn deliver(folder: &Path, exec: &ExecSink) -> Result<ReadBack, String> {
    SecretSinks::in_folder(folder)
        .deliver(
            &CredentialSink::Exec(exec.clone()),
            &handle("contoso"),
            &handle("tasky"),
            &credentials("abc"),
        )
        .map_err(|error| error.to_string())
}

/// Keeps what it gets in a file of the name that it is told, and prints it again.
fn keeper() -> ExecSink {
    exec(
        &["sh", "-c", "cat > \"$1\"", "sh", "{apiUser}.kept"],
        Some(&[
            "sh",
            "-c",
            "cat \"$1\" 2>/dev/null || true",
            "sh",
            "{apiUser}.kept",
        ]),
    )
}

#[test]
fn a_command_keeps_them_and_gives_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let sinks = SecretSinks::in_folder(folder.path());
    let sink = CredentialSink::Exec(keeper());
    sinks.prepare(&sink).unwrap();
    assert_eq!(key_in(&sinks, &sink), "not there");
    assert_eq!(deliver(folder.path(), &keeper()), Ok(ReadBack::Same));
    assert_eq!(key_in(&sinks, &sink), "abc@contoso.example");
    let id = ResourceId(29);
    sinks.prepare_aside(&sink, &sink.aside(id)).unwrap();
    sinks
        .set_aside(&sink, &sink.aside(id), |key| key.starts_with("abc"))
        .unwrap();
    assert_eq!(key_in(&sinks, &sink.aside(id)), "abc@contoso.example");
    assert!(folder.path().join("tasky.before-29.kept").exists());
}

#[test]
fn the_program_may_lie_beside_the_manifest() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let keep = exec(&["./keep.sh", "{apiUser}"], None);
    let refused =
        SecretSinks::in_folder(folder.path()).prepare(&CredentialSink::Exec(keep.clone()));
    let refused = refused.unwrap_err().to_string();
    assert!(refused.ends_with("keep.sh is not there"), "{refused}");
    let script = folder.path().join("keep.sh");
    fs::write(&script, "#!/bin/sh\npwd > place\necho \"$@\" >> place\n").unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(deliver(folder.path(), &keep), Ok(ReadBack::NotAsked));
    let place = fs::read_to_string(folder.path().join("place")).unwrap();
    let real = folder.path().canonicalize().unwrap();
    assert_eq!(place, format!("{}\ntasky\n", real.display()));
}

#[test]
fn without_fetch_nothing_is_read_back_and_nothing_is_at_hand() {
    let folder = tempfile::tempdir().unwrap();
    let silent = exec(&["cat"], None);
    assert_eq!(deliver(folder.path(), &silent), Ok(ReadBack::NotAsked));
    let sinks = SecretSinks::in_folder(folder.path());
    let sink = CredentialSink::Exec(silent);
    assert_eq!(
        key_in(&sinks, &sink),
        "not at hand: the manifest names no command that fetches it"
    );
    sinks
        .prepare_aside(&sink, &sink.aside(ResourceId(29)))
        .unwrap();
    sinks
        .set_aside(&sink, &sink.aside(ResourceId(29)), |_| true)
        .unwrap();
}

#[test]
fn what_a_failing_command_says_is_shown_without_the_secret() {
    let folder = tempfile::tempdir().unwrap();
    let echoing = exec(&["sh", "-c", "cat >&2; exit 3"], None);
    let error = deliver(folder.path(), &echoing).unwrap_err();
    assert_eq!(
        error,
        "the command `sh -c cat >&2; exit 3` takes no credentials: it ended with exit code 3: \
         { \"formatVersion\": 1, \"tenant\": \"contoso\", \"apiUser\": \"tasky\", \"userName\": \"abc@contoso.example\", \"secret\": \"***\" }"
    );
    let killed = exec(&["sh", "-c", "kill -9 $$"], None);
    let error = deliver(folder.path(), &killed).unwrap_err();
    assert!(error.ends_with("it was ended by a signal"), "{error}");
    let missing = exec(&["attune-no-such-command"], None);
    let error = deliver(folder.path(), &missing).unwrap_err();
    assert!(error.contains("it cannot be started: "), "{error}");
}

#[test]
fn a_failing_fetch_is_a_reason_and_shows_nothing_that_it_printed() {
    let folder = tempfile::tempdir().unwrap();
    let sinks = SecretSinks::in_folder(folder.path());
    let fetch = |script: &str| CredentialSink::Exec(exec(&["cat"], Some(&["sh", "-c", script])));
    assert_eq!(
        key_in(&sinks, &fetch("echo not signed in >&2; exit 1")),
        "not at hand: `sh -c echo not signed in >&2; exit 1` ended with exit code 1: not signed in"
    );
    let shown = key_in(
        &sinks,
        &fetch("echo hunter2-and-more | tee /dev/stderr; exit 1"),
    );
    assert!(shown.ends_with("exit code 1: ***"), "{shown}");
    let other = sinks.load(&fetch("echo hunter2")).unwrap_err().to_string();
    assert!(other.contains("holds something else"), "{other}");
    assert!(!other.contains("***"), "{other}");
    // At delivery a command that cannot give them back is an error.
    let deaf = exec(&["cat"], Some(&["sh", "-c", "exit 1"]));
    let error = deliver(folder.path(), &deaf).unwrap_err();
    assert!(
        error.ends_with("cannot be read: `sh -c exit 1` ended with exit code 1"),
        "{error}"
    );
    let forgetful = exec(&["cat"], Some(&["true"]));
    let error = deliver(folder.path(), &forgetful).unwrap_err();
    assert!(
        error.ends_with("does not read back as it was written"),
        "{error}"
    );
}

#[test]
fn a_command_that_does_not_end_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let hanging = exec(&["cat"], Some(&["sleep", "600"]));
    let mut commands = Commands::of(&hanging, folder.path(), &[]);
    commands.patience = Duration::from_millis(50);
    let Kept::OutOfReach(why) = commands.read().unwrap() else {
        panic!("nothing was printed");
    };
    assert_eq!(why, "`sleep 600` did not end within 0 seconds");
}

#[test]
fn an_answer_laid_out_anew_is_the_same_and_another_secret_is_not() {
    let commands = Commands::of(&exec(&["cat"], None), Path::new(""), &[]);
    let document = |secret: &str| format!(r#"{{"secret":"{secret}","userName":"abc","extra":1}}"#);
    let written = br#"{"formatVersion": 1, "userName": "abc", "secret": "one"}"#;
    assert!(commands.is_same(document("one").as_bytes(), written));
    assert!(!commands.is_same(document("two").as_bytes(), written));
    assert!(!commands.is_same(b"", b""));
}
