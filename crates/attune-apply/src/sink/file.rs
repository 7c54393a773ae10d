//! Credentials as a JSON file that only its owner may read.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use attune_model::{CredentialSink, Credentials, Handle, ResourceId, Secret};
use serde::{Deserialize, Serialize};

use crate::ledger::{make_private, sync_folder};

/// The credential files of one manifest; relative paths start at its folder.
#[derive(Clone, Debug)]
pub struct CredentialFiles {
    folder: PathBuf,
}

/// Why credentials cannot be delivered or read back. No text holds any of the file's content.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// A file or folder cannot be read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file is there and is not what attune wrote.
    #[error("{} is there already and holds something else; attune does not overwrite credentials", path.display())]
    Occupied {
        /// The file.
        path: PathBuf,
    },
    /// The file could be written, but reads back otherwise.
    #[error("{} does not read back as it was written", path.display())]
    NotReadBack {
        /// The file.
        path: PathBuf,
    },
}

/// The file's content.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    format_version: u32,
    tenant: String,
    api_user: String,
    user_name: String,
    secret: String,
}

impl CredentialFiles {
    /// Files below this folder.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Where a sink is.
    pub fn path(&self, sink: &CredentialSink) -> PathBuf {
        match sink {
            CredentialSink::File(path) => self.folder.join(path),
        }
    }

    /// Makes sure that a file can be written, before anything is generated that would be lost otherwise.
    pub(crate) fn prepare(&self, sink: &CredentialSink) -> Result<(), SinkError> {
        let path = self.path(sink);
        let folder = folder_of(&path);
        make_folder(folder)?;
        tempfile::NamedTempFile::new_in(folder).map_err(at(folder))?;
        Ok(())
    }

    /// The credentials in a file; `None` where there is no file.
    pub fn load(&self, sink: &CredentialSink) -> Result<Option<Credentials>, SinkError> {
        let path = self.path(sink);
        let Some(text) = content(&path)? else {
            return Ok(None);
        };
        let content: Content =
            serde_json::from_slice(&text).map_err(|_| SinkError::Occupied { path })?;
        Ok(Some(Credentials {
            key: content.user_name,
            secret: Secret::new(content.secret),
        }))
    }

    /// Makes sure that a file can be set aside: nothing else is there.
    pub(crate) fn prepare_aside(
        &self,
        sink: &CredentialSink,
        id: ResourceId,
    ) -> Result<(), SinkError> {
        let path = self.path(sink);
        let aside = aside(&path, id);
        match (content(&path)?, content(&aside)?) {
            (Some(one), Some(other)) if one != other => Err(SinkError::Occupied { path: aside }),
            (Some(_) | None, Some(_) | None) => Ok(()),
        }
    }

    /// Moves a file whose key is `known` out of the way: `tasky.json` becomes `tasky.before-<id>.json`.
    ///
    /// What is not there or has another key stays as it is. Another file of that name is never overwritten.
    pub(crate) fn set_aside(
        &self,
        sink: &CredentialSink,
        id: ResourceId,
        known: impl Fn(&str) -> bool,
    ) -> Result<(), SinkError> {
        let Some(held) = self.load(sink)? else {
            return Ok(());
        };
        if !known(&held.key) {
            return Ok(());
        }
        let path = self.path(sink);
        let aside = aside(&path, id);
        // A link, unlike a renaming, is refused where something is there already. What an interrupted move left is a
        // second name of the same file.
        match fs::hard_link(&path, &aside) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
                self.prepare_aside(sink, id)?;
            }
            Err(cause) => return Err(at(&aside)(cause)),
        }
        fs::remove_file(&path).map_err(at(&path))?;
        let folder = folder_of(&path);
        sync_folder(folder).map_err(|error| at(folder)(io::Error::other(error)))
    }

    /// Writes a new file beside, syncs it, moves it into place, reads it back. An existing file is left alone.
    pub(crate) fn deliver(
        &self,
        sink: &CredentialSink,
        tenant: &Handle,
        user: &Handle,
        credentials: &Credentials,
    ) -> Result<(), SinkError> {
        let path = self.path(sink);
        let folder = folder_of(&path);
        make_folder(folder)?;
        let content = Content {
            format_version: 1,
            tenant: tenant.to_string(),
            api_user: user.to_string(),
            user_name: credentials.key.clone(),
            secret: credentials.secret.expose().to_owned(),
        };
        // `NamedTempFile` makes its file with mode 0600.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(at(folder))?;
        let mut text =
            serde_json::to_vec_pretty(&content).map_err(|cause| at(&path)(cause.into()))?;
        text.push(b'\n');
        file.write_all(&text)
            .and_then(|()| file.as_file().sync_all())
            .map_err(at(&path))?;
        file.persist_noclobber(&path).map_err(|error| {
            if error.error.kind() == io::ErrorKind::AlreadyExists {
                SinkError::Occupied { path: path.clone() }
            } else {
                at(&path)(error.error)
            }
        })?;
        sync_folder(folder).map_err(|error| at(&path)(io::Error::other(error)))?;
        match self.load(sink)? {
            Some(read)
                if read.key == credentials.key
                    && read.secret.expose() == credentials.secret.expose() =>
            {
                Ok(())
            }
            Some(_) | None => Err(SinkError::NotReadBack { path }),
        }
    }
}

/// What is in a file; `None` where there is none.
fn content(path: &Path) -> Result<Option<Vec<u8>>, SinkError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(at(path)(cause)),
    }
}

/// Where the credentials of an API user are once another one took its place.
pub(crate) fn aside(path: &Path, id: ResourceId) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".before-{id}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn make_folder(folder: &Path) -> Result<(), SinkError> {
    make_private(folder).map_err(|error| at(folder)(io::Error::other(error)))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> SinkError {
    let path = path.to_owned();
    move |cause| SinkError::Io { path, cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials() -> Credentials {
        Credentials {
            key: "abc@contoso.example".to_owned(),
            secret: Secret::new("s3cret"),
        }
    }

    #[test]
    fn a_file_is_written_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let files = CredentialFiles::in_folder(folder.path());
        let sink = CredentialSink::File("secrets/tasky.json".into());
        let handle = Handle::parse("tasky").unwrap();
        assert!(files.load(&sink).unwrap().is_none());
        files
            .deliver(&sink, &handle, &handle, &credentials())
            .unwrap();
        assert_eq!(
            files.load(&sink).unwrap().unwrap().key,
            "abc@contoso.example"
        );
        let second = files.deliver(&sink, &handle, &handle, &credentials());
        assert!(matches!(second, Err(SinkError::Occupied { .. })));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(files.path(&sink)), 0o600);
            assert_eq!(mode(folder.path().join("secrets")), 0o700);
        }
    }

    #[test]
    fn what_is_no_credential_file_is_not_read_and_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tasky.json"), "hunter2").unwrap();
        let files = CredentialFiles::in_folder(folder.path());
        let error = files
            .load(&CredentialSink::File("tasky.json".into()))
            .unwrap_err()
            .to_string();
        assert!(error.contains("does not overwrite"), "{error}");
        assert!(!error.contains("hunter2"));
    }
}
