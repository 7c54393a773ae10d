//! `credentials-recipient`: who can decrypt credentials is a public key that attune knows.

use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;

use crate::finding::{Finding, Findings};
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "credentials-recipient",
    summary: "who can decrypt credentials is a public key that attune knows",
};

/// How every SSH key of the kind ed25519 begins, in base64: the lengths and names of its fields.
const ED25519: &str = "AAAAC3NzaC1lZDI1NTE5AAAAI";
/// The length of the whole in base64.
const ED25519_LENGTH: usize = 68;

/// Reads the list.
pub(crate) fn read(item: &Item<'_>, out: &mut Findings) -> Option<Vec<String>> {
    let entries = item.list(out)?;
    if entries.is_empty() {
        return out.refuse(empty(item));
    }
    let mut recipients = Vec::new();
    for entry in &entries {
        let text = entry.text(out)?;
        if !is_recipient(text) {
            return out.refuse(finding(entry));
        }
        recipients.push(text.to_owned());
    }
    Some(recipients)
}

/// `age1...` with a right checksum (bech32 of 32 bytes), or `ssh-ed25519 AAAA...` with or without a comment.
fn is_recipient(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["ssh-ed25519", key, ..] => {
            key.len() == ED25519_LENGTH
                && key.starts_with(ED25519)
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(&byte))
        }
        [key] => CheckedHrpstring::new::<Bech32>(key)
            .is_ok_and(|read| read.hrp().as_str() == "age" && read.byte_iter().count() == 32),
        [] | [_, ..] => false,
    }
}

fn empty(item: &Item<'_>) -> Finding {
    let message = "`recipients` is empty, and nobody could decrypt the file";
    Finding::error(&RULE, item.head, message)
        .label("no entry")
        .help("name at least one public key: `recipients: [age1...]`")
}

fn finding(item: &Item<'_>) -> Finding {
    let message = "a recipient is a public key `age1...` or `ssh-ed25519 AAAA...`";
    Finding::error(&RULE, item.span(), message)
        .label("not such a key, or mistyped")
        .help("`age-keygen -y IDENTITY` prints that of an age identity; SSH keys of other kinds, plug-ins and pass phrases are not supported")
}
