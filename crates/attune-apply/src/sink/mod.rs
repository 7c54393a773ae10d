//! Secret sinks: where the credentials of a new API user are delivered, one kind a file.

mod age;
mod aside;
mod barred;
mod document;
mod error;
mod exec;
mod keyring;
mod mask;
mod plain;
mod private;
mod rotation;

use std::path::{Path, PathBuf};

use attune_model::{CredentialSink, Credentials, Handle};
use zeroize::Zeroizing;

pub use error::SinkError;
pub(crate) use rotation::Beside;

/// A document in memory, wiped when dropped.
type Document = Zeroizing<Vec<u8>>;

/// The secret sinks of one manifest; relative paths start at its folder.
#[derive(Clone, Debug)]
pub struct SecretSinks {
    folder: PathBuf,
    identity: Option<PathBuf>,
    withheld: Vec<String>,
    /// Whether commands are run.
    runs_commands: bool,
}

/// The credentials of an API user, as far as attune can get at them.
#[derive(Clone, Debug)]
pub enum Held {
    /// Here they are.
    AtHand(Credentials),
    /// The sink holds nothing.
    NotThere,
    /// Nobody can say without more than attune has: why.
    NotAtHand(String),
}

/// What the sink showed of credentials after they were delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadBack {
    /// The same.
    Same,
    /// Nothing: it cannot be asked.
    NotAsked,
}

/// What a sink keeps, as it keeps it.
enum Kept {
    Document(Document),
    Nothing,
    /// Why it cannot be read.
    OutOfReach(String),
}

/// One place for one document.
trait Sink {
    /// Makes sure that it can be written, before anything is generated that would be lost otherwise.
    fn prepare(&self) -> Result<(), SinkError>;

    /// What is there.
    fn read(&self) -> Result<Kept, SinkError>;

    /// Keeps a document. Where files and entries hold another one, that is left alone and an error.
    fn write(&self, kept: &[u8]) -> Result<(), SinkError>;

    /// Empties it, once what it held is kept elsewhere.
    fn clear(&self) -> Result<(), SinkError>;

    /// Whether a document is written over another one.
    fn overwrites(&self) -> bool {
        false
    }

    /// Whether what was written can be read.
    fn can_be_read(&self) -> bool {
        true
    }

    /// The form in which a document is kept.
    fn seal(&self, document: Document) -> Result<Document, SinkError> {
        Ok(document)
    }

    /// The credentials in what is kept; `None` where it is not attune's document. An error says why nobody can tell.
    fn open(&self, kept: &[u8]) -> Result<Option<Credentials>, String> {
        Ok(document::parse(kept))
    }

    /// Whether what is kept is what was written.
    fn is_same(&self, kept: &[u8], written: &[u8]) -> bool {
        kept == written
    }
}

