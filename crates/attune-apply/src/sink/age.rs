//! Credentials as a file that age encrypted (binary, age-encryption.org/v1), which only its owner may read all the same.

mod header;
mod identity;
mod recipient;

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use attune_model::Credentials;
use zeroize::Zeroizing;

use self::recipient::Recipient;
use super::private::PrivateFile;
use super::{Document, Kept, Sink, SinkError, document};

/// An encrypted file.
pub(super) struct AgeFile {
    file: PrivateFile,
    recipients: Vec<String>,
    identity: Option<PathBuf>,
}

impl AgeFile {
    pub(super) fn at(path: PathBuf, recipients: &[String], identity: Option<&Path>) -> Self {
        Self {
            file: PrivateFile::at(path),
            recipients: recipients.to_vec(),
            identity: identity.map(Path::to_owned),
        }
    }

    fn recipients(&self) -> Result<Vec<Recipient>, SinkError> {
        let parsed = self.recipients.iter().map(|text| Recipient::parse(text));
        parsed
            .collect::<Result<_, _>>()
            .map_err(|why| self.refused(why))
    }

    fn encrypt(&self, document: &[u8]) -> Result<Vec<u8>, SinkError> {
        let recipients = self.recipients()?;
        let recipients = recipients.iter().map(Recipient::as_age);
        let encryptor = age::Encryptor::with_recipients(recipients)
            .map_err(|error| self.refused(error.to_string()))?;
        let mut sealed = Vec::new();
        let write = || -> io::Result<()> {
            let mut writer = encryptor.wrap_output(&mut sealed)?;
            writer.write_all(document)?;
            writer.finish()?;
            Ok(())
        };
        write().map_err(SinkError::at(self.file.path()))?;
        Ok(sealed)
    }

    fn refused(&self, why: String) -> SinkError {
        SinkError::Refused {
            place: self.file.path().display().to_string(),
            why,
        }
    }
}

impl Sink for AgeFile {
    fn prepare(&self) -> Result<(), SinkError> {
        self.recipients()?;
        self.file.prepare()
    }

    fn read(&self) -> Result<Kept, SinkError> {
        Ok(self.file.read()?.map_or(Kept::Nothing, Kept::Document))
    }

    fn write(&self, kept: &[u8]) -> Result<(), SinkError> {
        self.file.write(kept)
    }

    fn clear(&self) -> Result<(), SinkError> {
        self.file.clear()
    }

    fn seal(&self, document: Document) -> Result<Document, SinkError> {
        let sealed = self.encrypt(&document)?;
        drop(document);
        let recipients = self.recipients()?;
        // Who can read it stands in its header; of age's own recipients only that they are there.
        if !header::names(&sealed, &recipients) {
            return Err(
                self.refused("it would be encrypted for others than its recipients".to_owned())
            );
        }
        Ok(Zeroizing::new(sealed))
    }

    fn open(&self, kept: &[u8]) -> Result<Option<Credentials>, String> {
        let Ok(decryptor) = age::Decryptor::new_buffered(kept) else {
            return Ok(None);
        };
        let Some(path) = &self.identity else {
            return Err(
                "it is encrypted, and ATTUNE_AGE_IDENTITY names no identity that opens it"
                    .to_owned(),
            );
        };
        let identities = identity::read(path)?;
        let identities = identities
            .iter()
            .map(|one| -> &dyn age::Identity { one.as_ref() });
        let shut = || format!("the age identity in {} does not open it", path.display());
        let mut opened = decryptor.decrypt(identities).map_err(|_| shut())?;
        // An encrypted document is longer than the document: the buffer never grows.
        let mut document = Zeroizing::new(Vec::with_capacity(kept.len()));
        opened.read_to_end(&mut document).map_err(|_| shut())?;
        Ok(document::parse(&document))
    }
}

#[cfg(test)]
mod tests;
