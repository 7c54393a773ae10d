//! Credentials as a JSON file that only its owner may read.

use std::path::PathBuf;

use super::private::PrivateFile;
use super::{Kept, Sink, SinkError};

/// A plain file.
pub(super) struct PlainFile(PrivateFile);

impl PlainFile {
    pub(super) fn at(path: PathBuf) -> Self {
        Self(PrivateFile::at(path))
    }
}

impl Sink for PlainFile {
    fn prepare(&self) -> Result<(), SinkError> {
        self.0.prepare()
    }

    fn read(&self) -> Result<Kept, SinkError> {
        Ok(self.0.read()?.map_or(Kept::Nothing, Kept::Document))
    }

    fn write(&self, kept: &[u8]) -> Result<(), SinkError> {
        self.0.write(kept)
    }

    fn clear(&self) -> Result<(), SinkError> {
        self.0.clear()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use attune_model::{CredentialSink, ResourceId};

    use crate::sink::tests::{credentials, handle, key_in};
    use crate::sink::{SecretSinks, SinkError};

    fn sink() -> CredentialSink {
        CredentialSink::File("secrets/tasky.json".into())
    }

    #[test]
    fn a_file_is_written_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let sinks = SecretSinks::in_folder(folder.path());
        assert_eq!(key_in(&sinks, &sink()), "not there");
        let (tenant, user) = (handle("contoso"), handle("tasky"));
        sinks
            .deliver(&sink(), &tenant, &user, &credentials("abc"))
            .unwrap();
        assert_eq!(key_in(&sinks, &sink()), "abc@contoso.example");
        let second = sinks.deliver(&sink(), &tenant, &user, &credentials("def"));
        assert!(matches!(second, Err(SinkError::Occupied { .. })));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |name: &str| {
                let path = folder.path().join(name);
                fs::metadata(path).unwrap().permissions().mode() & 0o777
            };
            assert_eq!(mode("secrets/tasky.json"), 0o600);
            assert_eq!(mode("secrets"), 0o700);
        }
    }

    #[test]
    fn a_known_key_is_set_aside_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let sinks = SecretSinks::in_folder(folder.path());
        let (tenant, user, id) = (handle("contoso"), handle("tasky"), ResourceId(29));
        sinks
            .deliver(&sink(), &tenant, &user, &credentials("abc"))
            .unwrap();
        sinks
            .set_aside(&sink(), &sink().aside(id), |key| key.starts_with("other"))
            .unwrap();
        assert_eq!(key_in(&sinks, &sink()), "abc@contoso.example");
        let set_aside =
            |known: &str| sinks.set_aside(&sink(), &sink().aside(id), |key| key.starts_with(known));
        set_aside("abc").unwrap();
        assert_eq!(key_in(&sinks, &sink()), "not there");
        let aside = sink().aside(id);
        assert_eq!(key_in(&sinks, &aside), "abc@contoso.example");
        // Interrupted before the first one was removed.
        fs::copy(
            folder.path().join("secrets/tasky.before-29.json"),
            folder.path().join("secrets/tasky.json"),
        )
        .unwrap();
        sinks.prepare_aside(&sink(), &sink().aside(id)).unwrap();
        set_aside("abc").unwrap();
        assert_eq!(key_in(&sinks, &sink()), "not there");
        // Another one in its place is left alone.
        sinks
            .deliver(&sink(), &tenant, &user, &credentials("def"))
            .unwrap();
        let refused = sinks.prepare_aside(&sink(), &sink().aside(id));
        assert!(matches!(refused, Err(SinkError::Occupied { .. })));
        assert!(set_aside("def").is_err());
        assert_eq!(key_in(&sinks, &aside), "abc@contoso.example");
    }

    #[test]
    fn what_is_no_credential_file_is_not_read_and_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tasky.json"), "hunter2").unwrap();
        let sinks = SecretSinks::in_folder(folder.path());
        let error = sinks
            .load(&CredentialSink::File("tasky.json".into()))
            .unwrap_err()
            .to_string();
        assert!(error.contains("does not overwrite"), "{error}");
        assert!(!error.contains("hunter2"));
    }
}
