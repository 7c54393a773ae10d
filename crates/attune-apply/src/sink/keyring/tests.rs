use attune_model::CredentialSink;

use crate::sink::tests::{credentials, handle, key_in};
use crate::sink::{SecretSinks, SinkError};

fn sink(user: &str) -> CredentialSink {
    CredentialSink::Keyring {
        service: "attune".to_owned(),
        user: user.to_owned(),
    }
}

fn deliver(sinks: &SecretSinks, sink: &CredentialSink, key: &str) -> Result<(), SinkError> {
    sinks
        .deliver(
            sink,
            &handle("contoso"),
            &handle("tasky"),
            &credentials(key),
        )
        .map(drop)
}

#[cfg(not(feature = "keyring"))]
#[test]
fn a_build_without_it_says_so() {
    let sinks = SecretSinks::in_folder("");
    assert_eq!(
        key_in(&sinks, &sink("contoso/tasky")),
        "not at hand: this attune is built without the feature `keyring`"
    );
    let text = "the keyring (service attune, user contoso/tasky) takes no credentials: \
                this attune is built without the feature `keyring`";
    let prepared = sinks.prepare(&sink("contoso/tasky")).unwrap_err();
    assert_eq!(prepared.to_string(), text);
    let delivered = deliver(&sinks, &sink("contoso/tasky"), "abc").unwrap_err();
    assert_eq!(delivered.to_string(), text);
}

/// With the store that the crate offers for tests; one test, since a process has one store.
#[cfg(feature = "keyring")]
#[test]
fn an_entry_is_kept_set_aside_and_never_overwritten() {
    use attune_model::ResourceId;

    let store = keyring_core::mock::Store::new().unwrap();
    keyring_core::set_default_store(store);
    let sinks = SecretSinks::in_folder("");
    let (sink, id) = (sink("contoso/tasky"), ResourceId(29));
    sinks.prepare(&sink).unwrap();
    assert_eq!(key_in(&sinks, &sink), "not there");
    deliver(&sinks, &sink, "abc").unwrap();
    assert_eq!(key_in(&sinks, &sink), "abc@contoso.example");
    let second = deliver(&sinks, &sink, "def");
    assert!(matches!(second, Err(SinkError::Occupied { .. })));
    sinks.prepare_aside(&sink, &sink.aside(id)).unwrap();
    sinks
        .set_aside(&sink, &sink.aside(id), |key| key.starts_with("abc"))
        .unwrap();
    assert_eq!(key_in(&sinks, &sink), "not there");
    assert_eq!(key_in(&sinks, &sink.aside(id)), "abc@contoso.example");
    deliver(&sinks, &sink, "def").unwrap();
    assert_eq!(key_in(&sinks, &sink), "def@contoso.example");

    let entry = keyring_core::Entry::new("attune", "contoso/tasky").unwrap();
    let mock = entry.as_any().downcast_ref::<keyring_core::mock::Cred>();
    mock.unwrap()
        .set_error(keyring_core::Error::BadEncoding(b"hunter2".to_vec()));
    assert_eq!(
        key_in(&sinks, &sink),
        "not at hand: what it holds cannot be read"
    );
    entry.set_secret(b"hunter2").unwrap();
    let error = sinks.load(&sink).unwrap_err().to_string();
    assert_eq!(
        error,
        "the keyring (service attune, user contoso/tasky) is there already and holds something else; \
         attune does not overwrite credentials"
    );
}
