//! Which files of a state folder are shared. Others, such as locks, stay where they are.

use std::fs;
use std::io;
use std::path::Path;

use attune_apply::file::is_unfinished;
use attune_apply::ledger::Moved;

use crate::StoreError;

/// The ledger.
pub(crate) const LEDGER: &str = "ledger.jsonl";

/// The folder of captures, with its slash.
const CAPTURES: &str = "captures/";

/// Who writes a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A run that holds the lock, and nobody else: the ledger, and the note that it went elsewhere.
    Ledger,
    /// A run: what waits, checklists, captures, what was told of drift.
    Run,
    /// Whoever looks at the tenant, also without the lock.
    Note,
}

impl Kind {
    /// The kind of a file by its name in the folder; `None` where it is not shared.
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            LEDGER | Moved::FILE => Some(Self::Ledger),
            "waiting.json" | "checklist.md" | "checklist.html" | "notices.json" => Some(Self::Run),
            "drift.json" | "refused.json" => Some(Self::Note),
            _ => name
                .strip_prefix(CAPTURES)
                .is_some_and(is_capture)
                .then_some(Self::Run),
        }
    }
}

fn is_capture(file: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    file.strip_suffix(".json")
        .is_some_and(|stem| !stem.is_empty() && stem.chars().all(plain))
}

/// The shared files that are in a folder, sorted.
pub(crate) fn local(folder: &Path) -> Result<Vec<String>, StoreError> {
    let mut names = listed(folder, "")?;
    names.extend(listed(&folder.join(CAPTURES), CAPTURES)?);
    names.retain(|name| Kind::of(name).is_some());
    names.sort_unstable();
    Ok(names)
}

fn listed(folder: &Path, prefix: &str) -> Result<Vec<String>, StoreError> {
    let failed = |cause| StoreError::File {
        path: folder.to_owned(),
        cause,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(failed(cause)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        if let Some(name) = name.to_str().filter(|name| !is_unfinished(name)) {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_secrets_and_ways_out_of_the_folder_are_not_shared() {
        assert_eq!(Kind::of("ledger.jsonl"), Some(Kind::Ledger));
        assert_eq!(Kind::of("captures/api-user-7.json"), Some(Kind::Run));
        assert_eq!(Kind::of("drift.json"), Some(Kind::Note));
        for name in [
            "lock",
            "lock.json",
            "stop",
            "secrets/tasky.json",
            "captures/../ledger.jsonl",
            "captures/.level-7.json.tmp-x",
            "captures/.json",
            "captures/a/b.json",
        ] {
            assert_eq!(Kind::of(name), None, "{name}");
        }
    }
}
