//! The identity with which attune reads encrypted files.

use std::fs;
use std::path::Path;

use age::ssh::{Identity, Recipient};
use zeroize::Zeroizing;

/// The identities of a file: lines `AGE-SECRET-KEY-1...`, or an SSH key of the kind ed25519 without a passphrase.
///
/// An error says why there are none, without anything of the file.
pub(super) fn read(path: &Path) -> Result<Vec<Box<dyn age::Identity>>, String> {
    let shown = path.display();
    let text = fs::read(path).map_err(|cause| format!("the age identity {shown}: {cause}"))?;
    let text = Zeroizing::new(text);
    if !text.starts_with(b"-----BEGIN ") {
        let file = age::IdentityFile::from_buffer(text.as_slice());
        let identities = file.ok().and_then(|file| file.into_identities().ok());
        return identities
            .filter(|identities| !identities.is_empty())
            .map(|identities| {
                let identities = identities.into_iter();
                identities
                    .map(|one| -> Box<dyn age::Identity> { one })
                    .collect()
            })
            .ok_or_else(|| format!("{shown} holds no age identity"));
    }
    let not_one = || format!("{shown} holds no SSH key of the kind ed25519");
    match Identity::from_buffer(text.as_slice(), None).map_err(|_| not_one())? {
        Identity::Encrypted(_) => Err(format!("the key in {shown} has a passphrase")),
        Identity::Unsupported(_) => Err(not_one()),
        identity @ Identity::Unencrypted(_) => match Recipient::try_from(identity.clone()) {
            Ok(Recipient::SshEd25519(..)) => Ok(vec![Box::new(identity)]),
            Ok(Recipient::SshRsa(..)) | Err(_) => Err(not_one()),
        },
    }
}
