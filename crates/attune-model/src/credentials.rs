//! Key and secret of an API user, and where they are delivered.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{ResourceId, Secret};

/// What an API user signs in with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// `Username (Key)`, shaped like an e-mail address; not secret, but unique in the database.
    pub key: String,
    /// `Password (Secret)`; the console shows it once.
    pub secret: Secret,
}

/// Where the credentials of a new API user are delivered.
///
/// As text it says where they go, for plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CredentialSink {
    /// A JSON file, mode 0600, in a folder that only its owner may read. A relative path starts at the manifest's folder.
    File(PathBuf),
    /// The same file, encrypted with age.
    Age {
        /// Its path, as of a plain file.
        file: PathBuf,
        /// Who can read it: public keys `age1...` and `ssh-ed25519 ...`.
        recipients: Vec<String>,
    },
    /// What a command keeps.
    Exec(ExecSink),
    /// An entry of the system's keyring.
    Keyring {
        /// Its service.
        service: String,
        /// Its user.
        user: String,
    },
}

/// Commands that keep credentials and give them back. No shell reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExecSink {
    /// Takes the JSON document on stdin; program and arguments.
    pub store: Vec<String>,
    /// Prints it; `None` where nothing can be read back.
    pub fetch: Option<Vec<String>>,
    /// What stands for [`ExecSink::API_USER`] in arguments.
    pub name: String,
}

impl ExecSink {
    /// The placeholder of the API user in arguments.
    pub const API_USER: &str = "{apiUser}";

    /// A command with the name in it.
    pub fn filled(&self, command: &[String]) -> Vec<String> {
        let filled = command.iter();
        filled
            .map(|part| part.replace(Self::API_USER, &self.name))
            .collect()
    }
}

impl CredentialSink {
    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(file)
            | Self::Age {
                file,
                recipients: _,
            } => Some(file),
            Self::Exec(_) | Self::Keyring { .. } => None,
        }
    }

    /// Where the credentials of an API user are once another one took its place: under a name with `.before-<id>`.
    #[must_use]
    pub fn aside(&self, id: ResourceId) -> Self {
        self.before(&id.to_string())
    }

    /// Where the credentials of an API user are while its secret is replaced: under a name with `.before-rotation`.
    #[must_use]
    pub fn before_rotation(&self) -> Self {
        self.before("rotation")
    }

    fn before(&self, what: &str) -> Self {
        match self {
            Self::File(file) => Self::File(file_before(file, what)),
            Self::Age { file, recipients } => Self::Age {
                file: file_before(file, what),
                recipients: recipients.clone(),
            },
            Self::Exec(ExecSink { store, fetch, name }) => Self::Exec(ExecSink {
                store: store.clone(),
                fetch: fetch.clone(),
                name: format!("{name}.before-{what}"),
            }),
            Self::Keyring { service, user } => Self::Keyring {
                service: service.clone(),
                user: format!("{user}.before-{what}"),
            },
        }
    }
}

impl fmt::Display for CredentialSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Age { file, recipients } => {
                let plural = if recipients.len() == 1 { "" } else { "s" };
                let count = recipients.len();
                write!(
                    f,
                    "{}, encrypted for {count} recipient{plural}",
                    file.display()
                )
            }
            Self::Exec(exec) => {
                write!(f, "the command `{}`", exec.filled(&exec.store).join(" "))
            }
            Self::Keyring { service, user } => {
                write!(f, "the keyring (service {service}, user {user})")
            }
        }
    }
}

/// `tasky.json` becomes `tasky.before-<what>.json`.
fn file_before(file: &Path, what: &str) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".before-{what}"));
    if let Some(extension) = file.extension() {
        name.push(".");
        name.push(extension);
    }
    file.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sinks() -> [CredentialSink; 4] {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        [
            CredentialSink::File("secrets/tasky.json".into()),
            CredentialSink::Age {
                file: "secrets/tasky.age".into(),
                recipients: words(&["age1x"]),
            },
            CredentialSink::Exec(ExecSink {
                store: words(&["vault", "kv", "put", "kv/{apiUser}", "-"]),
                fetch: None,
                name: "tasky".to_owned(),
            }),
            CredentialSink::Keyring {
                service: "attune".to_owned(),
                user: "contoso/tasky".to_owned(),
            },
        ]
    }

    #[test]
    fn each_says_where_it_is_and_where_older_ones_go() {
        let said = sinks().map(|sink| format!("{sink}; {}", sink.aside(ResourceId(29))));
        let during = sinks()[0].before_rotation().to_string();
        assert_eq!(during, "secrets/tasky.before-rotation.json");
        assert_eq!(
            said,
            [
                "secrets/tasky.json; secrets/tasky.before-29.json",
                "secrets/tasky.age, encrypted for 1 recipient; secrets/tasky.before-29.age, encrypted for 1 recipient",
                "the command `vault kv put kv/tasky -`; the command `vault kv put kv/tasky.before-29 -`",
                "the keyring (service attune, user contoso/tasky); the keyring (service attune, user contoso/tasky.before-29)",
            ]
        );
    }

    #[test]
    fn a_ledger_keeps_them() {
        for sink in sinks() {
            let text = serde_json::to_string(&sink).unwrap();
            let back: CredentialSink = serde_json::from_str(&text).unwrap();
            assert_eq!(back, sink, "{text}");
        }
        let text = serde_json::to_string(&sinks()[0]).unwrap();
        assert_eq!(text, r#"{"file":"secrets/tasky.json"}"#);
    }
}
