//! Encryption of what stands in the store, to recipients of age (age-encryption.org/v1).

use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use age::ssh;
use zeroize::Zeroizing;

use crate::StoreError;

/// What every encrypted object begins with.
const HEADER: &[u8] = b"age-encryption.org/v1\n";

/// For whom objects are encrypted, and what opens them.
#[derive(Clone, Default)]
pub(crate) struct Sealing {
    recipients: Vec<Recipient>,
    identity: Option<PathBuf>,
}

#[derive(Clone)]
enum Recipient {
    Age(age::x25519::Recipient),
    Ssh(ssh::Recipient),
}

impl Recipient {
    /// RSA keys are refused: the implementation behind age leaks timing when it decrypts (RUSTSEC-2023-0071).
    fn parse(text: &str) -> Result<Self, StoreError> {
        if let Ok(recipient) = text.parse() {
            return Ok(Self::Age(recipient));
        }
        match text.parse() {
            Ok(recipient @ ssh::Recipient::SshEd25519(..)) => Ok(Self::Ssh(recipient)),
            Ok(ssh::Recipient::SshRsa(..)) | Err(_) => Err(StoreError::Recipient(text.to_owned())),
        }
    }

    fn as_age(&self) -> &dyn age::Recipient {
        match self {
            Self::Age(recipient) => recipient,
            Self::Ssh(recipient) => recipient,
        }
    }
}

impl fmt::Debug for Sealing {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            recipients,
            identity,
        } = self;
        to.debug_struct("Sealing")
            .field("recipients", &recipients.len())
            .field("identity", identity)
            .finish()
    }
}

impl Sealing {
    pub(crate) fn new(
        recipients: &[String],
        identity: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let recipients = recipients.iter().map(|text| Recipient::parse(text));
        Ok(Self {
            recipients: recipients.collect::<Result<_, _>>()?,
            identity,
        })
    }

    /// Whether what is written is encrypted.
    pub(crate) fn seals(&self) -> bool {
        !self.recipients.is_empty()
    }

    /// What is written for a content.
    pub(crate) fn seal(&self, content: &[u8]) -> io::Result<Vec<u8>> {
        if !self.seals() {
            return Ok(content.to_vec());
        }
        let recipients = self.recipients.iter().map(Recipient::as_age);
        let encryptor = age::Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
        let mut sealed = Vec::new();
        let mut writer = encryptor.wrap_output(&mut sealed)?;
        writer.write_all(content)?;
        writer.finish()?;
        Ok(sealed)
    }

    /// The content of what was read; why it stays shut, without anything of it.
    pub(crate) fn open(&self, read: &[u8]) -> Result<Vec<u8>, String> {
        if !is_sealed(read) {
            return Ok(read.to_vec());
        }
        let Some(path) = &self.identity else {
            return Err("no age identity is named that opens it".to_owned());
        };
        let identities = identities(path)?;
        let identities = identities
            .iter()
            .map(|one| -> &dyn age::Identity { one.as_ref() });
        let shut = || format!("the age identity in {} does not open it", path.display());
        let decryptor = age::Decryptor::new_buffered(read).map_err(|_| shut())?;
        let mut opened = decryptor.decrypt(identities).map_err(|_| shut())?;
        let mut content = Vec::new();
        opened.read_to_end(&mut content).map_err(|_| shut())?;
        Ok(content)
    }
}

/// Whether an object is encrypted.
pub(crate) fn is_sealed(read: &[u8]) -> bool {
    read.starts_with(HEADER)
}

/// The identities of a file: lines `AGE-SECRET-KEY-1...`, or an SSH key of the kind ed25519 without a passphrase.
fn identities(path: &Path) -> Result<Vec<Box<dyn age::Identity>>, String> {
    let shown = path.display();
    let text = fs::read(path).map_err(|cause| format!("its age identity {shown}: {cause}"))?;
    let text = Zeroizing::new(text);
    let none = || format!("{shown} holds no age identity");
    if text.starts_with(b"-----BEGIN ") {
        let identity = ssh::Identity::from_buffer(text.as_slice(), None).map_err(|_| none())?;
        return match ssh::Recipient::try_from(identity.clone()) {
            Ok(ssh::Recipient::SshEd25519(..)) => Ok(vec![Box::new(identity)]),
            Ok(ssh::Recipient::SshRsa(..)) | Err(_) => Err(none()),
        };
    }
    let file = age::IdentityFile::from_buffer(text.as_slice()).map_err(|_| none())?;
    let identities = file.into_identities().map_err(|_| none())?;
    if identities.is_empty() {
        return Err(none());
    }
    let identities = identities.into_iter();
    Ok(identities
        .map(|one| -> Box<dyn age::Identity> { one })
        .collect())
}

#[cfg(test)]
mod tests;
