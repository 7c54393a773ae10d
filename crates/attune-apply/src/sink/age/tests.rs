use std::fs;
use std::path::Path;

use age::secrecy::ExposeSecret as _;
use attune_model::{CredentialSink, ResourceId};

use crate::sink::tests::{credentials, handle, key_in};
use crate::sink::{ReadBack, SecretSinks};

const SSH: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN alice@rust";
const SSH_IDENTITY: &str = "-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACB7Ci6nqZYaVvrjm8+XbzII89TsXzP111AflR7WeorBjQAAAJCfEwtqnxML
agAAAAtzc2gtZWQyNTUxOQAAACB7Ci6nqZYaVvrjm8+XbzII89TsXzP111AflR7WeorBjQ
AAAEADBJvjZT8X6JRJI8xVq/1aU8nMVgOtVnmdwqWwrSlXG3sKLqeplhpW+uObz5dvMgjz
1OxfM/XXUB+VHtZ6isGNAAAADHN0cjRkQGNhcmJvbgE=
-----END OPENSSH PRIVATE KEY-----
";

fn sink(recipients: &[&str]) -> CredentialSink {
    CredentialSink::Age {
        file: "secrets/tasky.age".into(),
        recipients: recipients.iter().map(|one| (*one).to_owned()).collect(),
    }
}

fn deliver(folder: &Path, sink: &CredentialSink) -> Result<ReadBack, String> {
    SecretSinks::in_folder(folder)
        .deliver(
            sink,
            &handle("contoso"),
            &handle("tasky"),
            &credentials("abc"),
        )
        .map_err(|error| error.to_string().replace(&*folder.to_string_lossy(), "."))
}

fn holds(content: &[u8], text: &str) -> bool {
    content
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn a_recipient_reads_it_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, other) = (
        age::x25519::Identity::generate(),
        age::x25519::Identity::generate(),
    );
    let sink = sink(&[&mine.to_public().to_string(), SSH]);
    assert_eq!(deliver(folder.path(), &sink), Ok(ReadBack::Same));
    let content = fs::read(folder.path().join("secrets/tasky.age")).unwrap();
    assert!(content.starts_with(b"age-encryption.org/v1\n-> X25519 "));
    assert!(!holds(&content, "abc") && !holds(&content, "s3cret"));

    let alone = SecretSinks::in_folder(folder.path());
    assert_eq!(
        key_in(&alone, &sink),
        "not at hand: it is encrypted, and ATTUNE_AGE_IDENTITY names no identity that opens it"
    );
    let with = |text: &str| {
        let path = folder.path().join("identity");
        fs::write(&path, text).unwrap();
        let sinks = SecretSinks::in_folder(folder.path()).with_identity(Some(path));
        key_in(&sinks, &sink).replace(&*folder.path().to_string_lossy(), ".")
    };
    assert_eq!(
        with(mine.to_string().expose_secret()),
        "abc@contoso.example"
    );
    assert_eq!(with(SSH_IDENTITY), "abc@contoso.example");
    assert_eq!(
        with(other.to_string().expose_secret()),
        "not at hand: the age identity in ./identity does not open it"
    );
    assert_eq!(
        with("hunter2"),
        "not at hand: ./identity holds no age identity"
    );
    assert_eq!(
        with("# none"),
        "not at hand: ./identity holds no age identity"
    );
    assert_eq!(
        with("-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n"),
        "not at hand: ./identity holds no SSH key of the kind ed25519"
    );
}

#[test]
fn it_is_neither_overwritten_nor_taken_for_one_without_being_one() {
    let folder = tempfile::tempdir().unwrap();
    let sink = sink(&[SSH]);
    deliver(folder.path(), &sink).unwrap();
    let occupied = "./secrets/tasky.age is there already and holds something else; attune does not overwrite credentials";
    assert_eq!(deliver(folder.path(), &sink), Err(occupied.to_owned()));
    fs::write(folder.path().join("secrets/tasky.age"), "hunter2").unwrap();
    let error = SecretSinks::in_folder(folder.path())
        .load(&sink)
        .unwrap_err();
    assert!(
        error.to_string().contains("holds something else"),
        "{error}"
    );
}

#[test]
fn what_cannot_be_opened_is_set_aside_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let sink = sink(&[SSH]);
    deliver(folder.path(), &sink).unwrap();
    let sinks = SecretSinks::in_folder(folder.path());
    let (path, id) = (folder.path().join("secrets"), ResourceId(29));
    let content = fs::read(path.join("tasky.age")).unwrap();
    sinks.prepare_aside(&sink, &sink.aside(id)).unwrap();
    sinks.set_aside(&sink, &sink.aside(id), |_| false).unwrap();
    assert_eq!(fs::read(path.join("tasky.before-29.age")).unwrap(), content);
    assert!(!path.join("tasky.age").exists());
}

#[test]
fn who_cannot_be_a_recipient_is_named_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |recipient: &str| {
        let error = SecretSinks::in_folder(folder.path()).prepare(&sink(&[recipient]));
        let error = error.unwrap_err().to_string();
        error.replace(&*folder.path().to_string_lossy(), ".")
    };
    assert_eq!(
        refused("age1hunter2"),
        "./secrets/tasky.age takes no credentials: `age1hunter2` is no recipient of the kind age1... or ssh-ed25519"
    );
    assert!(refused("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDE").contains("is no recipient"));
    assert!(!folder.path().join("secrets").exists());
}
