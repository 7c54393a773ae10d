//! What attune signs in with, as a saved plan has it: names of variables and files, never values.

use std::path::{Path, PathBuf};

use attune_manifest::{Connection, Reference};
use serde::{Deserialize, Serialize};

use crate::error::CommandError;

/// The references of a connection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct References {
    user_name: Saved,
    secret: Saved,
    integration_code: Saved,
}

/// A reference.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Saved {
    /// The environment variable of this name.
    Env(String),
    /// The content of this file, seen from the folder of the plan's file.
    File(PathBuf),
}

impl References {
    /// Those of a connection; `seen_from_file` tells how the plan's file sees a path.
    pub(super) fn of(
        connection: &Connection,
        seen_from_file: impl Fn(&Path) -> Result<PathBuf, CommandError>,
    ) -> Result<Self, CommandError> {
        let saved = |reference: &Reference| -> Result<Saved, CommandError> {
            Ok(match reference {
                Reference::Environment(name) => Saved::Env(name.clone()),
                Reference::File(path) if path.is_absolute() => Saved::File(path.clone()),
                Reference::File(path) => Saved::File(seen_from_file(path)?),
            })
        };
        let Connection {
            user_name,
            secret,
            integration_code,
        } = connection;
        Ok(Self {
            user_name: saved(user_name)?,
            secret: saved(secret)?,
            integration_code: saved(integration_code)?,
        })
    }

    /// The connection, with paths from `folder`.
    pub(super) fn connection(&self, folder: &Path) -> Connection {
        let reference = |saved: &Saved| match saved {
            Saved::Env(name) => Reference::Environment(name.clone()),
            Saved::File(path) => Reference::File(folder.join(path)),
        };
        let Self {
            user_name,
            secret,
            integration_code,
        } = self;
        Connection {
            user_name: reference(user_name),
            secret: reference(secret),
            integration_code: reference(integration_code),
        }
    }
}
