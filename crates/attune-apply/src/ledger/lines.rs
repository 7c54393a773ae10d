//! The lines of the file, read and held against their chain.

use std::fs;
use std::io;
use std::path::Path;

use super::chain::{Chained, start};
use super::flaw::{diagnose, is_mark, of_count};
use super::{Entry, Flaw, LedgerError};

/// The version of the lines that are written.
pub(super) const VERSION: u32 = 2;

/// The version of the lines without a checksum.
const UNCHAINED: u32 = 1;

/// A line, without its line break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where it stands, counted from 1.
    pub(super) number: usize,
    pub(super) text: &'a [u8],
}

/// What the file holds.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) entries: Vec<Entry>,
    /// How many lines at the beginning carry no checksum.
    pub(super) unchained: usize,
    /// The checksum that the next line follows.
    pub(super) head: String,
    /// Bytes up to the end of the last whole line.
    pub(super) whole: usize,
    /// Bytes after it.
    pub(super) torn: usize,
    /// Whether the last whole line lacks its line break.
    pub(super) is_open: bool,
}

/// Reads the file; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Content, LedgerError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(cause) => return Err(LedgerError::io(path)(cause)),
    };
    let end = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let (whole, rest) = bytes.split_at_checked(end).unwrap_or_default();
    let mut content = of_lines(path, &lines_of(whole))?;
    content.whole = whole.len();
    content.torn = rest.len();
    // A line whose checksum is right is whole; it lost its line break only.
    if Chained::of(rest).is_some_and(|line| line.follows(&content.head)) {
        content = of_lines(path, &lines_of(&bytes))?;
        content.whole = bytes.len();
        content.is_open = true;
    }
    Ok(content)
}

fn lines_of(bytes: &[u8]) -> Vec<Line<'_>> {
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    lines
        .map(|(index, text)| Line {
            number: index + 1,
            // As git leaves it where it is told to convert line breaks.
            text: text.strip_suffix(b"\r").unwrap_or(text),
        })
        .filter(|line| !line.text.is_empty())
        .collect()
}

fn of_lines(path: &Path, lines: &[Line<'_>]) -> Result<Content, LedgerError> {
    let flawed = |line: &Line<'_>, flaw: Flaw| LedgerError::Flawed {
        path: path.to_owned(),
        line: line.number,
        flaw,
    };
    if let Some(mark) = lines.iter().find(|line| is_mark(line.text)) {
        return Err(flawed(mark, Flaw::Conflict));
    }
    let entries = lines
        .iter()
        .map(|line| entry(path, line))
        .collect::<Result<Vec<Entry>, LedgerError>>()?;
    let unchained = entries
        .iter()
        .take_while(|entry| entry.v == UNCHAINED)
        .count();
    for ((line, entry), expected) in lines.iter().zip(&entries).zip(1..).take(unchained) {
        if let Some(flaw) = of_count(expected, entry.seq) {
            return Err(flawed(line, flaw));
        }
    }
    let mut checksums = vec![start(lines.get(..unchained).unwrap_or_default())];
    for (index, line) in lines.iter().enumerate().skip(unchained) {
        let Some(chained) = Chained::of(line.text) else {
            return Err(flawed(line, Flaw::Unchained));
        };
        if !checksums
            .last()
            .is_some_and(|checksum| chained.follows(checksum))
        {
            let flaw = diagnose(lines, &entries, &checksums, unchained, index, chained);
            return Err(flawed(line, flaw));
        }
        checksums.push(chained.checksum.to_owned());
    }
    Ok(Content {
        entries,
        unchained,
        head: checksums.pop().unwrap_or_default(),
        whole: 0,
        torn: 0,
        is_open: false,
    })
}

fn entry(path: &Path, line: &Line<'_>) -> Result<Entry, LedgerError> {
    let broken = |cause: String| LedgerError::Broken {
        path: path.to_owned(),
        line: line.number,
        cause,
    };
    let entry: Entry =
        serde_json::from_slice(line.text).map_err(|cause| broken(cause.to_string()))?;
    if (UNCHAINED..=VERSION).contains(&entry.v) {
        return Ok(entry);
    }
    Err(broken(format!(
        "its format is version {}, this attune knows versions {UNCHAINED} to {VERSION}",
        entry.v
    )))
}
