//! One capture as a file.

use std::fs;
use std::io;
use std::path::Path;

use attune_model::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Capture, CaptureError, CaptureSource};
use crate::file::{Existing, Readers, put};

/// The version of the files that are written.
const VERSION: u64 = 1;

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

/// Writes a file whole, over an earlier one.
///
/// It may be read by its owner only: it names people.
pub(super) fn write<T: Serialize>(
    path: &Path,
    name: String,
    capture: Capture<T>,
) -> Result<(), CaptureError> {
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
    Ok(put(path, &text, Readers::Owner, Existing::Replaced)?)
}

pub(super) fn io_at(path: &Path) -> impl FnOnce(io::Error) -> CaptureError {
    let path = path.to_owned();
    move |cause| CaptureError::Io { path, cause }
}
