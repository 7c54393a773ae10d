//! What is sealed opens for its recipients only.

use super::*;

fn sealing(recipients: &[&str]) -> Result<Sealing, StoreError> {
    let recipients: Vec<String> = recipients.iter().map(|one| (*one).to_owned()).collect();
    Sealing::new(&recipients, None)
}

#[test]
fn without_recipients_nothing_is_sealed() {
    let plain = sealing(&[]).unwrap();
    assert_eq!(plain.seal(b"{}").unwrap(), b"{}");
    assert_eq!(plain.open(b"{}").unwrap(), b"{}");
}

#[test]
fn what_is_no_recipient_is_refused() {
    for text in [
        "age1hunter2",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDE",
        "",
    ] {
        let refused = sealing(&[text]).unwrap_err().to_string();
        let words = format!("`{text}` is no recipient of the kind age1... or ssh-ed25519");
        assert_eq!(refused, words);
    }
}

#[test]
fn what_is_for_an_ssh_key_stays_shut_for_a_stranger() {
    let recipient = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN alice@rust";
    let sealed = sealing(&[recipient]).unwrap().seal(b"text").unwrap();
    assert!(is_sealed(&sealed));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("identity");
    let stranger = age::x25519::Identity::generate().to_string();
    fs::write(&path, age::secrecy::ExposeSecret::expose_secret(&stranger)).unwrap();
    let shut = Sealing::new(&[], Some(path.clone())).unwrap().open(&sealed);
    let words = format!("the age identity in {} does not open it", path.display());
    assert_eq!(shut.unwrap_err(), words);
    fs::write(&path, "hunter2").unwrap();
    let none = Sealing::new(&[], Some(path.clone())).unwrap().open(&sealed);
    assert_eq!(
        none.unwrap_err(),
        format!("{} holds no age identity", path.display())
    );
}
