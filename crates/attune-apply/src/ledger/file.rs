//! The ledger's file: locked, appended, synced.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use attune_model::Timestamp;

use crate::ledger::{Entry, Event, LedgerError, Memory};

/// The version of the lines that are written.
const VERSION: u32 = 1;

/// An open ledger. It holds the lock of its state folder until it is dropped.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    lock: File,
    run: String,
    seq: u64,
    memory: Memory,
    recovered: Option<String>,
}

impl Ledger {
    /// Opens the ledger of a state folder for writing, makes both where missing, takes the lock.
    ///
    /// `run` names this run in every line. A torn last line, left by a crash, is cut off; [`Ledger::recovered`] says so.
    pub fn open(folder: &Path, run: &str) -> Result<Self, LedgerError> {
        make_private(folder)?;
        let lock_path = folder.join("lock");
        let lock = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&lock_path)
            .map_err(LedgerError::io(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LedgerError::Locked {
                    path: folder.to_owned(),
                });
            }
            Err(TryLockError::Error(cause)) => return Err(LedgerError::io(lock_path)(cause)),
        }
        let path = ledger_path(folder);
        let content = read(&path)?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(LedgerError::io(&path))?;
        let mut recovered = None;
        if content.torn > 0 {
            let whole = u64::try_from(content.whole).unwrap_or(u64::MAX);
            file.set_len(whole).map_err(LedgerError::io(&path))?;
            file.sync_all().map_err(LedgerError::io(&path))?;
            recovered = Some(format!(
                "{}: a torn last line of {} bytes, left by a crash, was cut off",
                path.display(),
                content.torn
            ));
        }
        sync_folder(folder)?;
        Ok(Self {
            path,
            file,
            lock,
            run: run.to_owned(),
            seq: content.entries.last().map_or(0, |entry| entry.seq),
            memory: Memory::of(&content.entries),
            recovered,
        })
    }

    /// All whole lines of a ledger, without lock and without making anything; none where there is no ledger.
    pub fn read(folder: &Path) -> Result<Vec<Entry>, LedgerError> {
        Ok(read(&ledger_path(folder))?.entries)
    }

    /// What the ledger remembers, this run's lines included.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What was mended when the ledger was opened.
    pub fn recovered(&self) -> Option<&str> {
        self.recovered.as_deref()
    }

    /// Which run this is.
    pub fn run(&self) -> &str {
        &self.run
    }

    /// Writes a line; it is on disk when this returns.
    pub fn append(&mut self, at: Timestamp, event: Event) -> Result<(), LedgerError> {
        let entry = Entry {
            v: VERSION,
            seq: self.seq + 1,
            at,
            run: self.run.clone(),
            event,
        };
        let mut line = serde_json::to_string(&entry).map_err(|cause| LedgerError::Broken {
            path: self.path.clone(),
            line: usize::try_from(entry.seq).unwrap_or(usize::MAX),
            cause: cause.to_string(),
        })?;
        line.push('\n');
        self.file
            .write_all(line.as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(LedgerError::io(&self.path))?;
        self.seq = entry.seq;
        self.memory.learn(&entry);
        Ok(())
    }
}

impl Drop for Ledger {
    /// Closing the file is not enough: a child process that is just being started holds a copy of it for a moment.
    fn drop(&mut self) {
        drop(self.lock.unlock());
    }
}

/// What the file holds.
struct Content {
    entries: Vec<Entry>,
    /// Bytes up to the end of the last whole line.
    whole: usize,
    /// Bytes after it.
    torn: usize,
}

fn ledger_path(folder: &Path) -> PathBuf {
    folder.join("ledger.jsonl")
}

fn read(path: &Path) -> Result<Content, LedgerError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(cause) => return Err(LedgerError::io(path)(cause)),
    };
    let whole = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let mut entries = Vec::new();
    for (index, line) in bytes
        .get(..whole)
        .unwrap_or_default()
        .split(|byte| *byte == b'\n')
        .enumerate()
    {
        if line.is_empty() {
            continue;
        }
        let entry: Entry = serde_json::from_slice(line).map_err(|cause| LedgerError::Broken {
            path: path.to_owned(),
            line: index + 1,
            cause: cause.to_string(),
        })?;
        if entry.v != VERSION {
            return Err(LedgerError::Broken {
                path: path.to_owned(),
                line: index + 1,
                cause: format!(
                    "its format is version {}, this attune knows version {VERSION}",
                    entry.v
                ),
            });
        }
        entries.push(entry);
    }
    Ok(Content {
        entries,
        whole,
        torn: bytes.len() - whole,
    })
}

/// Makes a folder that only its owner may enter.
pub(crate) fn make_private(folder: &Path) -> Result<(), LedgerError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(LedgerError::io(folder))
}

/// A new file is there after a power cut only if its folder was synced.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), LedgerError> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(LedgerError::io(folder))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use attune_model::{Handle, StepId};

    use super::*;

    fn waiting(step: &str) -> Event {
        Event::Waiting {
            step: StepId(step.to_owned()),
        }
    }

    #[test]
    fn lines_come_back_and_the_count_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let mut ledger = Ledger::open(&state, "run-1").unwrap();
        ledger.append(Timestamp::UNIX_EPOCH, waiting("a")).unwrap();
        drop(ledger);
        let mut ledger = Ledger::open(&state, "run-2").unwrap();
        ledger.append(Timestamp::UNIX_EPOCH, waiting("b")).unwrap();
        let entries = Ledger::read(&state).unwrap();
        let said: Vec<(u64, &str)> = entries
            .iter()
            .map(|entry| (entry.seq, entry.run.as_str()))
            .collect();
        assert_eq!(said, [(1, "run-1"), (2, "run-2")]);
    }

    #[test]
    fn a_torn_last_line_is_cut_off_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path(), "run").unwrap();
        ledger.append(Timestamp::UNIX_EPOCH, waiting("a")).unwrap();
        drop(ledger);
        let path = ledger_path(folder.path());
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("{\"v\":1,\"seq\":2,\"at");
        fs::write(&path, &text).unwrap();
        let mut ledger = Ledger::open(folder.path(), "run").unwrap();
        assert!(
            ledger
                .recovered()
                .unwrap()
                .contains("torn last line of 18 bytes")
        );
        ledger.append(Timestamp::UNIX_EPOCH, waiting("b")).unwrap();
        assert_eq!(Ledger::read(folder.path()).unwrap().len(), 2);
    }

    #[test]
    fn a_broken_line_in_the_middle_is_refused_with_its_number() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(ledger_path(folder.path()), "nonsense\n{}\n").unwrap();
        let error = Ledger::read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("line 1 cannot be understood"), "{error}");
    }

    #[test]
    fn two_cannot_write_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let _first = Ledger::open(folder.path(), "first").unwrap();
        let second = Ledger::open(folder.path(), "second");
        assert!(matches!(second, Err(LedgerError::Locked { .. })));
    }

    #[test]
    fn the_database_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path(), "run").unwrap();
        let bound = Event::Bound {
            tenant: Handle::parse("contoso").unwrap(),
            database: 7,
        };
        ledger.append(Timestamp::UNIX_EPOCH, bound).unwrap();
        assert_eq!(ledger.memory().remembered.database, Some(7));
    }
}
