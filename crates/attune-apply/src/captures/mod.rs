//! What pages of the console showed, kept in the state folder: a source of its own, with an age.
//!
//! One file a page, `captures/level-<id>.json` and `captures/api-user-<id>.json`; a later look replaces it.

mod error;
mod file;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use attune_model::{Field, LevelId, ResourceId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::capture::{Captured, CapturedApiUser};
use crate::file::is_unfinished;
use crate::ports::{ApiUserContent, LevelContent};
use file::io_at;

pub use error::CaptureError;

/// All captures of a state folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures {
    /// Levels.
    pub levels: BTreeMap<LevelId, Capture<LevelContent>>,
    /// API users.
    pub api_users: BTreeMap<ResourceId, Capture<CapturedApiUser>>,
}

/// What a page showed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture<T> {
    /// The file that it stands in.
    pub file: PathBuf,
    /// The database of the tenant.
    pub database: i64,
    /// When the page was read.
    pub at: Timestamp,
    /// Who looked at it.
    pub source: CaptureSource,
    /// What it showed.
    pub content: T,
}

/// Who looked at a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaptureSource {
    /// attune, through a console. Also what files say that name no source.
    #[default]
    Console,
    /// An operator, who pasted the snippet on the page and handed over what it copied.
    OperatorExtract,
}

impl Captures {
    /// Reads all captures of a state folder; none where there are none.
    ///
    /// # Errors
    /// [`CaptureError`] of the first file, by name, that is torn, of another version or no capture at all: a capture
    /// that is passed over would be taken for a page that nobody looked at.
    pub fn read(state: &Path) -> Result<Self, CaptureError> {
        let folder = folder_of(state);
        let mut captures = Self::default();
        for name in names(&folder)? {
            let path = folder.join(&name);
            match Page::of(&name) {
                Some(Page::Level(id)) => {
                    captures.levels.insert(id, file::read(&path)?);
                }
                Some(Page::ApiUser(id)) => {
                    captures.api_users.insert(id, file::read(&path)?);
                }
                None => return Err(CaptureError::Stray { path }),
            }
        }
        Ok(captures)
    }

    /// Writes down what pages of a database showed at a moment, and who looked. What was not read stays as it was kept before.
    ///
    /// # Errors
    /// [`CaptureError::Io`] where a file cannot be written.
    pub fn keep(
        state: &Path,
        database: i64,
        captured: &Captured,
        at: Timestamp,
        source: CaptureSource,
    ) -> Result<(), CaptureError> {
        let Captured {
            levels,
            api_users,
            unread: _,
        } = captured;
        if levels.is_empty() && api_users.is_empty() {
            return Ok(());
        }
        let seen = Seen {
            database,
            at,
            source,
        };
        let folder = folder_of(state);
        for (id, content) in levels {
            let path = folder.join(Page::Level(*id).file_name());
            let name = content.name.to_string();
            file::write(&path, name, seen.capture(&path, content))?;
        }
        for (id, content) in api_users {
            let path = folder.join(Page::ApiUser(*id).file_name());
            let name = name_of(&content.form);
            file::write(&path, name, seen.capture(&path, content))?;
        }
        Ok(())
    }

    /// Refuses where one of them shows another database.
    pub(crate) fn require(&self, database: i64) -> Result<(), CaptureError> {
        let levels = self.levels.values();
        let levels = levels.map(|capture| (&capture.file, capture.database));
        let users = self.api_users.values();
        let users = users.map(|capture| (&capture.file, capture.database));
        match levels.chain(users).find(|(_, of)| *of != database) {
            Some((path, captured)) => Err(CaptureError::OtherDatabase {
                path: path.clone(),
                captured,
                database,
            }),
            None => Ok(()),
        }
    }
}

/// Which page a file is about.
enum Page {
    Level(LevelId),
    ApiUser(ResourceId),
}

impl Page {
    fn of(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".json")?;
        let page = if let Some(id) = stem.strip_prefix("level-") {
            Self::Level(LevelId(id.parse().ok()?))
        } else {
            Self::ApiUser(ResourceId(stem.strip_prefix("api-user-")?.parse().ok()?))
        };
        // One page has one file: `level-07.json` is not that of level 7.
        (page.file_name() == name).then_some(page)
    }

    fn file_name(&self) -> String {
        match self {
            Self::Level(id) => format!("level-{id}.json"),
            Self::ApiUser(id) => format!("api-user-{id}.json"),
        }
    }
}

/// A look at a page.
#[derive(Clone, Copy)]
struct Seen {
    database: i64,
    at: Timestamp,
    source: CaptureSource,
}

impl Seen {
    fn capture<T>(self, path: &Path, content: T) -> Capture<T> {
        let Self {
            database,
            at,
            source,
        } = self;
        Capture {
            file: path.to_owned(),
            database,
            at,
            source,
            content,
        }
    }
}

fn name_of(form: &ApiUserContent) -> String {
    let parts = [Field::FirstName, Field::LastName].map(|field| form.fields.get(&field));
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    parts.join(" ")
}

fn folder_of(state: &Path) -> PathBuf {
    state.join("captures")
}

/// The names of all files in their order, without those that a killed run left unfinished.
fn names(folder: &Path) -> Result<Vec<String>, CaptureError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(io_at(folder)(cause)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(io_at(folder))?.file_name();
        let name = name.into_string().map_err(|name| CaptureError::Stray {
            path: folder.join(name),
        })?;
        if !is_unfinished(&name) {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests;
