//! The header of an encrypted file: who can read it (age-encryption.org/v1).

use super::recipient::Recipient;

/// Whether a file is for these recipients and nobody else, as far as its header tells.
///
/// Stanzas of age's own recipients are anonymous, those of SSH keys carry a tag. Stanzas of other kinds are grease,
/// which age writes to keep readers tolerant.
pub(super) fn names(sealed: &[u8], recipients: &[Recipient]) -> bool {
    let (mut own, mut tags) = (0, Vec::new());
    for line in sealed.split(|byte| *byte == b'\n') {
        if line.starts_with(b"---") {
            break;
        }
        let words: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
        match words.as_slice() {
            [b"->", b"X25519", _] => own += 1,
            [b"->", b"ssh-ed25519", tag, _] => tags.push(*tag),
            [b"->", b"scrypt" | b"ssh-rsa", ..] => return false,
            _ => {}
        }
    }
    let mut wanted_own = 0;
    let mut wanted_tags = Vec::new();
    for recipient in recipients {
        match recipient {
            Recipient::Age(_) => wanted_own += 1,
            Recipient::Ssh { recipient: _, tag } => wanted_tags.push(tag.as_bytes()),
        }
    }
    tags.sort_unstable();
    wanted_tags.sort_unstable();
    own == wanted_own && tags == wanted_tags
}
