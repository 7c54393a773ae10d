//! The state of a command: a folder, or what a team shares on object storage.

use std::path::{Path, PathBuf};

use attune_store::{Address, Mirror, Settings, State};

use crate::error::CommandError;
use crate::{clock, environment};

/// Opens the state that a path names: a folder, or `s3://`, `az://` or `gs://` with a bucket and a prefix.
pub(crate) fn open(path: PathBuf) -> Result<State, CommandError> {
    let Some(text) = address(&path) else {
        return Ok(State::Folder(path));
    };
    let address: Address = text.parse().map_err(|error| {
        CommandError::usage(
            format!("{text} is no place for state: {error}"),
            "Name bucket and prefix, such as s3://bucket/tenant.",
        )
    })?;
    let settings = Settings {
        environment: &environment::variable,
        now: clock::now,
        recipients: &environment::state_recipients(),
        identity: environment::age_identity(),
    };
    Ok(State::Shared(Mirror::open(&address, &settings)?.into()))
}

/// The text of a path that is meant for an address.
pub(crate) fn address(path: &Path) -> Option<&str> {
    path.to_str().filter(|text| Address::is_meant(text))
}

/// A file of the state as people find it: in the folder, or below the address.
pub(crate) fn shown(state: &State, file: &str) -> PathBuf {
    match state {
        State::Folder(folder) => folder.join(file),
        State::Shared(mirror) => PathBuf::from(format!("{}/{file}", mirror.address())),
    }
}
