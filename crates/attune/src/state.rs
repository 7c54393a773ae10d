//! The state of a command: a folder, or what a team shares on object storage.
//!
//! Talking to a store blocks, so that it is done beside the task of a command: others of a fleet go on meanwhile.

use std::path::{Path, PathBuf};

use attune_store::{Address, Mirror, Settings, State};
use tokio::task::spawn_blocking;

use crate::error::CommandError;
use crate::{clock, environment};

/// Opens the state that a path names: a folder, or `s3://`, `az://` or `gs://` with a bucket and a prefix.
pub(crate) async fn open(path: PathBuf) -> Result<State, CommandError> {
    let Some(text) = address(&path) else {
        return Ok(State::Folder(path));
    };
    let address: Address = text.parse().map_err(|error| {
        CommandError::usage(
            format!("{text} is no place for state: {error}"),
            "Name bucket and prefix, such as s3://bucket/tenant.",
        )
    })?;
    let mirror = beside(move || {
        let settings = Settings {
            environment: &environment::variable,
            now: clock::now,
            recipients: &environment::state_recipients(),
            identity: environment::age_identity(),
        };
        Mirror::open(&address, &settings)
    });
    Ok(State::Shared(mirror.await??.into()))
}

/// Puts what was changed where others see it.
pub(crate) async fn push(state: &State) -> Result<(), CommandError> {
    let state = state.clone();
    Ok(beside(move || state.push()).await??)
}

/// Does something that blocks, beside the task at hand.
pub(crate) async fn beside<T: Send + 'static>(
    act: impl FnOnce() -> T + Send + 'static,
) -> Result<T, CommandError> {
    spawn_blocking(act).await.map_err(|cause| {
        CommandError::state(cause, "This is an error of attune; please report it.")
    })
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