impl SecretSinks {
    /// Files below this folder.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            identity: None,
            withheld: Vec::new(),
            runs_commands: true,
        }
    }

    /// Names the file of the age identity with which encrypted files are read; a relative path starts at the current
    /// folder.
    #[must_use]
    pub fn with_identity(mut self, identity: Option<PathBuf>) -> Self {
        self.identity = identity;
        self
    }

    /// Names environment variables that commands do not get, beside those that attune's own connection has by default.
    #[must_use]
    pub fn withholding(mut self, variables: impl IntoIterator<Item = String>) -> Self {
        self.withheld.extend(variables);
        self
    }

    /// Whether commands of sinks are run at all; they are unless this says no. Whoever may change a manifest could run programs otherwise.
    #[must_use]
    pub fn running_commands(mut self, runs_commands: bool) -> Self {
        self.runs_commands = runs_commands;
        self
    }

    /// Where a sink is, in an error or a hint.
    pub fn place(&self, sink: &CredentialSink) -> String {
        match sink.file() {
            Some(file) => self.path(file).display().to_string(),
            None => sink.to_string(),
        }
    }

    /// The credentials in a sink.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read or holds something else.
    pub fn load(&self, sink: &CredentialSink) -> Result<Held, SinkError> {
        let open = self.open(sink);
        let kept = match open.read()? {
            Kept::Document(kept) => kept,
            Kept::Nothing => return Ok(Held::NotThere),
            Kept::OutOfReach(why) => return Ok(Held::NotAtHand(why)),
        };
        match open.open(&kept) {
            Ok(Some(credentials)) => Ok(Held::AtHand(credentials)),
            Ok(None) => Err(self.occupied(sink)),
            Err(why) => Ok(Held::NotAtHand(why)),
        }
    }

    /// Makes sure that credentials can be delivered, before anything is generated that would be lost otherwise.
    pub(crate) fn prepare(&self, sink: &CredentialSink) -> Result<(), SinkError> {
        self.open(sink).prepare()
    }

    /// Writes credentials and reads them back. What is there already is left alone.
    pub(crate) fn deliver(
        &self,
        sink: &CredentialSink,
        tenant: &Handle,
        user: &Handle,
        credentials: &Credentials,
    ) -> Result<ReadBack, SinkError> {
        let open = self.open(sink);
        let document = document::write(tenant, user, credentials)
            .map_err(|cause| SinkError::io(sink, cause.into()))?;
        let sealed = open.seal(document)?;
        self.keep(sink, open.as_ref(), &sealed)
    }

    /// Keeps a document in an open sink, and reads it back.
    fn keep(
        &self,
        sink: &CredentialSink,
        open: &dyn Sink,
        document: &[u8],
    ) -> Result<ReadBack, SinkError> {
        open.write(document)?;
        if !open.can_be_read() {
            return Ok(ReadBack::NotAsked);
        }
        match open.read()? {
            Kept::Document(kept) if open.is_same(&kept, document) => Ok(ReadBack::Same),
            Kept::Document(_) | Kept::Nothing => Err(SinkError::NotReadBack {
                place: self.place(sink),
            }),
            Kept::OutOfReach(why) => Err(self.out_of_reach(sink, why)),
        }
    }

    fn open(&self, sink: &CredentialSink) -> Box<dyn Sink> {
        match sink {
            CredentialSink::File(file) => Box::new(plain::PlainFile::at(self.path(file))),
            CredentialSink::Age { file, recipients } => Box::new(age::AgeFile::at(
                self.path(file),
                recipients,
                self.identity.as_deref(),
            )),
            CredentialSink::Exec(_) if !self.runs_commands => Box::new(barred::Barred {
                place: self.place(sink),
            }),
            CredentialSink::Exec(exec) => {
                Box::new(exec::Commands::of(exec, &self.folder, &self.withheld))
            }
            CredentialSink::Keyring { service, user } => {
                Box::new(keyring::Entry::of(service, user))
            }
        }
    }

    fn path(&self, file: &Path) -> PathBuf {
        self.folder.join(file)
    }

    fn occupied(&self, sink: &CredentialSink) -> SinkError {
        SinkError::Occupied {
            place: self.place(sink),
        }
    }

    fn out_of_reach(&self, sink: &CredentialSink, why: String) -> SinkError {
        SinkError::OutOfReach {
            place: self.place(sink),
            why,
        }
    }
}

#[cfg(test)]
mod tests {
    use attune_model::Secret;

    use super::*;

    pub(super) fn handle(name: &str) -> Handle {
        Handle::parse(name).unwrap()
    }

    pub(super) fn credentials(key: &str) -> Credentials {
        Credentials {
            key: format!("{key}@contoso.example"),
            secret: Secret::new("s3cret-of-the-user"),
        }
    }

    /// The key in a sink, or why there is none.
    pub(super) fn key_in(sinks: &SecretSinks, sink: &CredentialSink) -> String {
        match sinks.load(sink).unwrap() {
            Held::AtHand(held) => held.key,
            Held::NotThere => "not there".to_owned(),
            Held::NotAtHand(why) => format!("not at hand: {why}"),
        }
    }
}
