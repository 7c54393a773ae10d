//! Public keys for which a file is encrypted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A recipient: age's own kind, or an SSH key of the kind ed25519.
///
/// RSA keys are refused: the RSA implementation behind age leaks timing when it decrypts (RUSTSEC-2023-0071).
pub(super) enum Recipient {
    Age(age::x25519::Recipient),
    Ssh {
        recipient: age::ssh::Recipient,
        /// The first bytes of the key's digest, by which the header names it.
        tag: String,
    },
}

impl Recipient {
    /// Reads `age1...` or a line as in `~/.ssh/id_ed25519.pub`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if let Ok(recipient) = text.parse() {
            return Ok(Self::Age(recipient));
        }
        match text.parse() {
            Ok(recipient @ age::ssh::Recipient::SshEd25519(..)) => {
                let age::ssh::Recipient::SshEd25519(key, _) = &recipient else {
                    return Err(not_one(text));
                };
                let tag = STANDARD_NO_PAD.encode(&Sha256::digest(key)[..4]);
                Ok(Self::Ssh { recipient, tag })
            }
            Ok(age::ssh::Recipient::SshRsa(..)) | Err(_) => Err(not_one(text)),
        }
    }

    pub(super) fn as_age(&self) -> &dyn age::Recipient {
        match self {
            Self::Age(recipient) => recipient,
            Self::Ssh { recipient, tag: _ } => recipient,
        }
    }
}

fn not_one(text: &str) -> String {
    format!("`{text}` is no recipient of the kind age1... or ssh-ed25519")
}
