//! The ledger's file: locked, appended, synced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use attune_model::Timestamp;

use super::chain::chained;
use super::lines::{Content, VERSION, read};
use super::replica::Replicated;
use crate::file::sync_folder;
use crate::ledger::{Entry, Event, LedgerError, Lock, Memory, Moved, Replica};

/// An open ledger. It holds the lock of its state folder until it is dropped.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    file: File,
    lock: Lock,
    seq: u64,
    /// The checksum that the next line follows.
    head: String,
    memory: Memory,
    recovered: Option<String>,
    replicated: Option<Replicated>,
}

/// What a ledger that is as attune wrote it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many lines it has.
    pub lines: usize,
    /// How many of them, at the beginning, carry no checksum: an earlier version wrote them.
    pub unchained: usize,
    /// Bytes of a torn last line.
    pub torn: usize,
    /// The checksum of the last line; of all lines, where none carries one.
    pub head: String,
}

impl Ledger {
    /// Opens the ledger of a locked state folder for writing, and makes it where it is missing.
    ///
    /// The lock's run is named in every line. A torn last line, left by a crash, is cut off; [`Ledger::recovered`] says
    /// so.
    ///
    /// # Errors
    /// [`LedgerError::Flawed`] or [`LedgerError::Broken`] where a line is not one that attune wrote there.
    pub fn open(lock: Lock) -> Result<Self, LedgerError> {
        let path = ledger_path(lock.folder());
        let content = read(&path)?;
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(LedgerError::io(&path))?;
        let recovered = recover(&mut file, &content).map_err(LedgerError::io(&path))?;
        sync_folder(lock.folder())?;
        Ok(Self {
            path,
            file,
            lock,
            seq: content.entries.last().map_or(0, |entry| entry.seq),
            memory: Memory::of(&content.entries),
            head: content.head,
            recovered,
            replicated: None,
        })
    }

    /// Opens the ledger of a locked state folder whose lines have a second place, where they stand as in the folder.
    ///
    /// From then on a line is there before it is on disk. What was mended is put there at once.
    ///
    /// # Errors
    /// As [`Ledger::open`]; [`LedgerError::Replica`] where what was mended cannot be put there.
    pub fn open_replicated(lock: Lock, replica: Box<dyn Replica>) -> Result<Self, LedgerError> {
        let mut ledger = Self::open(lock)?;
        let whole = fs::read(&ledger.path).map_err(LedgerError::io(&ledger.path))?;
        let mut replicated = Replicated::new(replica, whole);
        if ledger.recovered.is_some() {
            replicated.put()?;
        }
        ledger.replicated = Some(replicated);
        Ok(ledger)
    }

    /// All whole lines of a ledger, without lock and without making anything; none where there is no ledger.
    ///
    /// A line that is being written meanwhile is not among them.
    ///
    /// # Errors
    /// As [`Ledger::open`]: what is whose stands on these lines, for whoever reads them too. [`LedgerError::Moved`]
    /// where the folder was left: its lines are not the last ones.
    pub fn read(folder: &Path) -> Result<Vec<Entry>, LedgerError> {
        Moved::refuse(folder)?;
        Ok(read(&ledger_path(folder))?.entries)
    }

    /// Holds every line against its checksum.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn verify(folder: &Path) -> Result<Verified, LedgerError> {
        let Content {
            entries,
            unchained,
            head,
            whole: _,
            torn,
            is_open: _,
        } = read(&ledger_path(folder))?;
        Ok(Verified {
            lines: entries.len(),
            unchained,
            torn,
            head,
        })
    }

    /// What the ledger remembers, this run's lines included.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What was mended when the ledger was opened; it does not name the file.
    pub fn recovered(&self) -> Option<&str> {
        self.recovered.as_deref()
    }

    /// Which run this is.
    pub fn run(&self) -> &str {
        &self.lock.holder().run
    }

    /// Writes a line; it is on disk, and in the second place where there is one, when this returns.
    ///
    /// # Errors
    /// Where it cannot be written; then nothing more may be written before the ledger was opened again.
    pub fn append(&mut self, at: Timestamp, event: Event) -> Result<(), LedgerError> {
        let entry = Entry {
            v: VERSION,
            seq: self.seq + 1,
            at,
            run: self.run().to_owned(),
            event,
        };
        let object = serde_json::to_string(&entry).map_err(|cause| LedgerError::Broken {
            path: self.path.clone(),
            line: usize::try_from(entry.seq).unwrap_or(usize::MAX),
            cause: cause.to_string(),
        })?;
        let (mut line, checksum) = chained(&self.head, &object);
        line.push('\n');
        if let Some(replicated) = &mut self.replicated {
            replicated.append(&line)?;
        }
        self.file
            .write_all(line.as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(LedgerError::io(&self.path))?;
        self.seq = entry.seq;
        self.head = checksum;
        self.memory.learn(&entry);
        Ok(())
    }
}

/// Lets the file end with a whole line; what that took.
fn recover(file: &mut File, content: &Content) -> io::Result<Option<String>> {
    let recovered = if content.is_open {
        file.write_all(b"\n")?;
        "the last line had lost its line break, and has it again".to_owned()
    } else if content.torn > 0 {
        file.set_len(u64::try_from(content.whole).unwrap_or(u64::MAX))?;
        let bytes = content.torn;
        format!("a torn last line of {bytes} bytes, left by a crash, was cut off")
    } else {
        return Ok(None);
    };
    file.sync_all()?;
    Ok(Some(recovered))
}

fn ledger_path(folder: &Path) -> PathBuf {
    folder.join("ledger.jsonl")
}

#[cfg(test)]
mod tests;
