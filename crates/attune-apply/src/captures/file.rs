//! One capture as a file.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use attune_model::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Capture, CaptureError, CaptureSource};
use crate::ledger::sync_folder;

/// The version of the files that are written.
const VERSION: u64 = 1;

/// What files that are not finished begin with; one is left behind only by a crash.
const UNFINISHED: &str = ".capture-";

#[derive(Deserialize)]
struct Version {
    format_version: u64,
}

#[derive(Serialize, Deserialize)]
struct Written<T> {
    format_version: u64,
    database: i64,
    at: Timestamp,
    #[serde(default)]
    source: CaptureSource,
    /// For people who open the file.
    name: String,
    content: T,
}

/// Reads a file.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Capture<T>, CaptureError> {
    let bytes = fs::read(path).map_err(io_at(path))?;
    let unreadable = |cause: serde_json::Error| CaptureError::Unreadable {
        path: path.to_owned(),
        cause: cause.to_string(),
    };
    let Version { format_version } = serde_json::from_slice(&bytes).map_err(unreadable)?;
    if format_version != VERSION {
        return Err(CaptureError::Version {
            path: path.to_owned(),
            found: format_version,
            known: VERSION,
        });
    }
    let Written {
        format_version: _,
        database,
        at,
        source,
        name: _,
        content,
    } = serde_json::from_slice(&bytes).map_err(unreadable)?;
    Ok(Capture {
        file: path.to_owned(),
        database,
        at,
        source,
        content,
    })
}

/// Writes a file beside, syncs it and moves it into place, over an earlier one.
///
/// It may be read by its owner only: it names people.
pub(super) fn write<T: Serialize>(
    path: &Path,
    name: String,
    capture: Capture<T>,
) -> Result<(), CaptureError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = Written {
        format_version: VERSION,
        database: capture.database,
        at: capture.at,
        source: capture.source,
        name,
        content: capture.content,
    };
    let mut text =
        serde_json::to_vec_pretty(&written).map_err(|cause| io_at(path)(cause.into()))?;
    text.push(b'\n');
    // Made with mode 0600.
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)
        .map_err(io_at(folder))?;
    file.write_all(&text)
        .and_then(|()| file.as_file().sync_all())
        .map_err(io_at(path))?;
    file.persist(path)
        .map_err(|error| io_at(path)(error.error))?;
    sync_folder(folder).map_err(|error| io_at(folder)(io::Error::other(error)))
}

/// Whether a file of this name was being written when a run was killed.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.starts_with(UNFINISHED)
}

pub(super) fn io_at(path: &Path) -> impl FnOnce(io::Error) -> CaptureError {
    let path = path.to_owned();
    move |cause| CaptureError::Io { path, cause }
}
